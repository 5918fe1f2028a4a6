import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { DecideApprovalError, VerdictRequest } from '../../application/approvals/approval-desk.js'
import type { BrainstormCardError, Spawned } from '../../application/board/brainstorm-card.js'
import type { ChangeCardError, ChangedCard } from '../../application/board/change-card.js'
import type { Kept, CardQuery, ListedCards } from '../../application/board/cards.js'
import type { WorktreeEnd } from '../../application/board/end-worktree-session.js'
import type { FinishCardError, FinishOptions } from '../../application/board/finish/finish-card.js'
import type { Undone } from '../../application/board/finish/undo-finish.js'
import type { Consent, ImplementCardError } from '../../application/board/implement-card.js'
import type { SessionList } from '../../application/overview/read-session-list.js'
import type { CreateProjectError } from '../../application/projects/change-projects.js'
import type { CreateSessionError, SessionRequest } from '../../application/sessions/create-session.js'
import type { RenameSessionError } from '../../application/sessions/rename-session.js'
import type { RestoreSessionError } from '../../application/sessions/restore-session.js'
import type { Unavailable } from '../../application/shared/errors.js'
import type { Feed } from '../../application/shared/feed.js'
import type { Terminal, Viewer } from '../../application/terminal/open-terminal.js'
import type { AttachSpec } from '../../application/terminal/terminal-host.port.js'
import type { UsageQuery } from '../../application/usage/read-usage.js'
import type { UsageDocument } from '../../application/usage/usage-document.js'
import type { ChangeWebhookError, WebhookChanges } from '../../application/webhooks/manage-webhooks.js'
import type { ListedWebhook, Webhook, WebhookDelivery, WebhookDraft } from '../../domain/webhooks/webhook.js'
import type { Forbidden } from '../../domain/access/errors.js'
import type { NamedApproval } from '../../domain/approvals/approval.js'
import type { Decision } from '../../domain/approvals/decision.js'
import type { CallSource } from '../../domain/approvals/tool-call.js'
import type { CardView, CardId } from '../../domain/board/card.js'
import type { BadCard, CardNotFound, NotUndoable, UnknownProject } from '../../domain/board/errors.js'
import type { FinishAt } from '../../domain/board/finish.js'
import type { Project } from '../../domain/projects/project.js'
import type { SessionNotFound, SessionNotKnown } from '../../domain/sessions/errors.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { SessionMark, SessionRecord } from '../../domain/sessions/session-record.js'
import type { Session } from '../../domain/sessions/session.js'
import type { InvalidSettings } from '../../domain/settings/errors.js'
import type { Settings } from '../../domain/settings/settings.js'
import type { InvalidWebhook, WebhookNotFound } from '../../domain/webhooks/errors.js'

/** Report of an agent about a tool call, with the name of its session. */
export type NamedCallSource = Omit<CallSource, 'session'> & { readonly session: string }

/** Sessions of the host. */
export interface HubSessions {
  /** Lists live and stored sessions with agent, project and card. */
  readonly list: TE.TaskEither<Unavailable, SessionList>
  readonly create: (request: SessionRequest) => TE.TaskEither<CreateSessionError, Session>
  /** Ends a session, and removes the worktree that the board made for it. */
  readonly kill: (name: SessionName) => TE.TaskEither<SessionNotFound | Unavailable, WorktreeEnd>
  readonly rename: (name: SessionName, newName: string) => TE.TaskEither<RenameSessionError, SessionName>
  /** Starts a stored session again, with its own command unless another is given. */
  readonly restore: (name: SessionName, command?: string) => TE.TaskEither<RestoreSessionError, Session>
  /** Stores a session that was started elsewhere. */
  readonly adopt: (name: SessionName) => TE.TaskEither<SessionNotFound | Unavailable, void>
  /** Mutes, pins or records a session. */
  readonly mark: (
    name: SessionName,
    mark: SessionMark,
    wanted: boolean | undefined,
  ) => TE.TaskEither<SessionNotKnown | Unavailable, SessionRecord>
  /** Removes the record of a session; a running session continues. */
  readonly forget: (name: SessionName) => TE.TaskEither<SessionNotKnown | Unavailable, void>
  /** Reads the last lines of a terminal. */
  readonly scrollback: (name: string, lines: number) => TE.TaskEither<SessionNotFound | Unavailable, string>
  readonly attach: (request: AttachSpec, viewer: Viewer) => TE.TaskEither<SessionNotFound | Unavailable, Terminal>
}

/** Cards, the sessions that work on them, and their finishes. */
export interface HubBoard {
  readonly list: (query: CardQuery) => TE.TaskEither<Unavailable, ListedCards>
  readonly create: (
    raw: Readonly<Record<string, unknown>>,
  ) => TE.TaskEither<BadCard | UnknownProject | Forbidden | Unavailable, CardView>
  /** Changes or moves a card. */
  readonly change: (
    id: CardId,
    raw: Readonly<Record<string, unknown>>,
    rev: number | null,
  ) => TE.TaskEither<ChangeCardError, ChangedCard>
  /** Deletes a card with its session and worktree. */
  readonly delete: (id: CardId) => TE.TaskEither<CardNotFound | Unavailable, Kept>
  /** Starts a brainstorm session. */
  readonly brainstorm: (id: CardId) => TE.TaskEither<BrainstormCardError, Spawned>
  /** Starts an agent in a worktree. */
  readonly implement: (id: CardId, consent: Consent) => TE.TaskEither<ImplementCardError, Spawned>
  /** Merges the work on a card. */
  readonly finish: (id: CardId, options: FinishOptions) => TE.TaskEither<FinishCardError, FinishAt<'done'>>
  /** Takes a finish back. */
  readonly undo: (id: string, mayRevert: boolean) => TE.TaskEither<CardNotFound | NotUndoable | Unavailable, Undone>
}

/** Registered projects. */
export interface HubProjects {
  readonly list: TE.TaskEither<Unavailable, ReadonlyArray<Project>>
  /** Registers a folder. */
  readonly create: (displayName: string, path: string) => TE.TaskEither<CreateProjectError, Project>
}

/** Gate before the tools of agents. */
export interface HubApprovals {
  /** Requests a verdict about a tool call. */
  readonly ask: (source: NamedCallSource) => VerdictRequest
  /** Decides a pending approval. */
  readonly decide: (
    id: string,
    request: Readonly<Record<string, unknown>>,
  ) => TE.TaskEither<DecideApprovalError, Decision>
  /** Pending approvals, oldest first. */
  readonly list: () => ReadonlyArray<NamedApproval>
}

/** Messages about events to addresses outside the hub. */
export interface HubWebhooks {
  /** Lists webhooks with their state of delivery. */
  readonly list: TE.TaskEither<Unavailable, ReadonlyArray<ListedWebhook>>
  readonly create: (draft: WebhookDraft) => TE.TaskEither<InvalidWebhook | Unavailable, Webhook>
  /** Changes a webhook, or turns it on or off. */
  readonly change: (id: string, changes: WebhookChanges) => TE.TaskEither<ChangeWebhookError, ListedWebhook>
  readonly revoke: (id: string) => TE.TaskEither<WebhookNotFound | Unavailable, void>
  /** Sends a test and returns what came of it. */
  readonly test: (id: string) => TE.TaskEither<WebhookNotFound | Unavailable, WebhookDelivery>
}

/** Settings of the operator. */
export interface HubSettings {
  /** Settings in force. */
  readonly read: TE.TaskEither<Unavailable, Settings>
  /** Changes the settings that are given. */
  readonly change: (raw: Readonly<Record<string, unknown>>) => TE.TaskEither<InvalidSettings | Unavailable, Settings>
}

/** Use cases of a hub, called as the operator. */
export interface Features {
  readonly sessions: HubSessions
  /** Cards and finishes. */
  readonly board: HubBoard
  readonly projects: HubProjects
  /** Gate before tools. */
  readonly approvals: HubApprovals
  readonly usage: { readonly read: (query: UsageQuery) => TE.TaskEither<Unavailable, UsageDocument> }
  /** Webhooks and ntfy topics. */
  readonly webhooks: HubWebhooks
  readonly settings: HubSettings
  /** Everything that happens; `subscribe` returns an unsubscribe function. */
  readonly events: Pick<Feed, 'subscribe'>
}

/** Background work of the features. */
export interface Background {
  /** Recovers what an earlier run left unfinished, revives sessions and starts the jobs. */
  readonly start: () => Promise<void>
  /** Withdraws approvals, so that no agent waits, stops the jobs and ends terminals. Sessions run on. */
  readonly stop: () => Promise<void>
}
