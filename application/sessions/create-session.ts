import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  promptNotTaken,
  type InvalidSessionName,
  type PromptNotTaken,
  type UnusableDirectory,
} from '../../domain/sessions/errors.js'
import type { Session } from '../../domain/sessions/session.js'
import { parseBaseName } from '../../domain/sessions/session-name.js'
import { attendedCommand, cliOf, promptedStart, type PromptedStart } from '../../domain/agents/agent-program.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Running } from './answer-when-running.js'
import type { StartSessionError } from './start-session.js'
import type { SessionsPorts, SessionsSteps } from './ports.js'

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
