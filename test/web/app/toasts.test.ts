import { mock } from 'node:test'
import { signal } from '@preact/signals'
import { dismiss, shownToast, toast } from '../../../adapters/inbound/web/src/app/toasts.js'

/** Defines a global of browsers that Node.js lacks or has in part. */
function define(name: string, value: object): void {
  found.set(name, Object.getOwnPropertyDescriptor(globalThis, name))
  Object.defineProperty(globalThis, name, { value, configurable: true })
}
const found = new Map<string, PropertyDescriptor | undefined>()
const UNDO = (): void => undefined

describe('toasts', () => {
  const pass = (ms: number): void => mock.timers.tick(ms)
  const shown = (): string | undefined => shownToast.value?.text
  before(() => {
    mock.timers.enable({ apis: ['setTimeout', 'Date'] })
    define('document', { querySelector: () => null })
    define('navigator', { language: 'en' })
  })
  after(() => {
    mock.timers.reset()
    for (const name of ['document', 'navigator']) {
      const before = found.get(name)
      if (before === undefined) Reflect.deleteProperty(globalThis, name)
      else Object.defineProperty(globalThis, name, before)
    }
  })
  afterEach(() => {
    for (let newest = shownToast.value; newest; newest = shownToast.value) dismiss(newest.id)
  })

  it('are shown one at a time, the newest for eight seconds', () => {
    toast({ text: 'first' })
    pass(7_000)
    toast({ kind: 'approval', text: 'second' })
    pass(7_999)
    expect(shown()).to.equal('second')
    pass(1)
    expect(shown()).to.equal(undefined)
  })

  it('can be undone for the whole time, also after a newer one was shown', () => {
    toast({ text: 'moved', undo: UNDO })
    pass(3_000)
    toast({ text: 'news' })
    pass(8_000)
    expect(shown()).to.equal('moved')
    pass(4_999)
    expect(shown()).to.equal('moved')
    pass(1)
    expect(shown()).to.equal(undefined)
  })

  it('stay until they are dismissed where something has failed, below newer ones', () => {
    toast({ kind: 'failed', text: 'failed' })
    pass(60_000)
    toast({ text: 'news' })
    expect(shown()).to.equal('news')
    pass(8_000)
    expect(shown()).to.equal('failed')
  })

  it('wait while the page has something in front of them', () => {
    const isInFront = signal(true)
    toast({ kind: 'waiting', text: 'later', isCurrent: () => !isInFront.value })
    pass(60_000)
    expect(shown()).to.equal(undefined)
    isInFront.value = false
    pass(7_999)
    expect(shown()).to.equal('later')
    pass(1)
    expect(shown()).to.equal(undefined)
  })
})
