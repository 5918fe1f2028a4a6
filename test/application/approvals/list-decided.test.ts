import { makeListDecided, type DecidedQuery } from '../../../application/approvals/list-decided.js'
import { memoryApprovalHistory } from '../../../adapters/outbound/memory/stores.memory.js'
import {
  aBypassedCall,
  aCall,
  aDecision,
  anOperator,
  type Desk,
  type DeskWorld,
  settled,
  shopDesk,
} from '../../support/approvals.js'
import { aReport } from '../../support/agents.js'
import { right } from '../../support/results.js'

describe('calls that have ended', () => {
  let world: DeskWorld
  let desk: Desk

  beforeEach(() => {
    ;({ world, desk } = shopDesk())
  })

  const ask = async (command: string): Promise<string> => {
    void desk.ask(aCall({}, { tool_input: { command } })).verdict()
    await settled()
    return desk.list.now().at(-1)?.id ?? 'none'
  }
  const listed = async (query: Partial<DecidedQuery> = {}) =>
    right(
      await makeListDecided({ history: memoryApprovalHistory(world.ledger) })({
        ...{ before: null, limit: 50, text: '', outcome: null },
        ...query,
      })(),
    )
  const previews = async (query: Partial<DecidedQuery> = {}) =>
    (await listed(query)).calls.map(({ preview, outcome }) => `${preview} ${outcome}`)

  it('are listed with their decision, the newest first, and open ones are not', async () => {
    const [one, two, three] = [await ask('one'), await ask('two'), await ask('three')]
    await ask('four')
    right(await desk.decide(two, aDecision({ remember: true }), anOperator())())
    right(await desk.hold(one, aDecision({ holdMs: 5_000 }), anOperator())())
    right(await desk.takeBack(one, anOperator())())
    right(await desk.decide(one, { decision: 'deny', reason: 'no' }, anOperator())())
    world.clock.advance(200_000)
    await settled()
    const { calls, before } = await listed()
    expect(before).to.equal(null)
    expect(calls.map(({ preview, outcome, why, withdrawals }) => [preview, outcome, why, withdrawals])).to.deep.equal([
      ['four', 'left-to-terminal', 'expired', 0],
      ['three', 'left-to-terminal', 'expired', 0],
      ['one', 'denied', 'decided', 1],
      ['two', 'allowed', 'decided', 0],
    ])
    expect(
      calls.map(({ decision }) => decision && [decision.by, decision.reason, decision.isRemembered]),
    ).to.deep.equal([null, null, ['operator', 'no', false], ['operator', null, true]])
    expect(calls.at(-1)).to.include({ id: two, session: 'cc-shop', tool: 'Bash', at: 1_000_000 })
    expect(three).not.to.equal('none')
  })

  it('name the sub-agent that made the call, refused by a restriction too', async () => {
    const askedBy = (command: string, more: object): unknown =>
      desk.ask(aBypassedCall({ tool_input: { command }, ...more })).verdict()
    void askedBy('one', { agent_id: 'a1', agent_type: 'Explore' })
    void askedBy('two', {})
    await settled()
    world.restraint = { at: 'deny', reason: 'budget exceeded' }
    void askedBy('three', { agent_id: 'a2' })
    world.clock.advance(200_000)
    await settled()
    const { calls } = await listed()
    expect(calls.map(({ preview, subagent }) => [preview, subagent]).sort()).to.deep.equal([
      ['one', 'Explore'],
      ['three', ''],
      ['two', null],
    ])
  })

  it('tell whether the agent had the answer, and that answers to a question are no edit', async () => {
    const input = { questions: [{ question: 'Which?', options: [{ label: 'This' }] }] }
    void desk.ask(aCall({}, { tool_name: 'AskUserQuestion', tool_input: input })).verdict()
    await settled()
    const question = desk.list.now().at(-1)?.id ?? 'none'
    right(await desk.decide(question, aDecision({ answers: { 'Which?': 'This' } }), anOperator())())
    const edited = await ask('make')
    right(await desk.decide(edited, aDecision({ updatedInput: { command: 'make -n' } }), anOperator())())
    await ask('left')
    world.clock.advance(200_000)
    await settled()
    const { calls } = await listed()
    expect(calls.map(({ preview, decision, isDelivered }) => [preview, decision?.isEdited, isDelivered])).to.deep.equal(
      [
        ['left', undefined, true],
        ['make', true, true],
        ['Which?', false, true],
      ],
    )
  })

  it('say what has run, as the agent reports it, and that a run without a report is not known', async () => {
    const ran = (command: string): Promise<void> =>
      desk.withdraw.onReport(aCall().session, aReport('PostToolUse', { tool_name: 'Bash', tool_input: { command } }))()
    const decided = async (command: string, decision: 'allow' | 'deny', updatedInput?: object): Promise<void> => {
      const edit = updatedInput === undefined ? {} : { updatedInput }
      const body = decision === 'allow' ? aDecision(edit) : { decision }
      right(await desk.decide(await ask(command), body, anOperator())())
    }
    await decided('allowed', 'allow')
    await ran('allowed')
    await decided('edited', 'allow', { command: 'other' })
    await ran('other')
    await ask('at the terminal')
    await ran('at the terminal')
    await decided('again', 'deny')
    await decided('again', 'allow')
    await ran('again')
    await decided('denied', 'deny')
    await ran('denied')
    await ask('left')
    world.clock.advance(200_000)
    await settled()
    const { calls } = await listed()
    expect(calls.map(({ preview, outcome, why, hasRun }) => [preview, outcome, why, hasRun])).to.deep.equal([
      ['left', 'left-to-terminal', 'expired', null],
      ['denied', 'denied', 'decided', null],
      ['again', 'allowed', 'decided', true],
      ['again', 'denied', 'decided', null],
      ['at the terminal', 'left-to-terminal', 'answered-at-terminal', true],
      ['edited', 'allowed', 'decided', true],
      ['allowed', 'allowed', 'decided', true],
    ])
  })

  it('say what has run where the request has a description and no id, and the report an id and no description', async () => {
    const tool_input = { command: 'make', description: 'needed' }
    void desk.ask(aCall({}, { tool_input })).verdict()
    await settled()
    right(await desk.decide(desk.list.now().at(-1)?.id ?? 'none', aDecision(), anOperator())())
    const ran = { tool_name: 'Bash', tool_input: { command: 'make' }, tool_use_id: 'call_3' }
    await desk.withdraw.onReport(aCall().session, aReport('PostToolUse', ran))()
    expect((await listed()).calls.map(({ hasRun }) => hasRun)).to.deep.equal([true])
  })

  it('say that a call has failed, as the agent reports it', async () => {
    for (const [command, event] of [
      ['works', 'PostToolUse'],
      ['fails', 'PostToolUseFailure'],
    ] as const) {
      right(await desk.decide(await ask(command), aDecision(), anOperator())())
      const report = aReport(event, { tool_name: 'Bash', tool_input: { command } })
      await desk.withdraw.onReport(aCall().session, report)()
    }
    expect((await listed()).calls.map(({ preview, hasFailed }) => [preview, hasFailed])).to.deep.equal([
      ['fails', true],
      ['works', false],
    ])
  })

  it('say of a refused call with an id that it has run all the same', async () => {
    const verdict = desk.ask(aBypassedCall()).verdict()
    await settled()
    right(await desk.decide(desk.list.now().at(-1)?.id ?? 'none', { decision: 'deny' }, anOperator())())
    await verdict
    const ran = { tool_name: 'Bash', tool_input: { command: 'make' }, tool_use_id: 'toolu_1' }
    await desk.withdraw.onReport(aCall().session, aReport('PostToolUse', ran))()
    expect((await listed()).calls.map(({ outcome, hasRun }) => [outcome, hasRun])).to.deep.equal([['denied', true]])
  })

  it('come in pages that leave none out and repeat none, however their records overlap', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `call-${String(index)}`)
    const ids: string[] = []
    for (const name of names) ids.push(await ask(name))
    for (const id of [3, 0, 7, 11, 5, 1, 9, 2, 10, 4, 8, 6])
      right(await desk.decide(ids[id] ?? '', aDecision(), anOperator())())
    const paged: string[] = []
    let before: number | null = null
    do {
      const page: Awaited<ReturnType<typeof listed>> = await listed({ before, limit: 3 })
      paged.push(...page.calls.map(({ preview }) => preview))
      before = page.before
    } while (before !== null)
    expect(paged).to.deep.equal([6, 8, 4, 10, 2, 9, 1, 5, 11, 7, 0, 3].map((index) => names[index]))
  })

  it('are filtered by outcome and by part of session, tool or command', async () => {
    right(await desk.decide(await ask('npm test'), aDecision(), anOperator())())
    right(await desk.decide(await ask('npm publish'), { decision: 'deny' }, anOperator())())
    expect(await previews({ outcome: 'denied' })).to.deep.equal(['npm publish denied'])
    expect(await previews({ text: 'TEST' })).to.deep.equal(['npm test allowed'])
    expect(await previews({ text: 'bash' })).to.have.length(2)
    expect(await previews({ text: 'cc-mall' })).to.deep.equal([])
  })

  it('contain refusals by the rules, without a decision', async () => {
    world.restraint = { at: 'deny', reason: 'budget exceeded' }
    await desk.ask(aBypassedCall()).verdict()
    const [call] = (await listed()).calls
    expect([call?.outcome, call?.decision]).to.deep.equal(['denied', null])
  })
})
