import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { startTakenBack, type SessionRecord } from '../../domain/sessions/session-record.js'
import type { Session } from '../../domain/sessions/session.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Running } from './answer-when-running.js'
import type { StartSessionError } from './start-session.js'
import type { SessionsSteps } from './ports.js'

/** Session to start, with the command line that a later restore runs. */
export interface RecordedStart {
  /** Record of the dormant session that has this name; `null` for a new session. */
  readonly former: SessionRecord | null
  readonly name: SessionName
  /** Checked to be a folder. */
  readonly directory: string
  /** Without the prompt, which is sent once. */
  readonly command: string
  /** Command line and variables of this start. */
  readonly started: { readonly command: string; readonly environment: Readonly<Record<string, string>> }
  /** Called once the session runs and its record is stored. */
  readonly running?: Running | undefined
}

/**
 * Starts a session and stores its record, with `running` before the program has lived long enough; a failed start takes
 * the record back. A session that runs but could not be recorded is listed, and a later restore does not find it.
 */
export type StartRecorded = (start: RecordedStart, caller: Caller) => TE.TaskEither<StartSessionError, Session>

export function makeStartRecorded(
  deps: Pick<SessionsSteps, 'startSession' | 'rememberStarted' | 'updateSessionRecords' | 'audit' | 'log'>,
): StartRecorded {
  const { startSession, rememberStarted, updateSessionRecords, audit, log } = deps

  return ({ former, name, directory, command, started, running }, caller) => {
    const failed = ({ detail }: { readonly detail: string }): void => {
      log.error('the record of a started session could not be written', { session: name, detail })
    }
    const record = ({ id }: Session): T.Task<void> =>
      pipe(
        rememberStarted({ id, name, directory, command }),
        TE.flatMap(() =>
          audit.record({ event: 'session.create', fields: { session: name, directory, command } }, caller),
        ),
        TE.match(failed, () => undefined),
      )
    const start = { ...started, id: former?.id ?? null, name, directory }
    if (running === undefined) return pipe(startSession(start), TE.tapTask(record))

    let shown: Session | null = null
    const takeBack: T.Task<void> = () =>
      shown === null
        ? T.of(undefined)()
        : pipe(
            updateSessionRecords(startTakenBack(shown.id, former)),
            TE.match(failed, () => undefined),
          )()
    return pipe(
      startSession({
        ...start,
        whenRunning: (session) =>
          pipe(
            record(session),
            T.map(() => {
              shown = session
              running(session)
            }),
          ),
      }),
      TE.tapError(() => TE.fromTask(takeBack)),
    )
  }
}
