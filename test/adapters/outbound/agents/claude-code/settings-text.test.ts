import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import {
  findHooks,
  withHooks,
  withoutHooks,
  type WantedHooks,
} from '../../../../../adapters/outbound/agents/claude-code/settings-text.js'
import { leftTag, right } from '../../../../support/results.js'

const entry = (url: string) => ({ _owner: 'penates' as const, matcher: '', hooks: [{ type: 'http', url }] })
const wanted: WantedHooks = {
  entries: {
    Stop: entry('http://127.0.0.1:3333/api/hooks/Stop'),
    PreToolUse: entry('http://127.0.0.1:3333/api/hooks/pre-tool-use'),
  },
  statusLine: { _owner: 'penates', type: 'command', command: 'line' },
}
const install = (text: string | null): string => right(withHooks(text, wanted))
const remove = (text: string): string => right(withoutHooks(text))

describe('hooks of the hub in a settings text', () => {
  it('are added to an empty text and removed again', () => {
    const made = install(null)
    expect(JSON.parse(made)).to.deep.equal({
      hooks: { Stop: [wanted.entries['Stop']], PreToolUse: [wanted.entries['PreToolUse']] },
      statusLine: wanted.statusLine,
    })
    expect([install(''), install('  \n'), remove(made)]).to.deep.equal([made, made, '{}\n'])
  })

  it('stand beside those of the operator, whose bytes, order and layout are kept', () => {
    const own = `{"model" : "opus",
\t"hooks":{ "Stop": [ {"matcher":"","hooks":[{"type":"command","command":"say \\"done\\" /x"}]} ],
      "Notification":[] , "PreToolUse": [   ]},  "note":"{\\"hooks\\":[]}" , "n": 1e3}\r\n\r\n`
    const made = install(own)
    expect(Object.entries(right(findHooks(made)).entries).map(([event, ours]) => [event, ours.length])).to.deep.equal([
      ['Stop', 1],
      ['PreToolUse', 1],
    ])
    const { hooks } = JSON.parse(made) as { hooks: Record<string, unknown[]> }
    expect([hooks['Stop']?.length, hooks['Notification']]).to.deep.equal([2, []])
    expect(remove(made)).to.equal(own)
  })

  it('replace older ones of the hub, marked or not, and no other hooks with a web address', () => {
    const before = JSON.stringify({
      hooks: {
        Stop: [
          { _owner: 'penates', matcher: '', hooks: [{ type: 'command', command: 'old' }] },
          { matcher: '', hooks: [{ type: 'command', command: 'curl http://127.0.0.1:3333/api/hooks/Stop' }] },
          { matcher: '', hooks: [{ type: 'http', url: 'https://example.org/hooks/Stop' }] },
          { _owner: 'somebody', hooks: [{ type: 'http', url: 'http://x/api/hooks/Stop' }] },
        ],
        SubagentStop: [{ _owner: 'penates', hooks: [] }],
      },
    })
    const { hooks } = JSON.parse(install(before)) as { hooks: Record<string, unknown[]> }
    expect([hooks['Stop']?.length, hooks['Stop']?.at(-1), hooks['SubagentStop']]).to.deep.equal([
      3,
      wanted.entries['Stop'],
      [],
    ])
  })

  it('keep the status line of the operator', () => {
    const own = '{"statusLine":{"type":"command","command":"mine"}}'
    expect(JSON.parse(install(own))).to.deep.include({ statusLine: { type: 'command', command: 'mine' } })
    expect([right(findHooks(own)).statusLine, remove(install(own))]).to.deep.equal(['foreign', own])
  })

  it('are not added to a text that is not a settings file', () => {
    const deep = `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
    const broken = ['{', '[]', '7', '{"hooks":[]}', '{"hooks":{"Stop":{}}}', '{"a":1,}', '// mine\n{}', deep]
    expect(broken.map((text) => leftTag(withHooks(text, wanted)))).to.deep.equal(broken.map(() => 'UnreadableSettings'))
  })

  it('are not added behind a byte order mark, which is named', () => {
    expect(withHooks('\uFEFF{}', wanted)).to.have.nested.property('left.detail', 'they begin with a byte order mark')
  })

  it('are in no empty file, which stays as it is when they are taken out', () => {
    for (const text of ['', ' \n']) {
      expect(right(findHooks(text))).to.deep.equal({ entries: {}, statusLine: 'none' })
      expect(remove(text)).to.equal(text)
    }
  })

  const space = fc.array(fc.constantFrom(' ', '\n', '\t', '\r\n'), { maxLength: 3 }).map((parts) => parts.join(''))
  /** Writes a value with white space anywhere. */
  const written = (value: unknown, spaces: () => string): string => {
    const s = spaces
    if (Array.isArray(value)) return `[${s()}${value.map((one) => written(one, s) + s()).join(`,${s()}`)}]`
    if (typeof value === 'object' && value !== null) {
      const members = Object.entries(value).map(
        ([key, one]) => `${JSON.stringify(key)}${s()}:${s()}${written(one, s)}${s()}`,
      )
      return `{${s()}${members.join(`,${s()}`)}}`
    }
    return JSON.stringify(value)
  }
  const entries = fc.array(
    fc.record({
      matcher: fc.string(),
      hooks: fc.array(fc.record({ type: fc.constant('command'), command: fc.string() })),
    }),
    { maxLength: 3 },
  )
  const settings = fc
    .tuple(
      fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 3 }),
      fc.option(fc.dictionary(fc.constantFrom('Stop', 'PreToolUse', 'Notification'), entries)),
      fc.array(space, { minLength: 1, maxLength: 20 }),
    )
    .map(([rest, hooks, spaces]) => {
      const { hooks: _hooks, statusLine: _line, ...others } = rest
      const value = hooks === null ? others : { a: 1, hooks, ...others }
      let next = 0
      return { value, text: written(value, () => spaces[next++ % spaces.length] ?? '') }
    })

  it('are removed without a trace, and are added once only', () => {
    fc.assert(
      fc.property(settings, ({ value, text }) => {
        const made = install(text)
        expect(install(made)).to.equal(made)
        expect(remove(made)).to.equal(text)
        const { hooks, statusLine, ...others } = JSON.parse(made) as Record<string, unknown>
        const { hooks: ownHooks = {}, ...own } = JSON.parse(JSON.stringify(value)) as Record<string, object>
        expect(others).to.deep.equal(own)
        expect(statusLine).to.deep.equal(wanted.statusLine)
        const kept = Object.fromEntries(
          Object.entries(hooks as Record<string, { _owner?: string }[]>)
            .map(([event, list]) => [event, list.filter(({ _owner }) => _owner !== 'penates')] as const)
            .filter(([event, list]) => list.length > 0 || event in ownHooks),
        )
        expect(kept).to.deep.equal(ownHooks)
      }),
    )
  })

  it('keep any accepted text valid JSON', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const made = withHooks(text, wanted)
        if (E.isRight(made)) JSON.parse(made.right)
      }),
    )
  })
})
