import type { FilesFeature } from '../files/files-feature.js'
import type { LocateSession } from '../sessions/find-session.js'
import type { SessionsFeature } from '../sessions/sessions-feature.js'
import type { Clock } from '../shared/clock.port.js'
import type { Feed } from '../shared/feed.js'
import type { WithLock } from '../shared/keyed-lock.js'
import type { Secrets } from '../shared/secrets.port.js'
import type { InWorkTree } from './change-work-tree.js'
import type { ReadFileMarkers } from './read-changes.js'
import type { RepoHistory } from './repo-history.port.js'
import type { RepoSummaries } from './repo-summaries.js'
import type { RepoWatch } from './repo-watch.port.js'
import type { RepoWriter } from './repo-writer.port.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface RepoPorts {
  readonly files: Pick<FilesFeature, 'findRoot' | 'findFolder'>
  readonly sessions: Pick<SessionsFeature, 'locateSession'>
  readonly history: RepoHistory
  readonly writer: RepoWriter
  readonly secrets: Pick<Secrets, 'sha256'>
  readonly withLock: WithLock
  readonly repoWatch: RepoWatch
  readonly feed: Feed
  readonly clock: Clock
}

/** The same with the use cases of other features and the steps that use cases share. */
export type RepoSteps = RepoPorts &
  RepoPorts['files'] & {
    readonly locate: LocateSession
    readonly inWorkTree: InWorkTree
    readonly summaries: RepoSummaries
    readonly readFileMarkers: ReadFileMarkers
  }
