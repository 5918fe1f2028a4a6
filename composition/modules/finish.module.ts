import { ContainerModule } from 'inversify'
import { makeCheckFinish } from '../../application/board/check-finish.js'
import { makeFinishCard, makeOpenFinish } from '../../application/board/finish-card.js'
import { makeReadPreflight } from '../../application/board/read-preflight.js'
import { makeFinishJobs } from '../../application/board/finish-jobs.js'
import { makeFollowForecasts } from '../../application/board/follow-forecasts.js'
import { makeForecastConflicts } from '../../application/board/forecast-conflicts.js'
import { makeNoteFinish } from '../../application/board/note-finish.js'
import { makePublishFinish } from '../../application/board/publish-finish.js'
import { makeRecoverFinishes } from '../../application/board/recover-finishes.js'
import { makeRestoreFinished } from '../../application/board/restore-finished.js'
import { makeResumeFinish } from '../../application/board/resume-finish.js'
import { makeSettleFinish } from '../../application/board/settle-finish.js'
import { makeUndoFinish } from '../../application/board/undo-finish.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { clock, log, audit, withLock, feed, writeBoard, worktrees, findProject } = T
const { noteFinish, publishFinish, settleFinish, resumeFinish, openFinish, checkFinish, finishCard, undoFinish } = T
const [cards, merger, journal] = [T.cardStore, T.branchMerger, T.finishJournal]

export const finishModule = new ContainerModule((options) => {
  provide(options, noteFinish, makeNoteFinish, { journal, feed, clock })
  provide(options, openFinish, makeOpenFinish, { cards, findProject })
  provide(options, checkFinish, makeCheckFinish, { worktrees, merger, journal })
  provide(options, T.readPreflight, makeReadPreflight, { openFinish, checkFinish })
  provide(options, publishFinish, makePublishFinish, { worktrees, merger, noteFinish, clock })
  provide(options, settleFinish, makeSettleFinish, {
    cards,
    writeBoard,
    releaseCard: T.releaseCard,
    merger,
    noteFinish,
    audit,
    clock,
  })
  provide(options, resumeFinish, makeResumeFinish, { merger, noteFinish, publishFinish, settleFinish, clock, log })
  provide(options, finishCard, makeFinishCard, {
    openFinish,
    checkFinish,
    journal,
    noteFinish,
    resumeFinish,
    publishFinish,
    settleFinish,
    merger,
    withLock,
    clock,
    finishFolder: T.finishFolder,
  })
  provide(options, T.finishJobs, makeFinishJobs, {
    openFinish,
    finishCard,
    journal,
    feed,
    clock,
    secrets: T.secrets,
  })
  provide(options, T.restoreFinished, makeRestoreFinished, { writeBoard, worktrees, merger, clock })
  provide(options, undoFinish, makeUndoFinish, {
    cards,
    journal,
    noteFinish,
    worktrees,
    restoreFinished: T.restoreFinished,
    merger,
    audit,
    withLock,
    clock,
  })
  provide(options, T.recoverFinishes, makeRecoverFinishes, {
    journal,
    resumeFinish,
    undoFinish,
    merger,
    withLock,
    clock,
    log,
  })
  provide(options, T.forecastConflicts, makeForecastConflicts, { cards, findProject, worktrees, merger })
  provide(options, T.followForecasts, makeFollowForecasts, {
    cards,
    forecastConflicts: T.forecastConflicts,
    feed,
    clock,
  })
})
