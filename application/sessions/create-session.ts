import * as E from 'fp-ts/lib/Either.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { attendedCommand, cliOf, promptedStart, type PromptedStart } from '../../domain/agents/agent-program.js'
import {
  promptNotTaken,
  isDiedAtOnce,
  type InvalidSessionName,
  type PromptNotTaken,
  type UnusableDirectory,
} from '../../domain/sessions/errors.js'
import { parseBaseName, type SessionName } from '../../domain/sessions/session-name.js'
import { startTakenBack, type SessionRecord } from '../../domain/sessions/session-record.js'
import type { Session } from '../../domain/sessions/session.js'
import type { Tagged } from '../../domain/shared/tagged.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import { detach } from '../shared/detached.js'
import type { Feed } from '../shared/feed.js'
import type { SessionsSteps, SessionsPorts } from './ports.js'
import type { StartSessionError } from './start-session.js'

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

/** Fields of a new session. */
export interface SessionRequest {
  /** With or without the hub's prefix. */
  readonly name: string
  /** Empty or missing: the hub's default folder. */
  readonly directory?: string | undefined
  /** Empty or missing: that of the first agent. */
  readonly command?: string | undefined
  /** The person's plain shell instead of a command. */
  readonly shell?: boolean | undefined
  /** First prompt of a coding CLI. It is not part of the stored command line. */
  readonly prompt?: string | undefined
}

/** Failure of a start; no session runs and no record is stored. */
export type CreateSessionError = InvalidSessionName | UnusableDirectory | PromptNotTaken | StartSessionError
/** Starts a session by the fields of a request and stores its record. */
export type CreateSession = (
  request: SessionRequest,
  caller: Caller,
  running?: Running,
) => TE.TaskEither<CreateSessionError, Session>

/** Starts a session and stores its record. A dormant entry of the same name is taken over. */
export function makeCreateSession(
  deps: Pick<SessionsPorts, 'agents' | 'folders' | 'log' | 'prefix' | 'defaultDirectory'> &
    Pick<SessionsSteps, 'startRecorded' | 'withSession'>,
): CreateSession {
  const { agents, startRecorded, folders, log, withSession, prefix, defaultDirectory } = deps

  const prompted = (command: string, prompt: string | undefined): E.Either<PromptNotTaken, PromptedStart> => {
    if (!prompt) return E.right({ command, environment: {} })
    const agent = cliOf(agents, command)
    return agent === undefined ? E.left(promptNotTaken(command)) : E.right(promptedStart(agent, command, prompt))
  }

  return (request, caller, running) =>
    pipe(
      TE.Do,
      TE.bindW('name', () => TE.fromEither(parseBaseName(prefix, request.name))),
      TE.bindW('directory', () => folders.usable(request.directory || defaultDirectory)),
      TE.let('command', () => (request.shell ? '' : request.command || attendedCommand(agents))),
      TE.bindW('prompted', ({ command }) => TE.fromEither(prompted(command, request.prompt))),
      TE.flatMap(({ prompted: started, ...session }) =>
        withSession(session.name, ({ known: former }) =>
          pipe(
            startRecorded({ ...session, former, started, running }, caller),
            TE.tapIO(({ name }) => () => {
              log.info('session started', { session: name })
            }),
          ),
        ),
      ),
    )
}

/** Called once the program of a start runs. It may still end at once. */
export type Running<S extends Session = Session> = (session: S) => void

/** `Running`: the start goes on. `Done`: it ended before a new session ran. */
export type Begun<A, S extends Session = Session> =
  { readonly _tag: 'Running'; readonly session: S } | { readonly _tag: 'Done'; readonly value: A }

/**
 * Answers as soon as the session of a start runs. The start goes on, and its end is the event `session-start-settled`. A
 * start that ends before that is answered with its own result, and causes no event.
 */
export type AnswerWhenRunning = <Failure extends Tagged<string>, A, S extends Session = Session>(
  start: (running: Running<S>) => TE.TaskEither<Failure, A>,
) => TE.TaskEither<Failure, Begun<A, S>>

export const makeAnswerWhenRunning =
  ({ feed, clock }: { readonly feed: Feed; readonly clock: Clock }): AnswerWhenRunning =>
  <Failure extends Tagged<string>, A, S extends Session>(start: (running: Running<S>) => TE.TaskEither<Failure, A>) =>
  () =>
    new Promise<E.Either<Failure, Begun<A, S>>>((resolve, reject) => {
      let shown: S | null = null
      const started = start((session) => {
        shown = session
        resolve(E.right({ _tag: 'Running', session }))
      })()
      const settled = started.then((result) => {
        resolve(E.isLeft(result) ? result : E.right({ _tag: 'Done', value: result.right }))
        if (shown === null) return
        const failure = E.isLeft(result) ? failureOf(result.left) : null
        feed.publish({ _tag: 'session-start-settled', session: shown.id, name: shown.name, failure, at: clock.now() })
      })
      detach(
        'start of a session',
        settled.catch((defect: unknown) => {
          if (shown !== null) throw defect
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- passes a defect on as it is
          reject(defect)
        }),
      )
    })

const failureOf = (failure: Tagged<string>) =>
  isDiedAtOnce(failure)
    ? { code: failure._tag, command: failure.command, exitCode: failure.exitCode, lastLines: failure.lastLines }
    : { code: failure._tag, command: null, exitCode: null, lastLines: [] }
