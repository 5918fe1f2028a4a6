import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { memoryClock, type MemoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { libgit2Reader, type Reader } from '../../../../adapters/outbound/nodegit/reader.nodegit.js'
import { eventually } from '../../../support/eventually.js'
import { describeWithLibgit2, LIBGIT2_SCRIPT } from '../../../support/libgit2.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

const ABSENT = { _tag: 'absent' } as const
const REFUSED = { _tag: 'refused', lasting: true } as const
const question = { _tag: 'status', directory: '/nonexistent' } as const

describeWithLibgit2('the process that reads with libgit2', () => {
  const folder = scratchFolder()
  let clock: MemoryClock
  let reader: Reader
  beforeEach(() => {
    clock = memoryClock()
  })
  afterEach(() => {
    reader.close()
    expect(clock.waiting()).to.equal(0)
  })

  const open = (script: string): void => {
    reader = libgit2Reader({ clock, script, environment: { HOME: '/nonexistent' } })
  }
  /** One that tells when it is ready and then does this with every message. */
  const standIn = async (onMessage: string): Promise<void> => {
    const script = join(folder(), 'reader.mjs')
    await writeFile(script, `process.on('message', ({ id }) => {${onMessage}})\nprocess.send({ _tag: 'ready' })\n`)
    open(script)
  }
  const PONG = `process.send({ _tag: 'answered', id, answer: process.pid })`
  const pid = async (): Promise<unknown> => {
    const outcome = await reader.ask(question)
    return outcome._tag === 'answered' ? outcome.answer : outcome
  }

  it('is not waited for while it starts, and answers from then on', async () => {
    open(LIBGIT2_SCRIPT)
    expect(await reader.ask(question)).to.deep.equal(ABSENT)
    expect(await reader.ready()).to.equal(true)
    expect(await reader.ask(question)).to.deep.include({ _tag: 'refused', lasting: false })
  })

  it('is started once where it cannot run, and never again', async () => {
    open(join(folder(), 'missing.mjs'))
    expect(await reader.ready()).to.equal(false)
    clock.advance(24 * 3_600_000)
    expect(await reader.ask(question)).to.deep.equal(ABSENT)
    expect(await reader.ready()).to.equal(false)
  })

  it('returns each answer to its own request, in any order', async () => {
    await standIn(`setTimeout(() => process.send({ _tag: 'answered', id, answer: id }), id % 2 === 0 ? 0 : 20)`)
    await reader.ready()
    const answers = await Promise.all([1, 2, 3, 4].map(() => pid()))
    expect(answers).to.deep.equal([1, 2, 3, 4])
  })

  it('is ended when it takes too long, and started anew', async () => {
    await standIn('')
    await reader.ready()
    const answer = reader.ask(question)
    clock.advance(4_000)
    expect(await answer).to.deep.equal(REFUSED)
    expect(await reader.ready()).to.equal(true)
  })

  it('takes the blame on those who waited when it falls over, and rests', async () => {
    await standIn(`process.kill(process.pid, 'SIGSEGV')`)
    await reader.ready()
    expect(await reader.ask(question)).to.deep.equal(REFUSED)
    expect(await reader.ready()).to.equal(false)
    clock.advance(60_000)
    expect(await reader.ready()).to.equal(true)
  })

  it('ends after a time without requests', async () => {
    await standIn(PONG)
    await reader.ready()
    const first = await pid()
    clock.advance(59_000)
    expect(await pid()).to.equal(first)
    clock.advance(60_000)
    expect(await pid()).to.deep.equal(ABSENT)
    await reader.ready()
    expect(await pid()).not.to.equal(first)
  })

  it('ends with the process that started it', async () => {
    await standIn(PONG)
    await reader.ready()
    const running = (await pid()) as number
    reader.close()
    expect(await reader.ask(question)).to.deep.equal(ABSENT)
    await eventually(() => {
      expect(() => process.kill(running, 0)).to.throw()
    })
  })
})
