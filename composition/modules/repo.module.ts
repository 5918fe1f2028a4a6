import { ContainerModule } from 'inversify'
import { makeFollowActivity } from '../../application/repo/follow-activity.js'
import { makeReadBranchDiff } from '../../application/repo/read-branch-diff.js'
import { makeReadBranches } from '../../application/repo/read-branches.js'
import { makeReadChanges } from '../../application/repo/read-changes.js'
import { makeReadCommit } from '../../application/repo/read-commit.js'
import { makeReadFileMarkers } from '../../application/repo/read-file-markers.js'
import { makeReadGlance } from '../../application/repo/read-glance.js'
import { makeReadLog } from '../../application/repo/read-log.js'
import { makeRepoSummaries } from '../../application/repo/repo-summaries.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const [history, locate, summaries] = [T.repoHistory, T.locateSession, T.repoSummaries]

export const repoModule = new ContainerModule((options) => {
  provide(options, T.readChanges, makeReadChanges, { locate, history })
  provide(options, T.readLog, makeReadLog, { locate, history })
  provide(options, T.readBranches, makeReadBranches, { locate, history })
  provide(options, T.readCommit, makeReadCommit, { locate, history })
  provide(options, T.readBranchDiff, makeReadBranchDiff, { history })
  provide(options, T.readFileMarkers, makeReadFileMarkers, { history })
  provide(options, T.readGlance, makeReadGlance, { findRoot: T.findRoot, history })
  provide(options, summaries, makeRepoSummaries, { history, repoWatch: T.repoWatch, clock: T.clock })
  provide(options, T.followActivity, makeFollowActivity, { feed: T.feed, locate, summaries, clock: T.clock })
})
