import type { IncomingMessage } from 'node:http'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AnswerWhenRunning, Running } from '../../../../application/sessions/create-session.js'
import type { Session } from '../../../../domain/sessions/session.js'
import type { Tagged } from '../../../../domain/shared/tagged.js'

/** Header of an answer that did not wait for the end of the work. RFC 7240. */
export const RESPONDED_ASYNC = { 'Preference-Applied': 'respond-async' } as const

/** Request header of routes that start a session. */
export const START_HEADERS = {
  Prefer: '`respond-async` answers with 202 as soon as the session runs; `session-start-settled` tells the end.',
} as const

/** RFC 7240, `respond-async`. */
export const wantsNoWait = ({ headers }: IncomingMessage): boolean =>
  [headers['prefer'] ?? ''].flat().some((value) => /(?:^|[,;\s])respond-async(?:$|[,;\s])/i.test(value))

/** Answer to a start that goes on. */
export interface Accepted<Shown> {
  readonly status: 202
  readonly body: Shown
  readonly headers: typeof RESPONDED_ASYNC
}

/** Answers a start: 202 as soon as its session runs where the request prefers that, else as `done` does. */
export function startReply<Failure extends Tagged<string>, A, Done, Shown, S extends Session = Session>(
  request: IncomingMessage,
  answerWhenRunning: AnswerWhenRunning,
  start: (running?: Running<S>) => TE.TaskEither<Failure, A>,
  reply: { readonly done: (value: A) => Done; readonly running: (session: S) => Shown },
): TE.TaskEither<Failure, Done | Accepted<Shown>> {
  if (!wantsNoWait(request)) return pipe(start(), TE.map(reply.done))
  return pipe(
    answerWhenRunning<Failure, A, S>(start),
    TE.map((begun) =>
      begun._tag === 'Running'
        ? { status: 202, body: reply.running(begun.session), headers: RESPONDED_ASYNC }
        : reply.done(begun.value),
    ),
  )
}
