import { makeAcceptTrust } from './accept-trust.js'
import { makeBrainstormCard, type BrainstormCard } from './brainstorm-card.js'
import { makeChangeCard, type ChangeCard } from './change-card.js'
import { makeCollectIdeas, type CollectIdeas } from './collect-ideas.js'
import {
  makeCreateCard,
  makeDeleteCard,
  makeListCards,
  makeRestoreCard,
  type CreateCard,
  type DeleteCard,
  type DeletedCards,
  type ListCards,
  type RestoreCard,
} from './cards.js'
import { makeCreateWorktreeSession, type CreateWorktreeSession } from './create-worktree-session.js'
import { makeDiffCard, makeReadSessionWork, type DiffCard, type ReadSessionWork } from './session-work.js'
import { makeForecastBoard, type ForecastBoard } from './forecast-board.js'
import { makeEndCardSession, makeEndWorktreeSession, type EndWorktreeSession } from './end-worktree-session.js'
import { makePrepareWorktree, makeSpawnForCard, makeSpawnSession, makeRollbackSpawn } from './spawn-session.js'
import { makeFinishes, type FinishesFeature } from './finish/finishes-feature.js'
import { makeFollowBoardSessions } from './follow-board-sessions.js'
import { makeImplementCard, type ImplementCard } from './implement-card.js'
import { makeReconcileBoard, type ReconcileBoard } from './reconcile-board.js'
import { makeReleaseCard } from './release-card.js'
import { makeWriteBoard } from './write-board.js'
import type { Job } from '../shared/job.js'
import { makeRecentValues } from '../shared/recent-values.js'
import type { BoardPorts } from './ports.js'

/** Number of deleted cards that can be restored. */
const MAX_DELETED = 100

/** Cards of projects, the sessions that work on them, and their finishes. */
export interface BoardFeature {
  readonly listCards: ListCards
  readonly readSessionWork: ReadSessionWork
  readonly createCard: CreateCard
  readonly changeCard: ChangeCard
  readonly deleteCard: DeleteCard
  readonly restoreCard: RestoreCard
  readonly diffCard: DiffCard
  readonly forecastBoard: ForecastBoard
  readonly brainstormCard: BrainstormCard
  readonly implementCard: ImplementCard
  readonly collectIdeas: CollectIdeas
  readonly createWorktreeSession: CreateWorktreeSession
  readonly endWorktreeSession: EndWorktreeSession
  readonly reconcileBoard: ReconcileBoard
  readonly finishes: FinishesFeature
  readonly jobs: ReadonlyArray<Job>
}

export function makeBoard({ attention, projects, repo, sessions, ...ports }: BoardPorts): BoardFeature {
  const deps = { ...ports, ...attention, ...projects, ...sessions }
  const writeBoard = makeWriteBoard(deps)
  const endCardSession = makeEndCardSession({ ...deps, writeBoard })
  const releaseCard = makeReleaseCard({ ...deps, endCardSession })
  const spawnSession = makeSpawnSession({ ...deps, acceptTrust: makeAcceptTrust(deps) })
  const rollbackSpawn = makeRollbackSpawn({ ...deps, writeBoard })
  const spawnForCard = makeSpawnForCard({ ...deps, writeBoard, spawnSession, rollbackSpawn })
  const deletedCards: DeletedCards = makeRecentValues(MAX_DELETED)
  const shared = {
    ...{ ...deps, writeBoard, endCardSession, releaseCard, spawnSession, rollbackSpawn, spawnForCard },
    deletedCards,
  }
  const finishes = makeFinishes(shared)
  const diffCard = makeDiffCard({ ...deps, ...repo })
  return {
    listCards: makeListCards(deps),
    readSessionWork: makeReadSessionWork(deps),
    createCard: makeCreateCard(shared),
    changeCard: makeChangeCard(shared),
    deleteCard: makeDeleteCard(shared),
    restoreCard: makeRestoreCard(shared),
    diffCard,
    forecastBoard: makeForecastBoard({ ...finishes, diffCard }),
    brainstormCard: makeBrainstormCard(shared),
    implementCard: makeImplementCard({ ...shared, prepareWorktree: makePrepareWorktree(deps) }),
    collectIdeas: makeCollectIdeas(shared),
    createWorktreeSession: makeCreateWorktreeSession(deps),
    endWorktreeSession: makeEndWorktreeSession(shared),
    reconcileBoard: makeReconcileBoard(shared),
    finishes,
    jobs: [{ name: 'sessions of cards', start: makeFollowBoardSessions(shared) }, ...finishes.jobs],
  }
}
