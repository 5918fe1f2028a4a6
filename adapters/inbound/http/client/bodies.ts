import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { HubClient } from './hub-client.js'

/** Body that an operation takes: `RequestBody<'createSession'>`. */
export type RequestBody<Name extends keyof HubClient> =
  Parameters<HubClient[Name]> extends readonly [(infer Input)?]
    ? Input extends { readonly body: infer Body }
      ? Body
      : never
    : never

/** Body that an operation answers: `ResponseBody<'listSessions'>`. */
export type ResponseBody<Name extends keyof HubClient> =
  ReturnType<HubClient[Name]> extends TE.TaskEither<unknown, { readonly body: infer Body }> ? Body : never

/** Failure of an operation, with its own codes: `FailureOf<'createSession'>`. */
export type FailureOf<Name extends keyof HubClient> =
  ReturnType<HubClient[Name]> extends TE.TaskEither<infer Failure, unknown> ? Failure : never
