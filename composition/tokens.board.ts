import type { AcceptTrust, TrustWatch } from '../application/board/accept-trust.js'
import type { BrainstormCard } from '../application/board/brainstorm-card.js'
import type { BranchMerger } from '../application/board/branch-merger.port.js'
import type { CardStore } from '../application/board/card-store.port.js'
import type { ChangeCard } from '../application/board/change-card.js'
import type { CheckFinish } from '../application/board/check-finish.js'
import type { CollectIdeas } from '../application/board/collect-ideas.js'
import type { CreateCard } from '../application/board/create-card.js'
import type { DeleteCard } from '../application/board/delete-card.js'
import type { DiffCard } from '../application/board/diff-card.js'
import type { EndCardSession } from '../application/board/end-card-session.js'
import type { EndWorktreeSession } from '../application/board/end-worktree-session.js'
import type { FindIsolation } from '../application/board/find-isolation.js'
import type { FinishCard, OpenFinish } from '../application/board/finish-card.js'
import type { FinishJobs } from '../application/board/finish-jobs.js'
import type { FinishJournal } from '../application/board/finish-journal.port.js'
import type { FollowBoardSessions } from '../application/board/follow-board-sessions.js'
import type { FollowForecasts } from '../application/board/follow-forecasts.js'
import type { ForecastConflicts } from '../application/board/forecast-conflicts.js'
import type { ImplementCard } from '../application/board/implement-card.js'
import type { ListCards } from '../application/board/list-cards.js'
import type { NoteFinish } from '../application/board/note-finish.js'
import type { PortProbe } from '../application/board/port-probe.port.js'
import type { PublishFinish } from '../application/board/publish-finish.js'
import type { ReconcileBoard } from '../application/board/reconcile-board.js'
import type { RecoverFinishes } from '../application/board/recover-finishes.js'
import type { ReleaseCard } from '../application/board/release-card.js'
import type { ResumeFinish } from '../application/board/resume-finish.js'
import type { RestoreFinished } from '../application/board/restore-finished.js'
import type { ReadPreflight } from '../application/board/read-preflight.js'
import type { ReadSessionWork } from '../application/board/session-work.js'
import type { SettleFinish } from '../application/board/settle-finish.js'
import type { SpawnForCard } from '../application/board/spawn-for-card.js'
import type { SpawnSession } from '../application/board/spawn-session.js'
import type { TakeBackPlan } from '../application/board/take-back-plan.js'
import type { UndoFinish } from '../application/board/undo-finish.js'
import type { Worktrees } from '../application/board/worktrees.port.js'
import type { WriteBoard } from '../application/board/write-board.js'
import { token } from './token.js'

/** What of the board can be bound: its ports, where merges are built, how the first screens are watched, its use cases. */
export const BOARD_TOKENS = {
  branchMerger: token<BranchMerger>('branchMerger'),
  finishJournal: token<FinishJournal>('finishJournal'),
  portProbe: token<PortProbe>('portProbe'),
  worktrees: token<Worktrees>('worktrees'),
  cardStore: token<CardStore>('cardStore'),
  finishFolder: token<string>('finishFolder'),
  trustWatch: token<TrustWatch>('trustWatch'),

  acceptTrust: token<AcceptTrust>('acceptTrust'),
  brainstormCard: token<BrainstormCard>('brainstormCard'),
  checkFinish: token<CheckFinish>('checkFinish'),
  readPreflight: token<ReadPreflight>('readPreflight'),
  collectIdeas: token<CollectIdeas>('collectIdeas'),
  diffCard: token<DiffCard>('diffCard'),
  findIsolation: token<FindIsolation>('findIsolation'),
  finishCard: token<FinishCard>('finishCard'),
  openFinish: token<OpenFinish>('openFinish'),
  finishJobs: token<FinishJobs>('finishJobs'),
  followForecasts: token<FollowForecasts>('followForecasts'),
  forecastConflicts: token<ForecastConflicts>('forecastConflicts'),
  implementCard: token<ImplementCard>('implementCard'),
  noteFinish: token<NoteFinish>('noteFinish'),
  publishFinish: token<PublishFinish>('publishFinish'),
  reconcileBoard: token<ReconcileBoard>('reconcileBoard'),
  recoverFinishes: token<RecoverFinishes>('recoverFinishes'),
  releaseCard: token<ReleaseCard>('releaseCard'),
  restoreFinished: token<RestoreFinished>('restoreFinished'),
  resumeFinish: token<ResumeFinish>('resumeFinish'),
  settleFinish: token<SettleFinish>('settleFinish'),
  spawnForCard: token<SpawnForCard>('spawnForCard'),
  spawnSession: token<SpawnSession>('spawnSession'),
  takeBackPlan: token<TakeBackPlan>('takeBackPlan'),
  undoFinish: token<UndoFinish>('undoFinish'),
  changeCard: token<ChangeCard>('changeCard'),
  createCard: token<CreateCard>('createCard'),
  deleteCard: token<DeleteCard>('deleteCard'),
  endWorktreeSession: token<EndWorktreeSession>('endWorktreeSession'),
  endCardSession: token<EndCardSession>('endCardSession'),
  followBoardSessions: token<FollowBoardSessions>('followBoardSessions'),
  listCards: token<ListCards>('listCards'),
  readSessionWork: token<ReadSessionWork>('readSessionWork'),
  writeBoard: token<WriteBoard>('writeBoard'),
}
