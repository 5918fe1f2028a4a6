/**
 * Operations of a hub without a server, and what they take and return.
 *
 * @packageDocumentation
 */
import { backgroundOf } from './features/background.js'
import { hubContainer } from './hub/hub-container.js'
import { featuresOf } from './features/features-of.js'
import type { Background, Features } from './features/hub-features.js'
import type { Tools } from './tools/tools.js'

export type {
  Background,
  Features,
  HubApprovals,
  HubBoard,
  HubProjects,
  HubSessions,
  HubSettings,
  HubWebhooks,
  NamedCallSource,
} from './features/hub-features.js'
export type { QueueSummary } from '../domain/prompts/prompt-queues.js'
export type { VerdictRequest } from '../application/approvals/approval-desk.js'
export type { ObservedAgent } from '../application/attention/observe-agents.js'
export type { Spawned } from '../application/board/brainstorm-card.js'
export type { ChangedCard } from '../application/board/change-card.js'
export type { Kept } from '../application/board/cards.js'
export type { WorktreeEnd } from '../application/board/end-worktree-session.js'
export type { FinishOptions } from '../application/board/finish/finish-card.js'
export type { Undone } from '../application/board/finish/undo-finish.js'
export type { Consent } from '../application/board/implement-card.js'
export type { CardQuery, ListedCards } from '../application/board/cards.js'
export type { SessionWork } from '../application/board/session-work.js'
export type { MissingPart, SessionEntry, SessionList } from '../application/overview/read-session-list.js'
export type { SessionRequest } from '../application/sessions/create-session.js'
export type { Terminal, TerminalEnd, Viewer } from '../application/terminal/open-terminal.js'
export type { UsageQuery } from '../application/usage/read-usage.js'
export type { UsageDocument, UsageFilter, UsageForm } from '../application/usage/usage-document.js'
export type { WebhookChanges } from '../application/webhooks/manage-webhooks.js'
export type { NamedApproval, Verdict } from '../domain/approvals/approval.js'
export type { Decision } from '../domain/approvals/decision.js'
export type { CallSource, ReportedCall } from '../domain/approvals/tool-call.js'
export type { FinishAt } from '../domain/board/finish.js'
export type { RepoSummary } from '../domain/repo/work-tree.js'
export type { ListedSession, SessionStatus } from '../domain/sessions/listed-session.js'
export type { ContextUse } from '../domain/usage/context-estimate.js'
export type { ReadingProgress } from '../domain/usage/reading-progress.js'
export type { StatusLine } from '../domain/usage/status-line.js'
export type { ListedWebhook, WebhookDraft } from '../domain/webhooks/webhook.js'

/** Features on these tools without a server. Reports of agents and background work begin with `start`. */
export function makeFeatures(tools: Tools): Features & Background {
  const container = hubContainer(tools)
  return { ...featuresOf(container), ...backgroundOf(container) }
}
