import { expect } from 'chai'
import fc from 'fast-check'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { previewOf } from '../../../domain/approvals/approval.js'
import {
  DEFAULT_RULES,
  endInRules,
  isFree,
  isGranted,
  MAX_GRANTS_PER_SESSION,
  modeFor,
  withGrant,
  withNameMode,
  withNamesTaken,
  type ApprovalRules,
  type Grant,
  type NamedSession,
} from '../../../domain/approvals/rules.js'

const grant = (session: string, digest: string): Grant => ({
  ...{ session: sessionId(session), tool: 'Bash', digest, grantedAt: 1 },
})
const named = (id: string, name = id): NamedSession => ({ id: sessionId(id), name })
const names = (modes: ApprovalRules['names']): ApprovalRules => ({ ...DEFAULT_RULES, names: modes })

describe('the rules of approvals', () => {
  it('use the mode of a name before the default mode, for any name of a session', () => {
    const rules = withNameMode(withNameMode(DEFAULT_RULES, named('cc-a'), 'strict'), named('__proto__'), 'off')
    expect(['cc-a', '__proto__', 'constructor', 'cc-b'].map((name) => modeFor(rules, named(name)))).to.deep.equal([
      'strict',
      'off',
      'ask',
      'ask',
    ])
    expect(modeFor(withNameMode(rules, named('cc-a'), null), named('cc-a'))).to.equal('ask')
  })

  it('use the mode of a session before that of its name, unless the name is strict', () => {
    const rules: ApprovalRules = { ...names({ a: 'off', b: 'strict' }), sessions: { 1: 'ask', 2: 'off' } }
    expect([named('1', 'a'), named('3', 'a'), named('2', 'b'), named('2', 'c')].map((one) => modeFor(rules, one)))
      .to.deep //
      .equal(['ask', 'off', 'strict', 'off'])
  })

  it('give a looser mode of a name to one session, which keeps it through renames', () => {
    const rules = withNamesTaken(names({ a: 'off' }), [named('1', 'a'), named('2', 'b')])
    expect(rules).to.deep.equal({ ...DEFAULT_RULES, sessions: { 1: 'off' } })
    expect([named('1', 'c'), named('3', 'a')].map((one) => modeFor(rules, one))).to.deep.equal(['off', 'ask'])
    expect(withNamesTaken(rules, [named('1', 'a')])).to.equal(rules)
  })

  it('give strict to every session of the name, and leave it with those that had the name', () => {
    const before = { ...names({ a: 'strict' }), sessions: { 1: 'off' as const } }
    const rules = withNamesTaken(before, [named('1', 'a')])
    expect(rules).to.deep.equal({ ...names({ a: 'strict' }), sessions: { 1: 'strict' } })
    expect(withNamesTaken(rules, [named('1', 'a')])).to.equal(rules)
    expect([named('1', 'b'), named('2', 'a')].map((one) => modeFor(rules, one))).to.deep.equal(['strict', 'strict'])
  })

  it('keep the mode that a session has already, unless the name is strict', () => {
    const rules = withNamesTaken({ ...names({ a: 'off' }), sessions: { 1: 'ask' } }, [named('1', 'a')])
    expect(rules).to.deep.equal({ ...DEFAULT_RULES, sessions: { 1: 'ask' } })
  })

  it('free a tool by its whole name or by a prefix', () => {
    const rules: ApprovalRules = { ...DEFAULT_RULES, freeTools: ['Read', 'mcp__docs__*'] }
    expect(
      ['Read', 'ReadWrite', 'read', 'mcp__docs__x', 'mcp__docs', 'Bash'].map((tool) => isFree(rules, tool)),
    ).to.deep.equal([true, false, false, true, false, false])
  })

  it('grant a call in its own session, for its tool and its input alone', () => {
    const rules = withGrant(DEFAULT_RULES, grant('cc-a', 'd'))
    expect([
      isGranted(rules, sessionId('cc-a'), 'Bash', 'd'),
      isGranted(rules, sessionId('cc-b'), 'Bash', 'd'),
      isGranted(rules, sessionId('cc-a'), 'Write', 'd'),
      isGranted(rules, sessionId('cc-a'), 'Bash', 'other'),
    ]).to.deep.equal([true, false, false, false])
  })

  it('grant one call once and keep the newest grants of each session', () => {
    let rules = withGrant(DEFAULT_RULES, grant('cc-b', 'other'))
    for (let index = 0; index <= MAX_GRANTS_PER_SESSION; index += 1)
      rules = withGrant(rules, grant('cc-a', String(index)))
    expect(withGrant(rules, grant('cc-a', '5'))).to.equal(rules)
    expect([
      rules.grants.length,
      isGranted(rules, sessionId('cc-a'), 'Bash', '0'),
      isGranted(rules, sessionId('cc-a'), 'Bash', '1'),
      isGranted(rules, sessionId('cc-a'), 'Write', '1'),
      isGranted(rules, sessionId('cc-b'), 'Bash', 'other'),
    ]).to.deep.equal([MAX_GRANTS_PER_SESSION + 1, false, true, false, true])
  })

  it('drop grants and a looser mode at the end of a session', () => {
    const loose = withGrant({ ...DEFAULT_RULES, sessions: { 1: 'off' } }, grant('1', 'd'))
    expect(endInRules(loose, named('1', 'a'))).to.deep.equal(DEFAULT_RULES)
    expect(endInRules(loose, named('2', 'a'))).to.equal(loose)
    const both = withGrant(loose, grant('2', 'd'))
    expect(endInRules(both, named('1', 'a'))).to.deep.equal({ ...DEFAULT_RULES, grants: [grant('2', 'd')] })
    expect(endInRules(withGrant(DEFAULT_RULES, grant('1', 'd')), named('1', 'a'))).to.deep.equal(DEFAULT_RULES)
  })

  it('leave strict with the session and with its last name at the end of a session', () => {
    const strict: ApprovalRules = { ...DEFAULT_RULES, sessions: { 1: 'strict' } }
    const ended = endInRules(withGrant(strict, grant('1', 'd')), named('1', 'a'))
    expect(ended).to.deep.equal({ ...strict, names: { a: 'strict' } })
    expect(endInRules(ended, named('1', 'a'))).to.equal(ended)
    expect([named('1', 'b'), named('2', 'a'), named('2', 'b')].map((one) => modeFor(ended, one))).to.deep.equal([
      'strict',
      'strict',
      'ask',
    ])
  })

  it('never loosen a session but by the operator', () => {
    const [ids, all] = [fc.constantFrom('1', '2', '3'), fc.constantFrom('a', 'b')]
    const step = fc.oneof(
      fc.record({ id: ids, name: all, ends: fc.boolean() }),
      fc.record({ id: ids, name: all, digest: fc.constantFrom('d', 'e') }),
    )
    fc.assert(
      fc.property(fc.array(step), ids, (steps, id) => {
        const watched = named(id, 'a')
        let rules = withNamesTaken(withNameMode(DEFAULT_RULES, watched, 'strict'), [watched])
        for (const one of steps) {
          const session = named(one.id, one.name)
          if ('digest' in one) rules = withGrant(rules, grant(one.id, one.digest))
          else rules = one.ends ? endInRules(rules, session) : withNamesTaken(rules, [session])
          expect([modeFor(rules, watched), modeFor(rules, named(id, 'b')), modeFor(rules, named('new', 'a'))])
            .to.deep //
            .equal(['strict', 'strict', 'strict'])
        }
      }),
    )
  })

  it('give no session the grants or the looser mode of one that ended', () => {
    const live = withGrant(withNamesTaken(names({ a: 'off' }), [named('1', 'a')]), grant('1', 'd'))
    const rules = withNamesTaken(endInRules(live, named('1', 'a')), [named('2', 'a')])
    expect([modeFor(rules, named('2', 'a')), isGranted(rules, sessionId('2'), 'Bash', 'd')]).to.deep.equal([
      'ask',
      false,
    ])
  })
})

describe('DEFAULT_RULES', () => {
  it('frees only tools that read, control the agent or ask the person', () => {
    expect(DEFAULT_RULES).to.deep.equal({
      mode: 'ask',
      sessions: {},
      names: {},
      freeTools: [
        ...['AskUserQuestion', 'BashOutput', 'EnterPlanMode', 'ExitPlanMode', 'Glob', 'Grep', 'KillShell', 'LS'],
        ...['NotebookRead', 'Read', 'TaskCreate', 'TaskGet', 'TaskList', 'TaskOutput', 'TaskStop', 'TaskUpdate'],
        ...['TodoRead', 'TodoWrite', 'ToolSearch'],
      ],
      asksInAutoMode: false,
      grants: [],
    })
    expect(MAX_GRANTS_PER_SESSION).to.equal(200)
  })
})

describe('previewOf', () => {
  it('is the path for every tool that works on a file, and at most 200 characters', () => {
    const input = { file_path: '/a', notebook_path: '/n', other: 1 }
    const tools = ['Edit', 'MultiEdit', 'Write', 'NotebookEdit']
    expect(tools.map((tool) => previewOf(tool, input))).to.deep.equal(['/a', '/a', '/a', '/n'])
    expect(previewOf('Bash', { command: 'x'.repeat(201) })).to.equal('x'.repeat(200))
    expect([previewOf('Agent', { prompt: 'p' }), previewOf('Agent', { description: 'd', prompt: 'p' })]).to.deep.equal([
      'p',
      'd',
    ])
  })

  it('summarizes a call', () => {
    expect([
      previewOf('Bash', { command: 'make\u202e', description: 'x' }),
      previewOf('Edit', { file_path: '/a' }),
      previewOf('WebFetch', { url: 'https://example.org', prompt: 'x' }),
      previewOf('WebSearch', { query: 'q' }),
      previewOf('Task', { prompt: 'p' }),
      previewOf('Task', { description: 'd', prompt: 'p' }),
      previewOf('Bash', { command: 7 }),
      previewOf('constructor', { a: 1 }),
    ]).to.deep.equal(['make⟨U+202E⟩', '/a', 'https://example.org', 'q', 'p', 'd', '{"command":7}', '{"a":1}'])
  })
})
