import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import { allow, deny, NO_OPINION, type Verdict } from '../../../domain/approvals/approval.js'
import { aCall, deskWorld, openDesk, startNamed, type Desk, type DeskWorld } from '../../support/approvals.js'
import { right } from '../../support/results.js'
import { aReport } from '../../support/agents.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

const INPUT = { command: 'touch x' }
const payload = (over: object = {}) => ({ tool_name: 'Bash', tool_use_id: 'toolu_1', tool_input: INPUT, ...over })

describe('the watch over tools that ran', () => {
  let world: DeskWorld
  let desk: Desk
  beforeEach(() => {
    world = deskWorld({ mode: 'strict' })
    desk = openDesk(world)
    startNamed(world.host, 'cc-shop')
  })

  const ran = (over: object = {}) => desk.runs.onReport(sessionId('cc-shop'), aReport('PostToolUse', payload(over)))()
  const said = (verdict: Verdict, over: object = {}) => {
    desk.clearances.note(
      { session: sessionId('cc-shop'), gate: 'PreToolUse', comesAgain: true, call: aReport(null, payload(over)).call },
      verdict,
    )
  }
  const kinds = () => desk.alarms.open().map(({ kind, source }) => [kind, source])

  it('raises an alarm for a tool that ran without an allow: record, event, log line', async () => {
    await ran()
    expect(kinds()).to.deep.equal([['not-allowed', 'hook']])
    expect(world.ledger.entries.at(-1)).to.include({ kind: 'alarm', session: 'cc-shop', alarm: 'not-allowed' })
    expect(desk.told.at(-1)).to.include({
      _tag: 'tool-alarm',
      name: 'cc-shop',
      kind: 'not-allowed',
      preview: 'touch x',
    })
    expect(right(await world.ledger.check()).fault).to.equal(null)
  })

  it('raises one alarm for one call, whether hook or transcript comes first', async () => {
    await Promise.all([
      desk.runs.onTranscript(sessionId('cc-shop'), { call: { toolUseId: 'toolu_1', tool: 'Bash', input: INPUT } })(),
      ran(),
      ran(),
    ])
    expect(kinds()).to.have.length(1)
  })

  it('is silent about the bare reason of a denial in the transcript, and speaks of a run', async () => {
    const call = { toolUseId: 'toolu_1', tool: 'Bash', input: INPUT }
    const refused = { call, mayBeRefusal: true } as const
    said(deny('not today'))
    await desk.runs.onTranscript(sessionId('cc-shop'), refused)()
    expect(kinds()).to.deep.equal([])
    await desk.runs.onTranscript(sessionId('cc-shop'), { call })()
    expect(kinds()).to.deep.equal([['not-allowed', 'transcript']])
  })

  it('is silent about an allowed call, a free tool, a failed call that was allowed and other reports', async () => {
    said(allow())
    await ran()
    await desk.runs.onReport(sessionId('cc-shop'), aReport('PostToolUseFailure', payload()))()
    await ran({ tool_name: 'Read', tool_use_id: 'toolu_2' })
    await desk.runs.onReport(sessionId('cc-shop'), aReport('Stop', payload({ tool_use_id: 'toolu_3' })))()
    expect(kinds()).to.deep.equal([])
  })

  it('raises an alarm for a free tool whose path leads to what holds the gate up', async () => {
    await ran({ tool_name: 'Read', tool_input: { file_path: '/home/me/.penates/operator-token' } })
    await ran({ tool_name: 'Read', tool_use_id: 'toolu_2', tool_input: { file_path: '/work/shop/readme' } })
    expect(desk.alarms.open().map(({ toolUseId }) => toolUseId)).to.deep.equal(['toolu_1'])
  })

  it('raises an alarm for another input than the approved one, also in ask', async () => {
    world = deskWorld({ mode: 'ask' })
    desk = openDesk(world)
    said(allow({ command: 'ls' }))
    await ran()
    said(allow({ command: 'ls' }), { tool_use_id: 'toolu_2' })
    await ran({ tool_use_id: 'toolu_2', tool_input: { command: 'ls' } })
    expect(desk.alarms.open().map(({ kind, toolUseId }) => [kind, toolUseId])).to.deep.equal([
      ['other-input', 'toolu_1'],
    ])
  })

  it('takes the allow of the second gate for the call that came to the first', async () => {
    world = deskWorld({ mode: 'ask' })
    desk = openDesk(world)
    said(NO_OPINION)
    const { tool_use_id: _without, ...second } = payload()
    const source = {
      session: sessionId('cc-shop'),
      gate: 'PermissionRequest',
      comesAgain: true,
      call: aReport(null, second).call,
    } as const
    desk.clearances.note(source, allow())
    await ran({ tool_input: { command: 'rm -rf x' } })
    expect(kinds()).to.deep.equal([['other-input', 'hook']])
  })

  it('raises an alarm for a refused call that ran', async () => {
    said(deny('no'))
    await ran()
    expect(kinds()).to.deep.equal([['not-allowed', 'hook']])
  })

  it('finds an allow of an earlier run of the hub in the log', async () => {
    const asking = desk.ask(aCall({ session: sessionId('cc-shop') }, payload()))
    const verdict = asking.verdict()
    while (desk.list.now().length === 0) await new Promise(setImmediate)
    const [approval] = desk.list.now()
    const sender = { caller: THE_HUB, client: null, isOperator: true, secret: null }
    right(await desk.decide(approval?.id ?? '', { decision: 'allow' }, sender)())
    await verdict
    desk = openDesk(world)
    await ran()
    expect(kinds()).to.deep.equal([])
    await ran({ tool_use_id: 'toolu_2' })
    expect(kinds()).to.have.length(1)
  })

  it('pauses the session where the person chose so, until the alarm is acknowledged', async () => {
    await desk.settings.change({ alarmPauses: true })()
    await ran()
    expect(world.host.controls.pressedIn('cc-shop')).to.deep.equal(['Escape'])
    expect(
      await desk.ask(aCall({ session: sessionId('cc-shop') }, payload({ tool_use_id: 'toolu_2' }))).verdict(),
    ).to.include({
      _tag: 'Deny',
    })
    const [alarm] = desk.alarms.open()
    right(await desk.alarms.acknowledge(alarm?.id ?? '', THE_HUB)())
    expect([desk.alarms.open(), desk.alarms.restraintOf(sessionId('cc-shop'))]).to.deep.equal([[], null])
    expect(desk.told.at(-1)).to.include({ _tag: 'tool-alarm-acknowledged', id: alarm?.id })
    expect(E.isLeft(await desk.alarms.acknowledge(alarm?.id ?? '', THE_HUB)())).to.equal(true)
  })

  it('keeps open alarms through a restart of the hub and a rename of the session', async () => {
    await ran()
    const raised = desk.alarms.open()
    desk = openDesk(world)
    right(await desk.alarms.recover())
    expect(desk.alarms.open()).to.deep.equal(raised)
    desk.feed.publish({
      _tag: 'session-renamed',
      session: sessionId('cc-shop'),
      oldName: 'cc-shop',
      newName: 'cc-mall',
      at: 1,
    })
    expect(desk.alarms.open().map(({ name }) => name)).to.deep.equal(['cc-mall'])
  })

  it('raises the alarm although the log cannot be searched for an earlier allow, with a log line', async () => {
    desk = openDesk(world, {
      mentioning: () => TE.left(unavailable('approvals-log', 'EIO')),
      before: () => TE.left(unavailable('approvals-log', 'EIO')),
    })
    await ran()
    expect(kinds()).to.deep.equal([['not-allowed', 'hook']])
    expect(desk.logged[0]).to.deep.include({
      message: 'the log of approvals could not be searched',
      fields: { detail: 'EIO' },
    })
  })

  it('raises the alarm although the disk is full', async () => {
    world.isDiskFull = true
    await ran()
    expect([
      kinds().length,
      desk.logged.some(({ message }) => message.includes('could not be recorded')),
    ]).to.deep.equal([1, true])
  })
})
