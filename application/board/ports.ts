import type { AgentClis } from '../agents/agent-cli.port.js'
import type { AgentSessions } from '../attention/agent-sessions.js'
import type { AttentionFeature } from '../attention/attention-feature.js'
import type { ProjectsFeature } from '../projects/projects-feature.js'
import type { RepoFeature } from '../repo/repo-feature.js'
import type { Folders } from '../sessions/folders.port.js'
import type { SessionDirectory } from '../sessions/session-directory.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { AuditLog } from '../shared/audit-log.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Feed } from '../shared/feed.js'
import type { WithLock } from '../shared/keyed-lock.js'
import type { Log } from '../shared/log.port.js'
import type { Secrets } from '../shared/secrets.port.js'
import type { CardStore, FinishJournal, ProjectStore, SessionRecordStore } from '../shared/state-store.port.js'
import type { AcceptTrust, TrustWatch } from './accept-trust.js'
import type { DeletedCards } from './cards.js'
import type { DiffCard } from './session-work.js'
import type { EndCardSession } from './end-worktree-session.js'
import type { ForecastConflicts } from './forecast-conflicts.js'
import type { GitRepository } from './git-repository.port.js'
import type { PortProbe } from './port-probe.port.js'
import type { PrepareWorktree, RollbackSpawn, SpawnForCard, SpawnSession } from './spawn-session.js'
import type { ReleaseCard } from './release-card.js'
import type { Worktrees } from './worktrees.port.js'
import type { WriteBoard } from './write-board.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface BoardPorts {
  readonly agents: AgentClis
  readonly attention: Pick<AttentionFeature, 'updateActivity' | 'agentSessions'>
  readonly projects: Pick<ProjectsFeature, 'findProject' | 'readProjectIds'>
  readonly sessions: Pick<SessionsFeature, 'startRecorded' | 'createSession' | 'endSession' | 'withSession'>
  readonly repo: Pick<RepoFeature, 'readBranchDiff'>
  readonly host: SessionHost
  readonly record: SessionRecordStore
  readonly directory: SessionDirectory
  readonly folders: Folders
  readonly trustWatch: TrustWatch
  readonly portProbe: PortProbe
  /** Prefix of session names. */
  readonly prefix: string
  readonly defaultDirectory: string
  readonly cards: CardStore
  readonly clock: Clock
  readonly journal: FinishJournal
  readonly worktrees: Worktrees
  readonly merger: GitRepository
  readonly projectStore: ProjectStore
  readonly withLock: WithLock
  readonly feed: Feed
  readonly audit: AuditLog
  readonly secrets: Secrets
  readonly log: Log
  /** Folder that merges are built in; absolute. */
  readonly finishFolder: string
}

/** The same with the use cases of other features and the steps that use cases share. */
export type BoardSteps = BoardPorts &
  BoardPorts['attention'] &
  BoardPorts['projects'] &
  BoardPorts['sessions'] &
  BoardPorts['repo'] & {
    readonly acceptTrust: AcceptTrust
    readonly agentSessions: Pick<AgentSessions, 'conversationOf'>
    readonly writeBoard: WriteBoard
    readonly spawnSession: SpawnSession
    readonly rollbackSpawn: RollbackSpawn
    readonly spawnForCard: SpawnForCard
    readonly endCardSession: EndCardSession
    readonly releaseCard: ReleaseCard
    readonly deletedCards: DeletedCards
    readonly forecastConflicts: ForecastConflicts
    readonly diffCard: DiffCard
    readonly prepareWorktree: PrepareWorktree
  }
