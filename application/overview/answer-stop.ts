import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { DIALOG_SETTLES_MS } from '../../domain/approvals/agent-dialog.js'
import { dialogChanged, type DialogChanged } from '../../domain/approvals/errors.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { StopDialog, StopDialogAnswer } from '../../domain/stops/stop-dialog.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import { readFront } from '../shared/front-screen.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { AuditLog, Caller } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Unavailable } from '../shared/errors.js'
import { lockKey, type WithLock } from '../shared/keyed-lock.js'
import { pause } from '../shared/pause.js'
import { untilDrawn } from '../shared/until-drawn.js'
import type { ListStops } from './list-stops.js'

/** Answer that was given by a key. */
export interface AnsweredStop {
  /** False when the dialog did not close in time, so that it is not known whether the agent took it. */
  readonly isClosed: boolean
}

/**
 * Answers a stop by a key of its dialog, once. The answer is in the audit log before the key. Fails with `DialogChanged` when the dialog is
 * not there, was answered already, or is not the same before and after that; then no key was pressed.
 */
export type AnswerStop = (
  id: string,
  answer: StopDialogAnswer,
  caller: Caller,
) => TE.TaskEither<DialogChanged | Unavailable, AnsweredStop>

export interface AnswerStopDeps {
  readonly agents: AgentClis
  readonly host: Pick<SessionHost, 'list' | 'screen' | 'press'>
  readonly clock: Clock
  readonly audit: AuditLog
  readonly withLock: WithLock
  readonly listStops: ListStops
}

/** Stops that were answered and are not answered again. */
const MAX_ANSWERED = 1_000

export function makeAnswerStop({ agents, host, clock, audit, withLock, listStops }: AnswerStopDeps): AnswerStop {
  const answered = new Set<string>()

  async function read(session: SessionId): Promise<{ readonly name: string; readonly dialog: StopDialog } | null> {
    const front = await readFront({ agents, host }, session)
    if (typeof front === 'string') return null
    const dialog = front.cli.screens?.stopDialog?.(front.rows) ?? null
    return dialog === null ? null : { name: front.name, dialog }
  }

  return (id, answer, caller) =>
    withLock([lockKey('stop', id)], async () => {
      const stops = await listStops()
      if (E.isLeft(stops)) return stops
      const stop = stops.right.find((one) => one.id === id)
      if (answered.has(id) || stop?.answers.includes(answer) !== true) return E.left(dialogChanged)
      const { session } = stop
      const before = await read(session)
      if (before === null) return E.left(dialogChanged)
      await pause(clock, DIALOG_SETTLES_MS)
      const record = (event: string) =>
        audit.record({ event, fields: { session: stop.name, stop: id, answer } }, caller)()
      const written = await record('stop.answer')
      if (E.isLeft(written)) return written
      const { drawn, keys } = before.dialog
      const now = await read(session)
      if (now === null || now.dialog.drawn !== drawn) {
        await record('stop.answer-withdrawn')
        return E.left(dialogChanged)
      }
      if (answered.size >= MAX_ANSWERED) answered.clear()
      answered.add(id)
      const pressed = await host.press(now.name, keys[answer])()
      const hasClosed = (): Promise<boolean> =>
        untilDrawn(
          clock,
          () => read(session),
          (shown) => shown?.dialog.drawn !== drawn,
        )
      return E.right({ isClosed: E.isRight(pressed) && (await hasClosed()) })
    })
}
