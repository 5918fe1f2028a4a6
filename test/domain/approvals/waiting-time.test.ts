import fc from 'fast-check'
import { readRule, type PermissionRule, type RuledCall } from '../../../domain/approvals/permission-rule.js'
import { waitingTimeOf, type WaitedCall } from '../../../domain/approvals/waiting-time.js'
import type { ProjectId } from '../../../domain/projects/project-id.js'
import { parseShell } from '../../../adapters/outbound/shell/shell-parser.unbash.js'
import { right } from '../../support/results.js'

const MINUTE = 60_000
const SHOP = 'shop' as ProjectId

const run = (script: string): RuledCall => ({
  ...{ tool: 'Bash', commands: parseShell(script), paths: [], host: null, projectId: SHOP, agent: null },
})

/** Call of `web` that ran `npm test` after a minute, unless said otherwise. */
const waited = (call: Partial<WaitedCall> & { readonly script?: string } = {}): WaitedCall => ({
  ...{ session: 'web', kind: 'permission', projectId: SHOP, from: 0, until: MINUTE, verdict: 'harmless' },
  call: run(call.script ?? 'npm test'),
  ...call,
})

const rule = (effect: 'allow' | 'ask' | 'deny', command: string): PermissionRule => ({
  ...{ id: command, createdAt: 0 },
  ...right(readRule({ effect, tool: 'Bash', command }, parseShell)),
})

const saved = (calls: ReadonlyArray<WaitedCall>, rules: ReadonlyArray<PermissionRule> = []) => {
  const found = waitingTimeOf(0, calls, rules).rule
  return found === null ? null : [found.rule.pattern, found.calls, found.waitedMs / MINUTE]
}

/** Calls of one script, each after the one before. */
const several = (count: number, script: string, call: Partial<WaitedCall> = {}): ReadonlyArray<WaitedCall> =>
  Array.from({ length: count }, (_, at) =>
    waited({ script, from: at * MINUTE, until: (at + 1) * MINUTE, session: script, ...call }),
  )

describe('time in which agents waited for people', () => {
  it('counts each moment of a session once, for the sum, each kind and each project', () => {
    const time = waitingTimeOf(
      0,
      [
        waited({ from: 0, until: 4 * MINUTE }),
        waited({ from: MINUTE, until: 3 * MINUTE, kind: 'question', call: null }),
        waited({ from: 2 * MINUTE, until: 6 * MINUTE }),
        waited({ session: 'docs', projectId: null, from: 0, until: 5 * MINUTE, kind: 'plan', call: null }),
        waited({ from: 7 * MINUTE, until: 7 * MINUTE }),
      ],
      [],
    )
    expect([time.waitedMs / MINUTE, time.calls]).to.deep.equal([11, 4])
    expect(time.kinds.map(({ kind, waitedMs, calls }) => [kind, waitedMs / MINUTE, calls])).to.deep.equal([
      ['permission', 6, 2],
      ['plan', 5, 1],
      ['question', 2, 1],
    ])
    expect(time.projects.map(({ projectId, waitedMs }) => [projectId, waitedMs / MINUTE])).to.deep.equal([
      ['shop', 6],
      [null, 5],
    ])
  })

  it('is never more than the time from the first question to the last answer, and never less than the longest wait', () => {
    const span = fc
      .tuple(fc.nat(10_000), fc.nat(10_000))
      .map(([from, length]) => waited({ from, until: from + length }))
    fc.assert(
      fc.property(fc.array(span, { minLength: 1 }), (calls) => {
        const { waitedMs } = waitingTimeOf(0, calls, [])
        const [first, last] = [Math.min(...calls.map(({ from }) => from)), Math.max(...calls.map(({ until }) => until))]
        expect(waitedMs).to.be.at.most(last - first)
        expect(waitedMs).to.be.at.least(Math.max(...calls.map(({ from, until }) => until - from)))
      }),
    )
  })

  it('names the rule that would have saved the most, as narrow as possible', () => {
    expect(saved([...several(3, 'npm test'), ...several(5, 'git status')])).to.deep.equal([
      { kind: 'command', words: ['git', 'status'], open: false },
      5,
      5,
    ])
    const further = ['a', 'b', 'c', 'd'].flatMap((file) => several(1, `cat src ${file}`))
    expect(saved([...several(3, 'npm test'), ...further])).to.deep.equal([
      { kind: 'command', words: ['cat', 'src'], open: true },
      4,
      4,
    ])
  })

  it('names no rule that would have allowed a call that a person denied, or that has a risk', () => {
    const denied = waited({ script: 'npm test --force', verdict: 'unfit', until: 0 })
    const open = ['a', 'b', 'c', 'd'].flatMap((file) => several(1, `npm test ${file}`))
    expect(saved(open)).to.deep.equal([{ kind: 'command', words: ['npm', 'test'], open: true }, 4, 4])
    expect(saved([...open, denied])).to.equal(null)
    expect(saved([...several(3, 'npm test'), ...open, denied])).to.deep.equal([
      { kind: 'command', words: ['npm', 'test'], open: false },
      3,
      3,
    ])
  })

  it('counts only what people allowed, at least three times, and what other rules leave open', () => {
    expect(saved(several(2, 'npm test'))).to.equal(null)
    expect(saved(several(9, 'npm test', { verdict: 'unknown' }))).to.equal(null)
    expect(saved(several(9, 'npm test'), [rule('ask', 'npm *')])).to.equal(null)
    expect(saved(several(9, 'npm test && make'), [rule('allow', 'make')])).to.deep.equal([
      { kind: 'command', words: ['npm', 'test'], open: false },
      9,
      9,
    ])
    expect(saved(several(9, 'npm test && make'))).to.equal(null)
  })

  it('names a file or its folder where people allowed edits there, and no folder with an edit that was denied', () => {
    const edited = (path: string, at: number, verdict: WaitedCall['verdict'] = 'harmless'): WaitedCall =>
      waited({
        ...{ from: at * MINUTE, until: (at + 1) * MINUTE, verdict },
        call: { ...run(''), tool: 'Edit', commands: undefined, paths: [path] },
      })
    const same = [0, 1, 2].map((at) => edited('/shop/src/cart.ts', at))
    const others = [3, 4].map((at) => edited(`/shop/src/${String(at)}.ts`, at))
    expect(saved(same)).to.deep.equal([{ kind: 'path', path: '/shop/src/cart.ts' }, 3, 3])
    expect(saved([...same, ...others])).to.deep.equal([{ kind: 'path', path: '/shop/src' }, 5, 5])
    expect(saved([...same, ...others, edited('/shop/src/.env', 9, 'unfit')])).to.deep.equal([
      { kind: 'path', path: '/shop/src/cart.ts' },
      3,
      3,
    ])
    expect(saved(same.map((one) => ({ ...one, call: { ...run(''), tool: 'Edit', paths: null } })))).to.equal(null)
  })

  it('says nothing about nothing', () => {
    expect(waitingTimeOf(7, [], [])).to.deep.equal({
      ...{ since: 7, waitedMs: 0, calls: 0, kinds: [], projects: [], rule: null },
    })
  })
})
