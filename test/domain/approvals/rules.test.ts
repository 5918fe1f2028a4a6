import fc from 'fast-check'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { previewOf, type ApprovalMode } from '../../../domain/approvals/approval.js'
import {
  DEFAULT_RULES,
  endInRules,
  isFree,
  isGranted,
  MAX_GRANTS_PER_SESSION,
  mayBeStrict,
  modeFor,
  renameInRules,
  waitLimitMs,
  withGrant,
  withNameMode,
  withNames,
  withoutRun,
  withRunsOf,
  withWait,
  type ApprovalRules,
  type Grant,
  type HeldMode,
  type NamedSession,
} from '../../../domain/approvals/rules.js'

const grant = (session: string, digest: string): Grant => ({
  ...{ session: sessionId(session), tool: 'Bash', digest, grantedAt: 1 },
})
const named = (id: string, name = id): NamedSession => ({ id: sessionId(id), name })
const names = (modes: ApprovalRules['sessions']): ApprovalRules => ({ ...DEFAULT_RULES, sessions: modes })
const A_OFF: HeldMode = { name: 'a', mode: 'off' }
/** Rules with a mode of a session that has the name. */
const held = (id: string, name: string, mode: ApprovalMode): ApprovalRules =>
  withNameMode(DEFAULT_RULES, name, mode, sessionId(id))

describe('the rules of approvals', () => {
  it('use the mode of a name before the default mode, for any name of a session', () => {
    const rules = withNameMode(names({ 'cc-a': 'strict' }), '__proto__', 'off', null)
    expect(['cc-a', '__proto__', 'constructor', 'cc-b'].map((name) => modeFor(rules, named(name)))).to.deep.equal([
      'strict',
      'off',
      'ask',
      'ask',
    ])
    expect(withNames(rules, [named('1', 'constructor')])).to.equal(rules)
    expect(modeFor(withNameMode(rules, 'cc-a', null, null), named('cc-a'))).to.equal('ask')
  })

  it('leave the limit of a session with its name at its end, and give it to the new name at a rename', () => {
    const rules = withWait(withWait(DEFAULT_RULES, 'a', 30), '__proto__', 5)
    expect([waitLimitMs(rules, 'a'), waitLimitMs(rules, 'b'), waitLimitMs(DEFAULT_RULES, '__proto__')])
      .to.deep //
      .equal([1_800_000, null, null])
    expect(waitLimitMs(endInRules(rules, named('1', 'a')), 'a')).to.equal(1_800_000)
    const renamed = renameInRules(rules, sessionId('1'), 'a', 'b')
    expect([waitLimitMs(renamed, 'a'), waitLimitMs(renamed, 'b')]).to.deep.equal([null, 1_800_000])
    expect(withWait(withWait(rules, '__proto__', null), 'a', null).waitMinutes).to.deep.equal({})
  })

  it('use the mode of a session before that of its name, unless the name is strict', () => {
    const rules = { ...held('1', 'a', 'off'), sessions: { a: 'ask', b: 'strict' } } as const
    expect([named('1', 'a'), named('1', 'b'), named('1', 'c')].map((one) => modeFor(rules, one)))
      .to.deep //
      .equal(['off', 'strict', 'off'])
  })

  it('give a looser mode of a name to one session, which keeps it through renames', () => {
    const rules = withNames(names({ a: 'off' }), [named('1', 'a'), named('2', 'b')])
    expect(rules).to.deep.equal(held('1', 'a', 'off'))
    expect(withNames(rules, [named('1', 'a')])).to.equal(rules)
    const renamed = renameInRules(rules, sessionId('1'), 'a', 'c')
    expect(renamed).to.deep.equal(held('1', 'c', 'off'))
    expect([named('1', 'c'), named('3', 'a')].map((one) => modeFor(renamed, one))).to.deep.equal(['off', 'ask'])
    expect(renameInRules(names({ a: 'off' }), sessionId('1'), 'a', 'c')).to.deep.equal(renamed)
    expect(renameInRules(renamed, sessionId('3'), 'a', 'd')).to.equal(renamed)
  })

  it('give a looser mode to no other session of the name, also before the rename of the first is known', () => {
    const modes = (['off', 'ask', 'strict'] as const).flatMap((mode) =>
      (['off', 'ask'] as const).map((one) => modeFor({ ...held('1', 'a', one), mode }, named('2', 'a'))),
    )
    expect(modes).to.deep.equal(['off', 'ask', 'ask', 'ask', 'strict', 'strict'])
    const seen = withNames(held('1', 'a', 'off'), [named('2', 'a')])
    expect([seen.sessions, modeFor(seen, named('1', 'b'))]).to.deep.equal([{}, 'off'])
    expect(withNames(seen, [named('1', 'b')])).to.deep.equal(held('1', 'b', 'off'))
  })

  it('give strict to every session of the name, and leave it with those that had the name', () => {
    const rules = withNames({ ...held('1', 'a', 'off'), sessions: { a: 'strict' } }, [named('1', 'a')])
    expect(rules).to.deep.equal(held('1', 'a', 'strict'))
    const renamed = renameInRules(rules, sessionId('1'), 'a', 'b')
    expect(renamed.sessions).to.deep.equal({ a: 'strict', b: 'strict' })
    expect(
      [named('1', 'b'), named('1', 'c'), named('2', 'a'), named('2', 'b')].map((one) => modeFor(renamed, one)),
    ).to.deep.equal(['strict', 'strict', 'strict', 'strict'])
  })

  it('may be strict for a session as the default mode, by a name and by an id', () => {
    expect([DEFAULT_RULES, { ...DEFAULT_RULES, mode: 'strict' } as const].map(mayBeStrict)).to.deep.equal([false, true])
    expect(mayBeStrict({ ...DEFAULT_RULES, sessions: { a: 'strict' } })).to.equal(true)
    expect(mayBeStrict({ ...DEFAULT_RULES, ids: { 1: { name: 'a', mode: 'strict' } } })).to.equal(true)
  })

  it('keep the mode that a session has already, unless the name is strict', () => {
    const rules = { ...held('1', 'b', 'ask'), sessions: { a: 'off', b: 'ask' } } as const
    expect(withNames(rules, [named('1', 'a')])).to.deep.equal(held('1', 'a', 'ask'))
  })

  it('change a mode for the session that has the name, and strict also for those that had it', () => {
    const rules = { ...names({ a: 'off', b: 'ask' }), ids: { 1: A_OFF, 2: { name: 'b', mode: 'ask' } } } as const
    expect([
      withNameMode(rules, 'a', 'strict', null).ids,
      withNameMode(rules, 'a', 'ask', sessionId('3')).ids,
      withNameMode(rules, 'a', 'ask', null).ids,
      withNameMode(rules, 'a', null, sessionId('1')),
    ]).to.deep.equal([
      { 1: { name: 'a', mode: 'strict' }, 2: rules.ids[2] },
      { 2: rules.ids[2], 3: { name: 'a', mode: 'ask' } },
      { 2: rules.ids[2] },
      held('2', 'b', 'ask'),
    ])
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
    const loose = withGrant(held('1', 'a', 'off'), grant('1', 'd'))
    expect([endInRules(loose, named('1', 'a')), endInRules(names({ a: 'off' }), named('1', 'a'))]).to.deep.equal([
      DEFAULT_RULES,
      DEFAULT_RULES,
    ])
    expect(endInRules(loose, named('1', 'unseen'))).to.deep.equal(DEFAULT_RULES)
    expect(endInRules(loose, named('2', 'a'))).to.equal(loose)
    const both = withGrant(loose, grant('2', 'd'))
    expect(endInRules(both, named('1', 'a'))).to.deep.equal({ ...DEFAULT_RULES, grants: [grant('2', 'd')] })
    expect(endInRules(withGrant(DEFAULT_RULES, grant('1', 'd')), named('1', 'a'))).to.deep.equal(DEFAULT_RULES)
  })

  it('leave strict with the names of a session at its end, so that it is restored strict under any id', () => {
    const ended = endInRules(withGrant(held('1', 'a', 'strict'), grant('1', 'd')), named('1', 'b'))
    expect(ended).to.deep.equal(names({ a: 'strict', b: 'strict' }))
    expect(endInRules(ended, named('1', 'b'))).to.equal(ended)
    expect([named('1', 'b'), named('2', 'a'), named('2', 'c')].map((one) => modeFor(ended, one))).to.deep.equal([
      'strict',
      'strict',
      'ask',
    ])
  })

  it('drop the grants and the looser mode of a run that is over, and keep strict', () => {
    const rules = withGrant(withGrant(held('1', 'a', 'off'), grant('1', 'd')), grant('2', 'd'))
    expect(withoutRun(rules, sessionId('1'))).to.deep.equal({ ...DEFAULT_RULES, grants: [grant('2', 'd')] })
    expect(withoutRun(rules, sessionId('3'))).to.equal(rules)
    const strict = held('1', 'a', 'strict')
    expect([withoutRun(strict, sessionId('1')), withoutRun(withGrant(strict, grant('1', 'd')), sessionId('1'))])
      .to //
      .deep.equal([strict, strict])
    expect(withRunsOf(rules, [named('1', 'a'), named('2', 'b')])).to.equal(rules)
    expect(withRunsOf(rules, [named('1', 'a')]).grants).to.deep.equal([grant('1', 'd')])
    expect(withRunsOf(rules, [])).to.deep.equal(DEFAULT_RULES)
  })

  const [someId, someName] = [fc.constantFrom('1', '2', '3'), fc.constantFrom('a', 'b', 'c')]
  const someMode = fc.constantFrom<ApprovalMode>('off', 'ask', 'strict')
  const step = fc.oneof(
    fc.record({ do: fc.constant('name' as const), id: someId, name: someName }),
    fc.record({ do: fc.constant('rename' as const), id: someId, name: someName, to: someName }),
    fc.record({ do: fc.constant('end' as const), id: someId, name: someName }),
    fc.record({ do: fc.constant('run' as const), id: someId, name: someName }),
    fc.record({ do: fc.constant('loosen' as const), id: someId, name: someName, mode: someMode }),
    fc.record({ do: fc.constant('grant' as const), id: someId, name: someName }),
  )
  type Step = typeof step extends fc.Arbitrary<infer S> ? S : never
  const apply = (rules: ApprovalRules, one: Step): ApprovalRules => {
    const session = named(one.id, one.name)
    switch (one.do) {
      case 'name':
        return withNames(rules, [session])
      case 'rename':
        return renameInRules(rules, session.id, one.name, one.to)
      case 'end':
        return endInRules(rules, session)
      case 'run':
        return withoutRun(rules, session.id)
      case 'loosen':
        return withNameMode(rules, one.name, one.mode, session.id)
      case 'grant':
        return withGrant(rules, grant(one.id, 'd'))
    }
  }

  it('never loosen a strict session but by the operator, for a version that knows only names either', () => {
    fc.assert(
      fc.property(someMode, fc.array(step), fc.array(step), (mode, before, after) => {
        const strict = withNameMode(before.reduce(apply, { ...DEFAULT_RULES, mode }), 'a', 'strict', sessionId('1'))
        let [rules, name, ended] = [strict, 'a', false]
        for (const one of after) {
          if (one.do === 'loosen' && one.mode !== 'strict') continue
          rules = apply(rules, one)
          if (one.id === '1' && one.do === 'end') ended = true
          if (one.id === '1' && (one.do === 'name' || one.do === 'end')) name = one.name
          if (one.id === '1' && one.do === 'rename') name = one.to
          const known = ended ? ['a'] : ['a', 'b', 'c', 'unseen']
          expect(known.map((each) => modeFor(rules, named('1', each)))).to.deep.equal(known.map(() => 'strict'))
          expect([modeFor(rules, named('new', 'a')), rules.sessions['a']]).to.deep.equal(['strict', 'strict'])
          if (!ended) expect(rules.sessions[name] ?? 'strict').to.equal('strict')
        }
      }),
    )
  })

  it('have every mode of a session under its last name too', () => {
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const rules = steps.reduce(apply, DEFAULT_RULES)
        for (const { name, mode } of Object.values(rules.ids)) {
          if (mode === 'strict') expect(rules.sessions[name]).to.equal('strict')
        }
      }),
    )
  })

  it('give a new run of a session no grant, and no looser mode than a session without one has', () => {
    fc.assert(
      fc.property(fc.constantFrom<ApprovalMode>('off', 'ask', 'strict'), fc.array(step), (mode, steps) => {
        const rules = withoutRun(steps.reduce(apply, { ...DEFAULT_RULES, mode }), sessionId('1'))
        expect(isGranted(rules, sessionId('1'), 'Bash', 'd')).to.equal(false)
        for (const name of ['a', 'b', 'c'])
          expect(modeFor(rules, named('1', name))).to.be.oneOf(['strict', modeFor(rules, named('new', name))])
      }),
    )
  })

  it('give no session the grants or the looser mode of one that ended', () => {
    const live = withGrant(held('1', 'a', 'off'), grant('1', 'd'))
    const rules = withNames(endInRules(live, named('1', 'a')), [named('2', 'a')])
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
      ids: {},
      freeTools: [
        ...['AskUserQuestion', 'BashOutput', 'EnterPlanMode', 'ExitPlanMode', 'Glob', 'Grep', 'KillShell', 'LS'],
        ...['NotebookRead', 'Read', 'TaskCreate', 'TaskGet', 'TaskList', 'TaskOutput', 'TaskStop', 'TaskUpdate'],
        ...['TodoRead', 'TodoWrite', 'ToolSearch'],
      ],
      asksInAutoMode: false,
      waitMinutes: {},
      grants: [],
      permissions: [],
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
