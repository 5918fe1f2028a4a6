import fc from 'fast-check'
import {
  dropIndex,
  findItem,
  isNarrative,
  itemFault,
  nextPatch,
  releasePreview,
  versionFault,
  versionsAfter,
  withItems,
} from '../../../adapters/inbound/web/src/projects/plan.js'
import { moved } from '../../../adapters/inbound/web/src/app/project-order.js'
import { percentOf } from '../../../adapters/inbound/web/src/ui/percent.js'
import type { Plan, PlanItem } from '../../../adapters/inbound/web/src/app/projects.js'

const item = (text: string, line: number, done = false): PlanItem => ({ text, line, done, meta: {} })

const plan: Plan = {
  released: { version: '1.0.0', items: [item('one', 3, true)] },
  dev: { version: '1.1.0', items: [item('two', 6, true), item('three', 7), item('two', 8)] },
  backlog: [item('four', 11)],
  changelog: '',
}

describe('plan', () => {
  it('finds an item by its line, or by its text when the lines have moved', () => {
    expect(findItem(plan, { section: 'dev', text: 'two', line: 8 })).to.equal(plan.dev.items[2])
    expect(findItem(plan, { section: 'dev', text: 'three', line: 40 })).to.equal(plan.dev.items[1])
    expect(findItem(plan, { section: 'dev', text: 'four', line: 11 })).to.equal(null)
    expect(findItem(plan, { section: 'backlog', text: 'four', line: 11 })).to.equal(plan.backlog[0])
  })

  it('replaces one section and keeps the others', () => {
    expect(withItems(plan, 'backlog', [])).to.deep.equal({ ...plan, backlog: [] })
    expect(withItems(plan, 'dev', []).dev).to.deep.equal({ version: '1.1.0', items: [] })
  })

  it('reaches 100 percent only when everything is done', () => {
    expect(percentOf({ done: 199, total: 200 })).to.equal(99)
    expect(percentOf({ done: 200, total: 200 })).to.equal(100)
    expect(percentOf({ done: 0, total: 0 })).to.equal(0)
  })

  it('previews a release: done items released, open items kept, old list archived', () => {
    expect(releasePreview(plan)).to.deep.equal({
      released: [plan.dev.items[0]],
      kept: [plan.dev.items[1], plan.dev.items[2]],
      archived: plan.released.items,
    })
  })

  it('increments the last number of a version', () => {
    expect(nextPatch('1.5.0')).to.equal('1.5.1')
    expect(nextPatch('0.9.99')).to.equal('0.9.100')
    expect(nextPatch('1.5')).to.equal('1.5.1')
    expect(nextPatch('2026-beta')).to.equal('')
    expect(nextPatch('')).to.equal('')
  })

  it('is a patch, a minor or a major one after numbers, and any after other words', () => {
    expect(versionsAfter('1.2.3')).to.deep.equal({ patch: '1.2.4', minor: '1.3.0', major: '2.0.0' })
    expect(versionsAfter('0.9')).to.deep.equal({ patch: '0.9.1', minor: '0.10.0', major: '1.0.0' })
    expect(['1.0.0-rc.1', 'v1.2.3', ''].map(versionsAfter)).to.deep.equal([null, null, null])
  })
})

describe('drop index', () => {
  const list = fc.array(fc.integer(), { minLength: 1, maxLength: 12 })

  it('places an item next to the target from any position', () => {
    fc.assert(
      fc.property(list, fc.nat(), fc.nat(), fc.constantFrom('top' as const, 'bottom' as const), (all, a, b, edge) => {
        const from = a % all.length
        const over = b % all.length
        if (from === over) return
        const marked = all.map((_, at) => at)
        const now = moved(marked, from, dropIndex(from, over, edge))
        const at = now.indexOf(over)
        expect(now[edge === 'top' ? at - 1 : at + 1]).to.equal(from)
        expect([...now].sort((x, y) => x - y)).to.deep.equal(marked)
      }),
    )
  })

  it('needs no correction for an item of another list', () => {
    expect(dropIndex(null, 2, 'top')).to.equal(2)
    expect(dropIndex(null, 2, 'bottom')).to.equal(3)
  })
})

describe('plan input validation', () => {
  it('accepts items of one line without braces', () => {
    expect(itemFault('Größe merken')).to.equal(null)
    expect(itemFault('  ')).to.equal('empty')
    expect(itemFault('x'.repeat(501))).to.equal('too-long')
    expect(itemFault('a {b: c}')).to.equal('letters')
    expect(itemFault('two\nlines')).to.equal('letters')
  })

  it('accepts versions of a restricted character set', () => {
    expect(versionFault('1.0.0-rc.1+5')).to.equal(null)
    expect(versionFault('')).to.equal('empty')
    expect(versionFault('v 1')).to.equal('letters')
    expect(versionFault('1'.repeat(41))).to.equal('too-long')
  })

  it('accepts narratives that do not end the changelog section', () => {
    expect(isNarrative('### Fine\n\n- text ## here')).to.equal(true)
    expect(isNarrative('Words\n## Released: v9')).to.equal(false)
  })
})
