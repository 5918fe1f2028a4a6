import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { isDiedAtOnce } from '../../domain/sessions/errors.js'
import type { Session } from '../../domain/sessions/session.js'
import type { Tagged } from '../../domain/shared/tagged.js'
import type { Clock } from '../shared/clock.port.js'
import { detach } from '../shared/detached.js'
import type { Feed } from '../shared/feed.js'

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
