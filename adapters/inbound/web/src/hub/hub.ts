import type { HubClient } from '../../../http/client/hub-client.js'

/** What a call of the client brings when it succeeds. */
type BodyOf<Name extends 'listApprovals' | 'listSessions' | 'readApprovalConfig' | 'readSettings'> = Extract<
  Awaited<ReturnType<ReturnType<HubClient[Name]>>>,
  { readonly _tag: 'Right' }
>['right']['body']

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

/** What the pages ask of the hub. Every call settles; none throws. */
export interface Hub {
  readonly sessions: () => Promise<Answer<SessionList>>
  /** Answers the full name that it got. */
  readonly start: (session: NewSession) => Promise<Answer<string>>
  /** `keep` leaves a dormant entry, so that the session can be restored. */
  readonly kill: (name: string, keep: boolean) => Promise<Answer<void>>
  /** Answers the full name it has from now on. */
  readonly rename: (name: string, newName: string) => Promise<Answer<string>>
  readonly adopt: (name: string) => Promise<Answer<void>>
  readonly restore: (name: string) => Promise<Answer<void>>
  readonly forget: (name: string) => Promise<Answer<void>>
  readonly setMuted: (name: string, muted: boolean) => Promise<Answer<void>>
  readonly setPinned: (name: string, pinned: boolean) => Promise<Answer<void>>
  /** History above the visible screen, with colours, as a terminal takes it. */
  readonly scrollback: (name: string, lines: number) => Promise<Answer<string>>
  /** The last lines of several visible screens, plain; sessions that are gone are left out. */
  readonly screens: (names: ReadonlyArray<string>, lines: number) => Promise<Answer<ReadonlyArray<Screen>>>
  /** Folders used lately, newest first. */
  readonly recentFolders: (limit: number) => Promise<Answer<ReadonlyArray<string>>>
  /** Oldest first. */
  readonly approvals: () => Promise<Answer<ReadonlyArray<HubApproval>>>
  readonly decide: (id: string, decision: SentDecision) => Promise<Answer<void>>
  readonly approvalConfig: () => Promise<Answer<ApprovalConfig>>
  readonly setAsksInAutoMode: (on: boolean) => Promise<Answer<ApprovalConfig>>
  readonly setApprovalMode: (mode: ApprovalConfig['mode']) => Promise<Answer<ApprovalConfig>>
  /** The key that this browser subscribes with; refused with 503 when the hub cannot push. */
  readonly pushKey: () => Promise<Answer<string>>
  readonly subscribePush: (device: PushDevice) => Promise<Answer<void>>
  readonly unsubscribePush: (endpoint: string) => Promise<Answer<void>>
  /** Answers how many devices were called. */
  readonly testPush: () => Promise<Answer<number>>
  readonly facts: () => Promise<Answer<HubFacts>>
  /** Answers all settings as they are from now on. */
  readonly change: (settings: Partial<HubSettings>) => Promise<Answer<HubSettings>>
}
