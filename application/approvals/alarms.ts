import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  acknowledgedRecord,
  alarmRecord,
  openAlarms,
  type Alarm,
  type NamedAlarm,
} from '../../domain/approvals/alarm.js'
import type { JsonObject } from '../../domain/approvals/canonical-json.js'
import { alarmNotFound, type AlarmNotFound } from '../../domain/approvals/errors.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionNotFound } from '../../domain/sessions/errors.js'
import type { Restraint } from '../../domain/approvals/restraint.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { ApprovalsPorts } from './ports.js'

/** Alarms about tools that ran without an allow or with another input, until a person acknowledges them. */
export interface Alarms {
  /** Oldest first. */
  readonly open: () => ReadonlyArray<NamedAlarm>
  readonly isRaised: (session: SessionId, toolUseId: string) => boolean
  /**
   * Writes the alarm into the log of approvals and tells every client. With the setting `alarmPauses` the session's turn is
   * interrupted, and its calls are refused until the alarm is acknowledged. One alarm for one call. Never fails.
   */
  readonly raise: (alarm: Omit<Alarm, 'isPaused'>, input: JsonObject) => T.Task<void>
  /** Settles once the acknowledgement is on disk. */
  readonly acknowledge: (id: string, caller: Caller) => TE.TaskEither<AlarmNotFound | Unavailable, void>
  /** Reason that the gate gives to calls of a paused session; `null` for all others. */
  readonly restraintOf: (session: SessionId) => Restraint | null
  /** Reads the alarms of earlier runs of the hub that were not acknowledged. */
  readonly recover: TE.TaskEither<Unavailable, void>
}

/** Alarms that are open at once. Older ones stay in the log. */
const MAX_OPEN = 1_000

export function makeAlarms(
  deps: Pick<ApprovalsPorts, 'ledger' | 'history' | 'settings' | 'host' | 'directory' | 'feed' | 'audit' | 'clock'> &
    Pick<ApprovalsPorts, 'log'>,
): Alarms {
  const { ledger, history, settings, host, directory, feed, audit, clock, log } = deps
  let open: ReadonlyArray<Alarm> = []

  const isRaised = (session: SessionId, toolUseId: string): boolean =>
    open.some((one) => one.session === session && one.toolUseId === toolUseId)

  async function reported(
    writing: TE.TaskEither<SessionNotFound | Unavailable, unknown>,
    failed: string,
  ): Promise<void> {
    const done = await writing()
    if (E.isRight(done)) return
    log.error(failed, { detail: done.left._tag === 'Unavailable' ? done.left.detail : 'the session has ended' })
  }

  return {
    open: () => open.map((one) => ({ ...one, name: directory.nameOf(one.session) })),
    isRaised,
    raise: (raised, input) => async () => {
      if (isRaised(raised.session, raised.toolUseId)) return
      // Reserved at once, so that the hook and the transcript raise one alarm.
      open = [...open, { ...raised, isPaused: false }].slice(-MAX_OPEN)
      const current = raised.kind === 'weak-settings' ? null : await settings.read()
      const isPaused = current !== null && (E.isLeft(current) || current.right.alarmPauses)
      open = open.map((one) => (one.id === raised.id ? { ...one, isPaused } : one))
      const { id, session, kind, tool, preview, at } = raised
      const name = directory.nameOf(session)
      log.error('the gate of a session raised an alarm', { session: name, tool, kind })
      feed.publish({ _tag: 'tool-alarm', id, name, kind, tool, preview, isPaused, at })
      if (isPaused) await reported(host.press(name, 'Escape'), 'a session could not be interrupted')
      await reported(ledger.append(alarmRecord({ ...raised, isPaused }, input)), 'an alarm could not be recorded')
    },
    acknowledge: (id, caller) => async () => {
      const alarm = open.find((one) => one.id === id)
      if (alarm === undefined) return E.left(alarmNotFound)
      const name = directory.nameOf(alarm.session)
      const written = await ledger.append(acknowledgedRecord(alarm))()
      if (E.isLeft(written)) return written
      open = open.filter((one) => one.id !== id)
      feed.publish({ _tag: 'tool-alarm-acknowledged', id, name, at: clock.now() })
      await audit.record({ event: 'approval.alarm', fields: { id, session: name } }, caller)()
      return written
    },
    restraintOf: (session) => {
      const alarm = open.find((one) => one.session === session && one.isPaused)
      return alarm === undefined
        ? null
        : { at: 'deny', reason: `Penates paused this session: ${alarm.tool} ran without a valid approval` }
    },
    recover: pipe(
      history.mentioning(['"kind":"alarm']),
      TE.map((records) => {
        const earlier = openAlarms(records, directory.idOf).filter(({ id }) => !open.some((one) => one.id === id))
        for (const { session, name } of earlier) directory.noteFormer({ id: session, name })
        open = [...earlier, ...open].slice(-MAX_OPEN)
      }),
    ),
  }
}
