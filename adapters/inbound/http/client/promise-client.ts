import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ClientFailure, ClientOptions } from './call.js'
import { hubClient, type HubClient } from './hub-client.js'

/** Every route of the hub as a function that returns a promise: `await hub.listSessions()`. */
export type PromiseClient = { readonly [Name in keyof HubClient]: Promised<HubClient[Name]> }

/** Call that returns a promise in place of a task. */
export type Promised<Call> = Call extends (...input: infer Input) => TE.TaskEither<unknown, infer Answer>
  ? (...input: Input) => Promise<Answer>
  : never

/** Reason of a rejected call. */
export interface CallError extends Error {
  /** Failure of the call; see `ClientFailure`. */
  readonly failure: ClientFailure
}

/** True for the reason of a call that was rejected by `promiseClient`. */
export const isCallError = (thrown: unknown): thrown is CallError => thrown instanceof Error && 'failure' in thrown

/** The hub over HTTP, for callers that use promises: a failure rejects with `CallError`. */
export function promiseClient(options: ClientOptions): PromiseClient {
  const client = hubClient(options)
  const calls = Object.entries(client).map(([name, call]) => [
    name,
    async (...input: ReadonlyArray<never>) => {
      const answer = await (call as (...given: ReadonlyArray<never>) => TE.TaskEither<ClientFailure, unknown>)(
        ...input,
      )()
      if (E.isRight(answer)) return answer.right
      throw Object.assign(new Error(wordsOf(answer.left)), { failure: answer.left })
    },
  ])
  return Object.fromEntries(calls) as PromiseClient
}

function wordsOf(failure: ClientFailure): string {
  switch (failure._tag) {
    case 'Refused':
      return failure.error
    case 'Unreachable':
      return failure.detail
    case 'Aborted':
      return 'the call was aborted'
    case 'Unreadable':
      return `an answer of another shape, with status ${String(failure.status)}`
  }
}
