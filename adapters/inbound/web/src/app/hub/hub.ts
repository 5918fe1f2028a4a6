import type { FailureOf } from '../../../../http/client/bodies.js'
import type { ClientFailure } from '../../../../http/client/call.js'
import type { HubClient } from '../../../../http/client/hub-client.js'

/** Body of a successful response of the typed client. */
export type BodyOf<Name extends keyof HubClient> = Extract<
  Awaited<ReturnType<ReturnType<HubClient[Name]>>>,
  { readonly _tag: 'Right' }
>['right']['body']

/** Session as the hub lists it. Unknown fields are `null`. */
export type HubSession = BodyOf<'listSessions'>[number]

/** Coding CLI that the hub offers. */
export type HubCli = BodyOf<'listClis'>['clis'][number]

/** The hub's settings, status, features and damaged state files. */
export type HubFacts = BodyOf<'readSettings'>
export type HubSettings = HubFacts['settings']

/** Tool call that waits for a decision, with its complete input. */
export type HubApproval = BodyOf<'listApprovals'>['approvals'][number]
/** Calls that have ended, newest first. */
export type HubHistory = BodyOf<'listDecidedCalls'>
export type HubOutcome = HubHistory['calls'][number]['outcome']
export type ApprovalConfig = BodyOf<'readApprovalConfig'>

export interface NewSession {
  readonly name: string
  readonly directory: string
  /** `null` starts the user's default shell. */
  readonly command: string | null
  /** First prompt of the agent; empty for none. */
  readonly prompt: string
  /** Branch of a worktree of its own; `null` starts in the folder itself. */
  readonly branch: string | null
}

/** Codes of the refusals of an operation: `CodeOf<'createSession'>`. */
export type CodeOf<Name extends keyof HubClient> =
  FailureOf<Name> extends ClientFailure<infer Code extends string> ? Code : never

/** Codes of the refusals of all operations. */
export type HubCode = { readonly [Name in keyof HubClient]: CodeOf<Name> }[keyof HubClient]

/** Reason that a request failed, with the codes of its operation. */
export type HubFailure<Code extends string = HubCode> =
  | { readonly _tag: 'Unreachable' }
  | { readonly _tag: 'Unauthorized' }
  /** Rate limit for this device. The hub accepts requests again after that time. */
  | { readonly _tag: 'TooManyRequests'; readonly retryAfterSeconds: number }
  /** The response has another shape, because the hub is of another version. */
  | { readonly _tag: 'Unreadable' }
  | {
      readonly _tag: 'Refused'
      /** Tag of the error; `null` from a proxy and for errors of another version of the hub. */
      readonly code: Code | null
      /** Error message in English, or a word of the wire. Only `app/failed.ts` reads it. */
      readonly error: string
      /** Response body; `undefined` unless it was JSON. */
      readonly body: unknown
      /** Last output lines of a program that exited at once, when the hub sent them. */
      readonly lines: ReadonlyArray<string>
    }

export type Answer<A, Code extends string = HubCode> =
  { readonly ok: true; readonly value: A } | { readonly ok: false; readonly failure: HubFailure<Code> }
