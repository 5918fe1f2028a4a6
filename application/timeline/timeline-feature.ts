import type { AgentClis } from '../agents/agent-cli.port.js'
import type { ApprovalsFeature } from '../approvals/approvals-feature.js'
import type { AttentionFeature } from '../attention/attention-feature.js'
import type { ConversationsFeature } from '../conversations/conversations-feature.js'
import type { ReadSessionList } from '../overview/read-session-list.js'
import type { RepoHistory } from '../repo/repo-history.port.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { Clock } from '../shared/clock.port.js'
import type { LimitHistory } from '../usage/limit-history.port.js'
import type { UsageFeature } from '../usage/usage-feature.js'
import { makeApprovalStream } from './approval-stream.js'
import { makeConversationStream } from './conversation-stream.js'
import { makeReadAbsence, type ReadAbsence } from './read-absence.js'
import { makeReadTimeline, type ReadTimeline } from './read-timeline.js'
import { makeRecordStream } from './record-stream.js'

/** Time lines, joined from all sources. */
export interface TimelineFeature {
  readonly readTimeline: ReadTimeline
  readonly readAbsence: ReadAbsence
}

export interface TimelineDeps {
  readonly agents: AgentClis
  readonly history: RepoHistory
  readonly limitHistory: LimitHistory
  readonly clock: Clock
  readonly directory: SessionDirectory
  readonly sessions: Pick<SessionsFeature, 'findSession'>
  readonly attention: Pick<AttentionFeature, 'agentSessions'>
  readonly conversations: Pick<ConversationsFeature, 'readConversation' | 'readPastConversation'>
  readonly approvals: Pick<ApprovalsFeature, 'desk' | 'listDecided'>
  readonly readSessionList: ReadSessionList
  readonly usage: Pick<UsageFeature, 'readQuarters'>
}

export function makeTimeline(deps: TimelineDeps): TimelineFeature {
  const { sessions, attention, conversations, approvals, usage } = deps
  const streams = [
    makeConversationStream(conversations),
    makeApprovalStream({ ...deps, ...approvals }),
    makeRecordStream({ ...deps, ...usage }),
  ]
  return {
    readTimeline: makeReadTimeline({ ...deps, ...sessions, ...attention, streams }),
    readAbsence: makeReadAbsence({ ...deps, ...attention, ...approvals, ...usage }),
  }
}
