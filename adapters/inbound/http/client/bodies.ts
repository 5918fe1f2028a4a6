import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { HubClient } from './hub-client.js'

/** Operation of the hub by name. */
export type OperationName = keyof HubClient

/** Body that an operation takes: `RequestBody<'createSession'>`. */
export type RequestBody<Name extends OperationName> =
  Parameters<HubClient[Name]> extends readonly [(infer Input)?]
    ? Input extends { readonly body: infer Body }
      ? Body
      : never
    : never

/** Body that an operation answers: `ResponseBody<'listSessions'>`. */
export type ResponseBody<Name extends OperationName> =
  ReturnType<HubClient[Name]> extends TE.TaskEither<unknown, { readonly body: infer Body }> ? Body : never

/** Failure of an operation, with its own codes: `FailureOf<'createSession'>`. */
export type FailureOf<Name extends OperationName> =
  ReturnType<HubClient[Name]> extends TE.TaskEither<infer Failure, unknown> ? Failure : never
