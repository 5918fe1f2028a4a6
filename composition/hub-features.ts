import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { DecideApprovalError, VerdictRequest } from '../application/approvals/approval-desk.js'
import type { ListApprovals } from '../application/approvals/list-approvals.js'
import type { BoardCaller } from '../application/board/board-caller.js'
import type { BrainstormCard } from '../application/board/brainstorm-card.js'
import type { ChangeCard } from '../application/board/change-card.js'
import type { CreateCard } from '../application/board/create-card.js'
import type { DeleteCard } from '../application/board/delete-card.js'
import type { WorktreeEnd } from '../application/board/end-worktree-session.js'
import type { FinishCard } from '../application/board/finish/finish-card.js'
import type { ImplementCard } from '../application/board/implement-card.js'
import type { ListCards } from '../application/board/list-cards.js'
import type { UndoFinish } from '../application/board/finish/undo-finish.js'
import type { ReadSessionList } from '../application/overview/read-session-list.js'
import type { CreateProjectError } from '../application/projects/create-project.js'
import type { AdoptSession } from '../application/sessions/adopt-session.js'
import type { CreateSession } from '../application/sessions/create-session.js'
import type { EndSessionError } from '../application/sessions/end-session.js'
import type { ForgetSession } from '../application/sessions/forget-session.js'
import type { MarkSession } from '../application/sessions/mark-session.js'
import type { ReadScrollback } from '../application/sessions/read-scrollback.js'
import type { RenameSession } from '../application/sessions/rename-session.js'
import type { RestoreSessionError } from '../application/sessions/restore-session.js'
import type { ChangeSettings } from '../application/settings/change-settings.js'
import type { SettingsStore } from '../application/settings/settings-store.port.js'
import type { Unavailable } from '../application/shared/errors.js'
import type { Feed } from '../application/shared/feed.js'
import type { OpenTerminal } from '../application/terminal/open-terminal.js'
import type { ReadUsage } from '../application/usage/read-usage.js'
import type { Decision, DecisionRequest } from '../domain/approvals/decision.js'
import type { CallSource } from '../domain/approvals/tool-call.js'
import type { Project } from '../domain/projects/project.js'
import type { SessionName } from '../domain/sessions/session-name.js'
import type { Session } from '../domain/sessions/session.js'

/** An operation whose caller, its last argument, is the operator. */
export type ByOperator<Operation> = Operation extends (...args: [...infer Args, BoardCaller]) => infer Result
  ? (...args: Args) => Result
  : never

/** Sessions of the host. */
export interface HubSessions {
  /** Lists live and stored sessions with agent, project and card. */
  readonly list: ReadSessionList
  /** Starts a session. */
  readonly create: ByOperator<CreateSession>
  /** Ends a session, and removes the worktree that the board made for it. */
  readonly kill: (name: SessionName) => TE.TaskEither<EndSessionError, WorktreeEnd>
  /** Renames a session. */
  readonly rename: ByOperator<RenameSession>
  /** Starts a stored session again, with its own command unless another is given. */
  readonly restore: (name: SessionName, command?: string) => TE.TaskEither<RestoreSessionError, Session>
  /** Stores a session that was started elsewhere. */
  readonly adopt: ByOperator<AdoptSession>
  /** Mutes or pins a session. */
  readonly mark: MarkSession
  /** Removes the record of a session; a running session continues. */
  readonly forget: ForgetSession
  /** Reads the last lines of a terminal. */
  readonly scrollback: ReadScrollback
  /** Opens a terminal. */
  readonly attach: ByOperator<OpenTerminal>
}

/** Cards, the sessions that work on them, and their finishes. */
export interface HubBoard {
  /** Lists cards. */
  readonly list: ByOperator<ListCards>
  /** Creates a card. */
  readonly create: ByOperator<CreateCard>
  /** Changes or moves a card. */
  readonly change: ByOperator<ChangeCard>
  /** Deletes a card with its session and worktree. */
  readonly delete: ByOperator<DeleteCard>
  /** Starts a brainstorm session. */
  readonly brainstorm: ByOperator<BrainstormCard>
  /** Starts an agent in a worktree. */
  readonly implement: ByOperator<ImplementCard>
  /** Merges the work on a card. */
  readonly finish: ByOperator<FinishCard>
  /** Takes a finish back. */
  readonly undo: ByOperator<UndoFinish>
}

/** Registered projects. */
export interface HubProjects {
  /** Lists projects. */
  readonly list: TE.TaskEither<Unavailable, ReadonlyArray<Project>>
  /** Registers a folder. */
  readonly create: (displayName: string, path: string) => TE.TaskEither<CreateProjectError, Project>
}

/** Gate before the tools of agents. */
export interface HubApprovals {
  /** Requests a verdict about a tool call. */
  readonly ask: (source: CallSource) => VerdictRequest
  /** Decides a pending approval. */
  readonly decide: (id: string, request: DecisionRequest) => TE.TaskEither<DecideApprovalError, Decision>
  /** Pending approvals, oldest first. */
  readonly list: ListApprovals['now']
}

/** Settings of the operator. */
export interface HubSettings {
  /** Settings in force. */
  readonly read: SettingsStore['read']
  /** Changes the settings that are given. */
  readonly change: ByOperator<ChangeSettings>
}

/** Use cases of a hub, called as the operator. */
export interface Features {
  /** Sessions of the host. */
  readonly sessions: HubSessions
  /** Cards and finishes. */
  readonly board: HubBoard
  /** Projects. */
  readonly projects: HubProjects
  /** Gate before tools. */
  readonly approvals: HubApprovals
  /** Usage documents of agents. */
  readonly usage: { readonly read: ReadUsage }
  /** Settings. */
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
