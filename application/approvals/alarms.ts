import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { acknowledgedRecord, alarmRecord, openAlarms, type Alarm } from '../../domain/approvals/alarm.js'
import type { JsonObject } from '../../domain/approvals/canonical-json.js'
import { alarmNotFound, type AlarmNotFound } from '../../domain/approvals/errors.js'
import type { SessionNotFound } from '../../domain/sessions/errors.js'
import type { Restraint } from '../../domain/approvals/restraint.js'
import type { Feed } from '../shared/feed.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { SettingsStore } from '../settings/settings-store.port.js'
import type { AuditLog, Caller } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { Log } from '../shared/log.port.js'
import type { ApprovalHistory } from './approval-history.port.js'
import type { ApprovalLedger } from './approval-ledger.port.js'

/** Alarms about tools that ran without an allow or with another input, until a person acknowledges them. */
export interface Alarms {
  /** Oldest first. */
  readonly open: () => ReadonlyArray<Alarm>
  readonly isRaised: (session: string, toolUseId: string) => boolean
  /**
   * Writes the alarm into the log of approvals and tells every client. With the setting `alarmPauses` the session's turn is
   * interrupted, and its calls are refused until the alarm is acknowledged. One alarm for one call. Never fails.
   */
  readonly raise: (alarm: Omit<Alarm, 'isPaused'>, input: JsonObject) => T.Task<void>
  /** Settles once the acknowledgement is on disk. */
  readonly acknowledge: (id: string, caller: Caller) => TE.TaskEither<AlarmNotFound | Unavailable, void>
  /** Reason that the gate gives to calls of a paused session; `null` for all others. */
  readonly restraintOf: (session: string) => Restraint | null
  readonly rename: (from: string, to: string) => void
  /** Reads the alarms of earlier runs of the hub that were not acknowledged. */
  readonly recover: TE.TaskEither<Unavailable, void>
}

export interface AlarmsDeps {
  readonly ledger: ApprovalLedger
  readonly history: ApprovalHistory
  readonly settings: SettingsStore
  readonly host: SessionHost
  readonly feed: Feed
  readonly audit: AuditLog
  readonly clock: Clock
  readonly log: Log
}

/** Alarms that are open at once. Older ones stay in the log. */
const MAX_OPEN = 1_000

export function makeAlarms(deps: AlarmsDeps): Alarms {
  const { ledger, history, settings, host, feed, audit, clock, log } = deps
  let open: ReadonlyArray<Alarm> = []

  const pauses: T.Task<boolean> = pipe(
    settings.read,
    TE.match(
      () => true,
      ({ alarmPauses }) => alarmPauses,
    ),
  )

  const isRaised = (session: string, toolUseId: string): boolean =>
    open.some((one) => one.session === session && one.toolUseId === toolUseId)

  const reported = (writing: TE.TaskEither<SessionNotFound | Unavailable, unknown>, failed: string): T.Task<void> =>
    pipe(
      writing,
      TE.match(
        (error) => {
          log.error(failed, { detail: error._tag === 'Unavailable' ? error.detail : 'the session has ended' })
        },
        () => undefined,
      ),
    )

  return {
    open: () => open,
    isRaised,
    raise: (raised, input) => async () => {
      if (isRaised(raised.session, raised.toolUseId)) return
      // Reserved at once, so that the hook and the transcript raise one alarm.
      const unpaused: Alarm = { ...raised, isPaused: false }
      open = [...open, unpaused].slice(-MAX_OPEN)
      const alarm: Alarm = { ...raised, isPaused: raised.kind !== 'weak-settings' && (await pauses()) }
      open = open.map((one) => (one === unpaused ? alarm : one))
      const { id, session, kind, tool, preview, at, isPaused } = alarm
      log.error('the gate of a session raised an alarm', { session, tool, kind })
      feed.publish({ _tag: 'tool-alarm', id, name: session, kind, tool, preview, isPaused, at })
      if (isPaused) await reported(host.press(session, 'Escape'), 'a session could not be interrupted')()
      await reported(ledger.append(alarmRecord(alarm, input)), 'an alarm could not be recorded')()
    },
    acknowledge: (id, caller) => {
      const alarm = open.find((one) => one.id === id)
      if (alarm === undefined) return TE.left(alarmNotFound)
      return pipe(
        ledger.append(acknowledgedRecord(alarm)),
        TE.tapIO(() => () => {
          open = open.filter((one) => one.id !== id)
          feed.publish({ _tag: 'tool-alarm-acknowledged', id, name: alarm.session, at: clock.now() })
        }),
        TE.tap(() =>
          TE.fromTask(audit.record({ event: 'approval.alarm', fields: { id, session: alarm.session } }, caller)),
        ),
      )
    },
    restraintOf: (session) => {
      const alarm = open.find((one) => one.session === session && one.isPaused)
      return alarm === undefined
        ? null
        : { at: 'deny', reason: `Penates paused this session: ${alarm.tool} ran without a valid approval` }
    },
    rename: (from, to) => {
      open = open.map((one) => (one.session === from ? { ...one, session: to } : one))
    },
    recover: pipe(
      history.mentioning(['"kind":"alarm']),
      TE.map((records) => {
        open = [...openAlarms(records), ...open].slice(-MAX_OPEN)
      }),
    ),
  }
}
