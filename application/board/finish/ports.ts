import type { FindProject } from '../../projects/read-projects.js'
import type { SessionHost } from '../../sessions/session-host.port.js'
import type { AuditLog } from '../../shared/audit-log.port.js'
import type { Clock } from '../../shared/clock.port.js'
import type { Feed } from '../../shared/feed.js'
import type { WithLock } from '../../shared/keyed-lock.js'
import type { Log } from '../../shared/log.port.js'
import type { Secrets } from '../../shared/secrets.port.js'
import type { CardStore, FinishJournal, ProjectStore } from '../../shared/state-store.port.js'
import type { GitRepository } from '../git-repository.port.js'
import type { ReleaseCard } from '../release-card.js'
import type { Worktrees } from '../worktrees.port.js'
import type { WriteBoard } from '../write-board.js'
import type { CheckFinish } from './check-finish.js'
import type { FinalizeFinish, NoteFinish, ResumeFinish } from './finalize-finish.js'
import type { FinishCard, OpenFinish } from './finish-card.js'
import type { PublishFinish } from './publish-finish.js'
import type { RestoreFinished } from './restore-finished.js'
import type { UndoFinish } from './undo-finish.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface FinishPorts {
  readonly cards: CardStore
  readonly journal: FinishJournal
  readonly worktrees: Worktrees
  readonly merger: GitRepository
  readonly findProject: FindProject
  readonly projectStore: ProjectStore
  readonly writeBoard: WriteBoard
  readonly releaseCard: ReleaseCard
  readonly host: Pick<SessionHost, 'list'>
  readonly withLock: WithLock
  readonly feed: Feed
  readonly audit: AuditLog
  readonly secrets: Secrets
  readonly clock: Clock
  readonly log: Log
  /** Folder that merges are built in; absolute. */
  readonly finishFolder: string
}

/** The same with the use cases of other features and the steps that use cases share. */
export interface FinishSteps extends FinishPorts {
  readonly noteFinish: NoteFinish
  readonly publishFinish: PublishFinish
  readonly finalizeFinish: FinalizeFinish
  readonly openFinish: OpenFinish
  readonly checkFinish: CheckFinish
  readonly resumeFinish: ResumeFinish
  readonly finishCard: FinishCard
  readonly restoreFinished: RestoreFinished
  readonly undoFinish: UndoFinish
}
