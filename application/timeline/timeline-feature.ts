import type { AgentClis } from '../agents/agent-cli.port.js'
import type { ApprovalsFeature } from '../approvals/approvals-feature.js'
import type { AttentionFeature } from '../attention/attention-feature.js'
import type { CardStore, FinishJournal } from '../shared/state-store.port.js'
import type { ConversationsFeature } from '../conversations/conversations-feature.js'
import type { ReadSessionList } from '../overview/read-session-list.js'
import type { ProjectsFeature } from '../projects/projects-feature.js'
import type { RepoHistory } from '../repo/repo-history.port.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { Clock } from '../shared/clock.port.js'
import type { LimitHistory } from '../usage/limit-history.port.js'
import type { UsageFeature } from '../usage/usage-feature.js'
import { makeFindRecords } from './find-records.js'
import { makeReadAbsence, type ReadAbsence } from './read-absence.js'
import { makeReadCardTimeline, type ReadCardTimeline } from './read-card-timeline.js'
import { makeReadTimeline, type ReadTimeline } from './read-timeline.js'

/** Time lines, joined from all sources. */
export interface TimelineFeature {
  readonly readTimeline: ReadTimeline
  readonly readCardTimeline: ReadCardTimeline
  readonly readAbsence: ReadAbsence
}

export interface TimelineDeps {
  readonly agents: AgentClis
  readonly history: RepoHistory
  readonly limitHistory: LimitHistory
  readonly cards: CardStore
  readonly journal: FinishJournal
  readonly clock: Clock
  readonly directory: SessionDirectory
  readonly sessions: Pick<SessionsFeature, 'findSession'>
  readonly attention: Pick<AttentionFeature, 'agentSessions'>
  readonly conversations: Pick<ConversationsFeature, 'readConversation' | 'readPastConversation'>
  readonly approvals: Pick<ApprovalsFeature, 'desk' | 'listDecided'>
  readonly projects: Pick<ProjectsFeature, 'findProject'>
  readonly readSessionList: ReadSessionList
  readonly usage: Pick<UsageFeature, 'readQuarters'>
}

export function makeTimeline(deps: TimelineDeps): TimelineFeature {
  const { sessions, attention, conversations, approvals, usage, projects } = deps
  const findRecords = makeFindRecords({ ...deps, ...usage })
  const shared = { ...deps, ...sessions, ...attention, ...conversations, ...approvals, ...projects, findRecords }
  return {
    readTimeline: makeReadTimeline(shared),
    readCardTimeline: makeReadCardTimeline(shared),
    readAbsence: makeReadAbsence({ ...deps, ...attention, ...approvals, ...usage }),
  }
}
