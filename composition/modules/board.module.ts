import { ContainerModule } from 'inversify'
import { makeAcceptTrust } from '../../application/board/accept-trust.js'
import { makeBrainstormCard } from '../../application/board/brainstorm-card.js'
import { makeChangeCard } from '../../application/board/change-card.js'
import { makeCollectIdeas } from '../../application/board/collect-ideas.js'
import { makeCreateCard } from '../../application/board/create-card.js'
import { makeDeleteCard } from '../../application/board/delete-card.js'
import { makeDiffCard, type DiffCardDeps } from '../../application/board/diff-card.js'
import { makeEndCardSession } from '../../application/board/end-card-session.js'
import { makeEndWorktreeSession } from '../../application/board/end-worktree-session.js'
import { makeFindIsolation } from '../../application/board/find-isolation.js'
import { makeFollowBoardSessions } from '../../application/board/follow-board-sessions.js'
import { makeImplementCard } from '../../application/board/implement-card.js'
import { makeKeepIdeas } from '../../application/board/keep-ideas.js'
import { makeListCards } from '../../application/board/list-cards.js'
import { makeReconcileBoard } from '../../application/board/reconcile-board.js'
import { makeReleaseCard } from '../../application/board/release-card.js'
import { makeReadSessionWork } from '../../application/board/session-work.js'
import { makeSpawnForCard } from '../../application/board/spawn-for-card.js'
import { makeSpawnSession } from '../../application/board/spawn-session.js'
import { makeTakeBackPlan } from '../../application/board/take-back-plan.js'
import { makeWriteBoard } from '../../application/board/write-board.js'
import type { RepoFeature } from '../../application/repo/repo-feature.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { clock, log, audit, withLock, prefix, folders, startSession, takeHeartbeat } = T
const { writeBoard, worktrees, findProject, endCardSession, releaseCard, spawnSession, spawnForCard, takeBackPlan } = T
const [host, cards, merger] = [T.sessionHost, T.cardStore, T.branchMerger]

export const boardModule = new ContainerModule((options) => {
  provide(options, writeBoard, makeWriteBoard, { cards, host, feed: T.feed, clock })
  provide(options, T.listCards, makeListCards, { cards, host, clock })
  provide(options, T.readSessionWork, makeReadSessionWork, { cards, projectStore: T.projectStore })
  provide(options, T.keepIdeas, makeKeepIdeas, { writeBoard, clock, secrets: T.secrets })
  provide(options, T.createCard, makeCreateCard, { writeBoard, clock, secrets: T.secrets })
  provide(options, endCardSession, makeEndCardSession, { endSession: T.endSession, writeBoard, clock, log })
  provide(options, releaseCard, makeReleaseCard, { findProject, worktrees, merger, endCardSession, clock, log })
  provide(options, T.endWorktreeSession, makeEndWorktreeSession, {
    endSession: T.endSession,
    cards,
    releaseCard,
    writeBoard,
    withLock,
    clock,
  })
  provide(options, T.changeCard, makeChangeCard, {
    cards,
    writeBoard,
    endCardSession,
    releaseCard,
    withLock,
    host,
    audit,
    clock,
  })
  provide(options, T.deleteCard, makeDeleteCard, { cards, writeBoard, releaseCard, withLock, clock })
  provide(
    options,
    T.diffCard,
    ({ repo, ...deps }: Omit<DiffCardDeps, 'readBranchDiff'> & { repo: RepoFeature }) =>
      makeDiffCard({ ...deps, ...repo }),
    { cards, findProject, repo: T.repo },
  )
  provide(options, T.followBoardSessions, makeFollowBoardSessions, { host, writeBoard, clock, log })

  provide(options, T.acceptTrust, makeAcceptTrust, { host, attend: T.attend, clock, trustWatch: T.trustWatch })
  provide(options, spawnSession, makeSpawnSession, {
    startSession,
    takeHeartbeat,
    folders,
    acceptTrust: T.acceptTrust,
    audit,
    log,
    withLock,
  })
  provide(options, takeBackPlan, makeTakeBackPlan, { worktrees, merger, writeBoard, clock, log })
  provide(options, spawnForCard, makeSpawnForCard, { writeBoard, worktrees, spawnSession, takeBackPlan, clock })
  provide(options, T.findIsolation, makeFindIsolation, { worktrees })
  provide(options, T.brainstormCard, makeBrainstormCard, { cards, findProject, host, spawnForCard, withLock, prefix })
  provide(options, T.implementCard, makeImplementCard, {
    cards,
    writeBoard,
    findProject,
    findIsolation: T.findIsolation,
    portProbe: T.portProbe,
    host,
    spawnForCard,
    withLock,
    clock,
    prefix,
  })
  provide(options, T.collectIdeas, makeCollectIdeas, { findProject, writeBoard, host, spawnSession, withLock, prefix })
  provide(options, T.reconcileBoard, makeReconcileBoard, {
    cards,
    writeBoard,
    takeBackPlan,
    host,
    record: T.sessionRecord,
    clock,
    withLock,
    log,
  })
})
