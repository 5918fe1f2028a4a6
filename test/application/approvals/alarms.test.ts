import { makeSessionDirectory } from '../../../application/sessions/session-directory.js'
import { startNamed } from '../../support/approvals.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { memoryApprovalHistory, memorySettingsStore } from '../../../adapters/outbound/memory/stores.memory.js'
import { memoryApprovalLedger } from '../../../adapters/outbound/memory/approval-ledger.memory.js'
import { memoryAuditLog } from '../../../adapters/outbound/memory/audit-log.memory.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryLog } from '../../../adapters/outbound/memory/log.memory.js'
import { memorySessionHost } from '../../../adapters/outbound/memory/session-host.memory.js'
import { makeAlarms, type Alarms } from '../../../application/approvals/alarms.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import { makeFeed } from '../../../application/shared/feed.js'
import type { HubEvent } from '../../../domain/events/hub-event.js'
import type { Alarm } from '../../../domain/approvals/alarm.js'
import { leftTag, right } from '../../support/results.js'
import type { ApprovalsPorts } from '../../../application/approvals/ports.js'

const INPUT = { command: 'ls' }
const CALLER = { ...THE_HUB, user: 'me' }
const broken = TE.left(unavailable('store', 'disk full'))

describe('alarms', () => {
  const open = (faults: Partial<ApprovalsPorts> = {}) => {
    const clock = memoryClock(1_000)
    const [ledger, audit, log] = [memoryApprovalLedger(clock), memoryAuditLog(), memoryLog()]
    const [settings, host, feed] = [memorySettingsStore(), memorySessionHost(clock), makeFeed()]
    const told: HubEvent[] = []
    feed.subscribe((event) => told.push(event))
    for (const name of ['cc-shop', 'cc-other']) startNamed(host, name)
    const history = memoryApprovalHistory(ledger)
    const directory = makeSessionDirectory()
    const deps: Parameters<typeof makeAlarms>[0] = {
      ledger,
      history,
      settings,
      host,
      directory,
      feed,
      audit,
      clock,
      log,
      ...faults,
    }
    return { alarms: makeAlarms(deps), directory, ledger, audit, log, settings, host, told, clock, deps }
  }
  const alarm = (values: Partial<Alarm> = {}): Omit<Alarm, 'isPaused'> => ({
    id: 'a',
    session: sessionId('cc-shop'),
    kind: 'not-allowed',
    tool: 'Bash',
    toolUseId: 'toolu_1',
    preview: 'ls',
    digest: 'd',
    approvedDigest: null,
    source: 'hook',
    at: 5,
    ...values,
  })
  const raise = (alarms: Alarms, values: Partial<Alarm> = {}) => alarms.raise(alarm(values), INPUT)()

  it('are written down, told to every client and logged', async () => {
    const { alarms, ledger, told, log, host } = open()
    await raise(alarms)
    expect(alarms.open()).to.deep.equal([{ ...alarm(), name: 'cc-shop', isPaused: false }])
    expect(ledger.entries.at(-1)).to.deep.include({ kind: 'alarm', id: 'a', paused: false, input: INPUT })
    expect(told).to.deep.equal([
      {
        _tag: 'tool-alarm',
        id: 'a',
        name: 'cc-shop',
        kind: 'not-allowed',
        tool: 'Bash',
        preview: 'ls',
        isPaused: false,
        at: 5,
      },
    ])
    expect(log.entries).to.deep.equal([
      {
        level: 'error',
        message: 'the gate of a session raised an alarm',
        fields: { session: 'cc-shop', tool: 'Bash', kind: 'not-allowed' },
      },
    ])
    expect(host.controls.pressedIn('cc-shop')).to.deep.equal([])
  })

  it('are one for one call of one session', async () => {
    const { alarms } = open()
    await Promise.all([raise(alarms), raise(alarms, { id: 'b' })])
    await raise(alarms, { id: 'c', toolUseId: 'toolu_2' })
    await raise(alarms, { id: 'd', session: sessionId('cc-other') })
    expect(alarms.open().map(({ id }) => id)).to.deep.equal(['a', 'c', 'd'])
    expect([
      alarms.isRaised(sessionId('cc-shop'), 'toolu_1'),
      alarms.isRaised(sessionId('cc-shop'), 'toolu_3'),
      alarms.isRaised(sessionId('cc-other'), 'toolu_2'),
    ]).to.deep.equal([true, false, false])
  })

  it('pause their session where the setting says so or cannot be read, but not for weak settings', async () => {
    for (const settings of [null, { ...memorySettingsStore(), read: broken }]) {
      const { alarms, host, settings: store } = open(settings === null ? {} : { settings })
      if (settings === null) right(await store.change({ alarmPauses: true })())
      await raise(alarms, { kind: 'weak-settings', toolUseId: 'x' })
      expect([host.controls.pressedIn('cc-shop'), alarms.restraintOf(sessionId('cc-shop'))]).to.deep.equal([[], null])
      await raise(alarms, { id: 'b' })
      expect(host.controls.pressedIn('cc-shop')).to.deep.equal(['Escape'])
      expect([alarms.restraintOf(sessionId('cc-shop')), alarms.restraintOf(sessionId('cc-other'))]).to.deep.equal([
        { at: 'deny', reason: 'Penates paused this session: Bash ran without a valid approval' },
        null,
      ])
    }
  })

  it('pause by the setting at the time of each, and not before it is read', async () => {
    const { alarms, settings } = open()
    await raise(alarms)
    right(await settings.change({ alarmPauses: true })())
    const raising = raise(alarms, { id: 'b', toolUseId: 'toolu_2' })
    const paused = () => alarms.open().map(({ id, isPaused }) => [id, isPaused])
    expect(paused()).to.deep.equal([
      ['a', false],
      ['b', false],
    ])
    await raising
    expect(paused()).to.deep.equal([
      ['a', false],
      ['b', true],
    ])
  })

  it('stay, and are logged, where the log of approvals or the session fails', async () => {
    const clock = memoryClock()
    const ledger = { ...memoryApprovalLedger(clock), append: () => broken }
    const { alarms, log, settings } = open({ ledger })
    right(await settings.change({ alarmPauses: true })())
    await raise(alarms, { session: sessionId('cc-gone') })
    expect(alarms.open()).to.have.length(1)
    expect(log.entries.slice(1).map(({ message, fields }) => [message, fields])).to.deep.equal([
      ['a session could not be interrupted', { detail: 'the session has ended' }],
      ['an alarm could not be recorded', { detail: 'disk full' }],
    ])
  })

  it('are acknowledged once, with a record, an event and a line in the audit log', async () => {
    const { alarms, ledger, audit, told, clock } = open()
    await raise(alarms)
    await raise(alarms, { id: 'b', toolUseId: 'toolu_2' })
    right(await alarms.acknowledge('a', CALLER)())
    expect(alarms.open().map(({ id }) => id)).to.deep.equal(['b'])
    expect(ledger.entries.at(-1)).to.deep.include({ kind: 'alarm-acknowledged', id: 'a', session: 'cc-shop' })
    expect(told.at(-1)).to.deep.equal({
      _tag: 'tool-alarm-acknowledged',
      id: 'a',
      name: 'cc-shop',
      at: clock.now(),
    })
    expect(audit.entries).to.deep.equal([
      { event: 'approval.alarm', fields: { id: 'a', session: 'cc-shop' }, caller: CALLER },
    ])
    expect(leftTag(await alarms.acknowledge('a', CALLER)())).to.equal('AlarmNotFound')
  })

  it('stay open where the acknowledgement cannot be written', async () => {
    const ledger = { ...memoryApprovalLedger(memoryClock()), append: () => broken }
    const { alarms, told, audit } = open({ ledger })
    await raise(alarms)
    expect(leftTag(await alarms.acknowledge('a', CALLER)())).to.equal('Unavailable')
    expect([alarms.open().length, told.length, audit.entries]).to.deep.equal([1, 1, []])
  })

  it('have the present name of their session', async () => {
    const { alarms, directory } = open()
    await raise(alarms)
    await raise(alarms, { id: 'b', session: sessionId('cc-other') })
    directory.note({ id: sessionId('cc-shop'), name: 'cc-mall' })
    expect(alarms.open().map(({ name }) => name)).to.deep.equal(['cc-mall', 'cc-other'])
  })

  it('of earlier runs come first, without those that were acknowledged', async () => {
    const earlier = open()
    await raise(earlier.alarms)
    await raise(earlier.alarms, { id: 'b', toolUseId: 'toolu_2' })
    right(await earlier.alarms.acknowledge('a', CALLER)())
    const { alarms } = open({ history: earlier.deps.history })
    await raise(alarms, { id: 'c', toolUseId: 'toolu_3' })
    right(await alarms.recover())
    expect(alarms.open().map(({ id }) => id)).to.deep.equal(['b', 'c'])
  })

  it('are listed once where recovery reads one that is open already', async () => {
    const { alarms } = open()
    await raise(alarms)
    right(await alarms.recover())
    expect(alarms.open().map(({ id }) => id)).to.deep.equal(['a'])
  })

  it('are 1,000 at most, the newest', async () => {
    const { alarms, deps } = open()
    for (let index = 0; index <= 1_000; index += 1)
      await raise(alarms, { id: String(index), toolUseId: `toolu_${String(index)}` })
    const ends = ({ open: all }: Alarms) => [all().length, all()[0]?.id, all().at(-1)?.id]
    expect(ends(alarms)).to.deep.equal([1_000, '1', '1000'])
    const next = open({ history: deps.history })
    await raise(next.alarms, { id: 'new', toolUseId: 'new' })
    right(await next.alarms.recover())
    expect(ends(next.alarms)).to.deep.equal([1_000, '2', 'new'])
  })
})
