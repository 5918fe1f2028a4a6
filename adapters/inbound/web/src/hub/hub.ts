import type { BodyOf } from './asking.js'

/** A session as the hub lists it. What nothing tells about is null. */
export type HubSession = BodyOf<'listSessions'>[number]

export interface SessionList {
  readonly sessions: ReadonlyArray<HubSession>
  /** Why the hub cannot see what runs; the list then holds what it remembers. `null` when it can. */
  readonly hostFault: string | null
}

/** The hub's settings, how it does, what it can do, and what was wrong with its files. */
export type HubFacts = BodyOf<'readSettings'>
export type HubSettings = HubFacts['settings']

/** A call of a tool that waits for a decision; its input is whole. */
export type HubApproval = BodyOf<'listApprovals'>['approvals'][number]
export type ApprovalConfig = BodyOf<'readApprovalConfig'>

export interface SentDecision {
  readonly decision: 'allow' | 'deny'
  /** Of the input that the person has seen. */
  readonly digest: string
  readonly reason?: string
  readonly updatedInput?: Readonly<Record<string, unknown>>
  readonly remember?: boolean
}

/** A browser's subscription as `PushSubscription.toJSON` gives it. */
export interface PushDevice {
  readonly subscription: unknown
  readonly deviceId: string
}

export interface NewSession {
  readonly name: string
  readonly directory: string
  /** `null` starts the person's plain shell. */
  readonly command: string | null
}

export interface Screen {
  readonly name: string
  /** Top to bottom. */
  readonly lines: ReadonlyArray<string>
}

/** Why the hub did not do what was asked. */
export type HubFailure =
  | { readonly _tag: 'Unreachable' }
  | { readonly _tag: 'Unauthorized' }
  /** This device sent too many requests; the hub answers it again after that time. */
  | { readonly _tag: 'TooManyRequests'; readonly retryAfterSeconds: number }
  | {
      readonly _tag: 'Refused'
      readonly status: number
      /** The hub's own words, in English. */
      readonly error: string
      /** All that it sent; `undefined` when that was no JSON. */
      readonly body: unknown
      /** Last lines of a program that ended at once, where the hub sent them. */
      readonly lines: ReadonlyArray<string>
    }

export type Answer<A> = { readonly ok: true; readonly value: A } | { readonly ok: false; readonly failure: HubFailure }
