import * as E from 'fp-ts/lib/Either.js'
import { agentId } from '../../../domain/agents/agent-id.js'
import type { Verdict } from '../../../domain/approvals/approval.js'
import type { RuleDraft } from '../../../domain/approvals/permission-rule.js'
import type { CallSource } from '../../../domain/approvals/tool-call.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import {
  aBypassedCall,
  aCall,
  anOperator,
  deskWorld,
  heldBy,
  openDesk,
  settled,
  SHOP,
  startNamed,
  type Desk,
  type DeskWorld,
} from '../../support/approvals.js'
import { CLAUDE_CODE, CODEX } from '../../support/agents.js'
import { right } from '../../support/results.js'

const DAY_MS = 24 * 60 * 60 * 1000

describe('rules for calls to come, at the desk', () => {
  let world: DeskWorld
  let desk: Desk
  let calls = 0
  beforeEach(() => {
    world = deskWorld()
    startNamed(world.host, 'cc-shop')
    desk = openDesk(world)
  })

  const add = async (draft: Partial<RuleDraft> = {}) =>
    right(await desk.permissionRules.add({ effect: 'allow', tool: 'Bash', ...draft }, THE_HUB)())
  const asks = (command: string, made: (payload: Record<string, unknown>) => CallSource = aBypassedCall) =>
    desk.ask(made({ tool_input: { command }, cwd: '/work/shop', tool_use_id: `toolu_${(calls += 1)}` }))
  const said = async (command: string, made?: (payload: Record<string, unknown>) => CallSource) => {
    const answer = heldBy(asks(command, made).verdict())
    await settled()
    return answer()?._tag ?? 'held'
  }
  const kinds = () =>
    world.ledger.entries.map(({ kind, by, why, rules }) => [kind, by ?? why, ...(rules ? [rules] : [])])

  it('allow a call without a person, and write rule and outcome into the log', async () => {
    const { id } = await add({ command: 'npm test' })
    expect(await said('npm test')).to.equal('Allow')
    expect(kinds()).to.deep.equal([
      ['request', undefined],
      ['decision', 'rule', [id]],
      ['outcome', 'rule'],
    ])
    expect(await said('npm test; make')).to.equal('held')
  })

  it('concern the calls of one agent, at the gate and in a trial', async () => {
    await add({ effect: 'deny', command: 'make *', agent: CODEX })
    expect(await said('make one', (payload) => ({ ...aBypassedCall(payload), agent: CODEX }))).to.equal('Deny')
    expect(await said('make two', (payload) => ({ ...aBypassedCall(payload), agent: CLAUDE_CODE }))).to.equal('held')
    const tried = right(await desk.permissionRules.trial({ effect: 'ask', tool: 'Bash', agent: CLAUDE_CODE })())
    expect([tried.calls, tried.concerned]).to.deep.equal([2, 1])
  })

  it('deny a call with the rule as the reason, also for a tool that needs no approval', async () => {
    const { id } = await add({ effect: 'deny', command: 'make *' })
    const denied = (await asks('make all').verdict()) as Extract<Verdict, { _tag: 'Deny' }>
    expect(denied).to.deep.equal({ _tag: 'Deny', reason: 'A rule denies this: Bash make *' })
    expect(kinds()).to.deep.equal([['refusal', 'rule', [id]]])
    await world.rules.update((before) => E.right({ ...before, freeTools: ['Bash'] }))()
    expect([await said('make'), await said('ls')]).to.deep.equal(['Deny', 'NoOpinion'])
  })

  it('ask a person about a call that the agent would run by its own settings', async () => {
    await add({ effect: 'ask', command: 'npm publish *' })
    const gated = (payload: Record<string, unknown>) => aCall({ gate: 'PreToolUse' }, payload)
    expect([await said('npm publish', gated), await said('npm test', gated)]).to.deep.equal(['held', 'NoOpinion'])
    world.isPersonReachable = false
    expect(await said('npm publish --tag next', gated)).to.equal('Terminal')
  })

  it('ask in place of a grant', async () => {
    const first = heldBy(asks('make').verdict())
    await settled()
    const [waiting] = desk.list.now()
    right(await desk.decide(waiting?.id ?? '', { decision: 'allow', remember: true }, anOperator())())
    await settled()
    expect([first()?._tag, await said('make')]).to.deep.equal(['Allow', 'Allow'])
    await add({ effect: 'ask', command: 'make' })
    expect(await said('make')).to.equal('held')
  })

  it('allow nothing under a restriction, and nothing that leads into a guarded place of a strict session', async () => {
    await add({ command: 'make' })
    await add({ tool: 'Edit' })
    const edit = async (file_path: string) => {
      const call = aBypassedCall({ tool_name: 'Edit', tool_input: { file_path }, cwd: '/work/shop' })
      const answer = heldBy(desk.ask(call).verdict())
      await settled()
      return answer()?._tag ?? 'held'
    }
    await world.rules.update((before) => E.right({ ...before, mode: 'strict' }))()
    expect([await edit('a.ts'), await edit('/home/me/.claude/settings.json')]).to.deep.equal(['Allow', 'held'])
    world.restraint = { at: 'ask', reason: 'budget exceeded' }
    expect(await said('make')).to.equal('held')
  })

  it('allow no command of a strict session whose words lead into a guarded place, or are known only when it runs', async () => {
    await add({ command: 'cat *' })
    await world.rules.update((before) => E.right({ ...before, mode: 'strict' }))()
    const inShop = (payload: Record<string, unknown>) => aBypassedCall({ ...payload, cwd: '/work/shop' })
    const answers: string[] = []
    for (const file of [
      'a.ts',
      '~/.penates/operator-token',
      '../../home/me/.penates/x',
      '"$HOME/.penates/x"',
      '../*/x',
    ])
      answers.push(await said(`cat ${file}`, inShop))
    expect(answers).to.deep.equal(['Allow', 'held', 'held', 'held', 'held'])
    await add({})
    expect([await said('cat *.ts', inShop), await said('cat ~/.penates/x', inShop)]).to.deep.equal(['Allow', 'held'])
  })

  it('allow no command of a strict session that walks to a guarded place, or whose walk cannot be followed', async () => {
    for (const command of ['cd *', 'cat *', 'git *', 'sed *', 'xargs *', 'curl *']) await add({ command })
    await world.rules.update((before) => E.right({ ...before, mode: 'strict' }))()
    const deep = (payload: Record<string, unknown>) => aBypassedCall({ ...payload, cwd: '/home/me/code/shop' })
    for (const command of [
      'cd .. && cd .. && cat x',
      'cd ..; cd ..; git show x',
      'git -C .. -C .. show x',
      'cd - && cat x',
      'cd && cat x',
      'cd shop && cat ../x',
      'while cd ..; do cat x; done',
      'cat x | xargs cat',
      "sed 'r x' y",
      'curl -d @../../.penates/x localhost',
    ])
      expect([command, await said(command, deep)]).to.deep.equal([command, 'held'])
    for (const command of [
      'cd /home/me/code/shop/src && cat ../x',
      'cd ./src && cat y',
      'git -C .. log',
      'sed -n 1,5p x',
    ])
      expect([command, await said(command, deep)]).to.deep.equal([command, 'Allow'])
  })

  it('say nothing while the mode is off', async () => {
    await add({ effect: 'deny' })
    await world.rules.update((before) => E.right({ ...before, mode: 'off' }))()
    expect(await said('make')).to.equal('NoOpinion')
  })

  it('hold in the project of the folder alone', async () => {
    const { projectId } = (
      await desk.permissionRules.propose({
        ...(await held('make')),
      })()
    )[0] ?? { projectId: null }
    expect(projectId).to.equal('shop')
    await add({ command: 'make', projectId })
    const elsewhere = (payload: Record<string, unknown>) => aBypassedCall({ ...payload, cwd: '/work/other' })
    expect([await said('make'), await said('make', elsewhere)]).to.deep.equal(['Allow', 'held'])
  })

  const held = async (command: string) => {
    heldBy(asks(command).verdict())
    await settled()
    const [waiting] = desk.list.now()
    if (waiting === undefined) throw new Error('no approval waits')
    return waiting.call
  }

  it('are added once, listed, removed once, and audited', async () => {
    const one = await add({ command: 'npm test' })
    expect(await add({ command: 'npm  "test"' })).to.deep.equal(one)
    expect(right(await desk.permissionRules.list())).to.deep.equal([one])
    right(await desk.permissionRules.remove(one.id, THE_HUB)())
    expect(await desk.permissionRules.remove(one.id, THE_HUB)()).to.deep.equal(E.left({ _tag: 'RuleNotFound' }))
    expect(right(await desk.permissionRules.list())).to.deep.equal([])
    expect(await said('npm test')).to.equal('held')
    const audited = desk.audit.entries.filter(({ event }) => event.startsWith('approval.rule'))
    expect(audited.map(({ event }) => event)).to.deep.equal(['approval.rule.added', 'approval.rule.removed'])
  })

  it('are put in the place of another, tried without it, and audited as both', async () => {
    const rules = [await add({ command: 'npm *' }), await add({ command: 'make' })]
    await said('npm test')
    const draft = { effect: 'ask', tool: 'Bash', command: 'npm publish', replaces: rules[0]?.id } as const
    const tried = right(await desk.permissionRules.trial(draft)())
    expect([tried.calls, tried.allowed, tried.asked]).to.deep.equal([1, 0, 1])
    const made = right(await desk.permissionRules.add(draft, THE_HUB)())
    expect(right(await desk.permissionRules.list())).to.deep.equal([made, rules[1]])
    expect(await desk.permissionRules.add(draft, THE_HUB)()).to.deep.equal(E.left({ _tag: 'RuleNotFound' }))
    const same = await add({ command: 'make', replaces: made.id })
    expect([same, right(await desk.permissionRules.list())]).to.deep.equal([rules[1], [rules[1]]])
    const audited = desk.audit.entries.filter(({ event }) => event.startsWith('approval.rule'))
    expect(audited.map(({ event, fields }) => [event.slice('approval.rule.'.length), fields['pattern']])).to.deep.equal(
      [
        ['added', 'npm *'],
        ['added', 'make'],
        ['removed', 'npm *'],
        ['added', 'npm publish'],
        ['removed', 'npm publish'],
      ],
    )
  })

  it('are refused for a project that is not registered, as they would concern no call', async () => {
    const draft: RuleDraft = { effect: 'deny', tool: 'Bash', projectId: 'gone' }
    const refusal = E.left({ _tag: 'InvalidRule', part: 'project' })
    expect(await desk.permissionRules.add(draft, THE_HUB)()).to.deep.equal(refusal)
    expect(await desk.permissionRules.trial(draft)()).to.deep.equal(refusal)
    expect((await add({ projectId: SHOP.id })).projectId).to.equal(SHOP.id)
  })

  it('are refused for a CLI that the hub does not have, as they would concern no call', async () => {
    for (const agent of ['claude', 'opencode ', '']) {
      const draft: RuleDraft = { effect: 'deny', tool: 'Bash', agent: agentId(agent) }
      const refusal = E.left({ _tag: 'InvalidRule', part: 'agent' })
      expect(await desk.permissionRules.add(draft, THE_HUB)()).to.deep.equal(refusal)
      expect(await desk.permissionRules.trial(draft)()).to.deep.equal(refusal)
    }
  })

  it('of a project deny in a folder that is not known, and allow nothing there', async () => {
    await add({ command: 'npm test', projectId: SHOP.id })
    await add({ effect: 'deny', command: 'make *', projectId: SHOP.id })
    const saidAnywhere = (command: string) => said(command, ({ cwd: _, ...payload }) => aBypassedCall(payload))
    expect([await saidAnywhere('make all'), await saidAnywhere('npm test')]).to.deep.equal(['Deny', 'held'])
  })

  it('are refused beyond their number', async () => {
    const [made] = [await add({ command: 'make' })]
    await world.rules.update((before) =>
      E.right({
        ...before,
        permissions: Array.from({ length: 500 }, (_, at) => ({ ...made, id: String(at), tool: `Tool${at}` })),
      }),
    )()
    expect(await desk.permissionRules.add({ effect: 'allow', tool: 'Bash' }, THE_HUB)()).to.deep.equal(
      E.left({ _tag: 'InvalidRule', part: 'too-many' }),
    )
  })

  it('are tried on the calls of the last month, without being in force', async () => {
    const decide = async (command: string, decision: 'allow' | 'deny') => {
      heldBy(asks(command).verdict())
      await settled()
      const [waiting] = desk.list.now()
      right(await desk.decide(waiting?.id ?? '', { decision }, anOperator())())
      await settled()
    }
    await decide('npm test --old', 'allow')
    world.clock.advance(31 * DAY_MS)
    await decide('npm test', 'allow')
    await decide('npm test --watch', 'deny')
    await decide('ls "open', 'allow')
    await add({ effect: 'deny', command: 'make *' })
    expect(await said('make all')).to.equal('Deny')
    const tried = right(
      await desk.permissionRules.trial({ effect: 'allow', tool: 'Bash', command: 'npm test *', projectId: null })(),
    )
    expect(tried).to.deep.equal({
      ...{ calls: 4, fromTranscripts: 0, allowed: 2, denied: 1, asked: 1, unreadable: 1, concerned: 2 },
      matches: ['npm test --watch', 'npm test'],
      others: ['make all', 'ls "open'],
      since: world.clock.now() - 30 * DAY_MS,
    })
    expect(right(await desk.permissionRules.list()).map(({ effect }) => effect)).to.deep.equal(['deny'])
    expect(await desk.permissionRules.trial({ effect: 'allow', tool: 'Bash', command: 'a;b' })()).to.deep.equal(
      E.left({ _tag: 'InvalidRule', part: 'command' }),
    )
  })

  it('are tried on calls of transcripts too, each counted once and those of the log not again', async () => {
    expect(await said('npm test', (payload) => aCall({ gate: 'PreToolUse' }, payload))).to.equal('NoOpinion')
    heldBy(asks('npm run build').verdict())
    await settled()
    const inLog = `toolu_${calls}`
    const ran = (toolUseId: string, command: string, at = world.clock.now()) => {
      world.pastCalls.made({ toolUseId, tool: 'Bash', input: { command }, cwd: '/work/shop' }, at)
    }
    ran('toolu_old', 'npm test', world.clock.now() - 31 * DAY_MS)
    ran(inLog, 'npm run build')
    ran('toolu_ran', 'npm test --watch')
    ran('toolu_ran', 'npm test --watch')
    ran('toolu_open', 'npm test "open')
    const tried = right(await desk.permissionRules.trial({ effect: 'allow', tool: 'Bash', command: 'npm test *' })())
    expect(tried).to.deep.include({ calls: 3, fromTranscripts: 2, allowed: 1, denied: 0, asked: 2, unreadable: 1 })
    expect(tried.matches).to.deep.equal(['npm test --watch'])
  })

  it('are not added when they cannot be written, and a call that they allow is not run when that cannot be logged', async () => {
    await add({ command: 'npm test' })
    world.isDiskFull = true
    expect(await said('npm test')).to.not.equal('Allow')
  })
})
