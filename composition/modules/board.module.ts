import { ContainerModule } from 'inversify'
import { makeBoard, type BoardFeature } from '../../application/board/board-feature.js'
import { makeKeepIdeas, type KeepIdeasDeps } from '../../application/board/keep-ideas.js'
import { makeWriteBoard, type WriteBoardDeps } from '../../application/board/write-board.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

const { clock, log, audit, feed, secrets, withLock, prefix, folders, cardStore: cards, sessionHost: host } = T
const { worktrees, finishFolder, portProbe, trustWatch, projectStore, findProject, repo, board } = T
const { startSession, endSession, takeHeartbeat, attend } = T

/** Apart from the feature, which needs the projects: these need it. */
const keepIdeas = (deps: Omit<KeepIdeasDeps, 'writeBoard'> & WriteBoardDeps) =>
  makeKeepIdeas({ ...deps, writeBoard: makeWriteBoard(deps) })

export const boardModule = new ContainerModule((options) => {
  provide(options, board, makeBoard, {
    ...{ clock, log, audit, feed, secrets, withLock, prefix, folders, cards, host, worktrees, finishFolder, portProbe },
    ...{ trustWatch, projectStore, findProject, repo, startSession, endSession, takeHeartbeat, attend },
    record: T.sessionRecord,
    merger: T.branchMerger,
    journal: T.finishJournal,
  })
  provide(options, T.keepIdeas, keepIdeas, { cards, host, feed, clock, secrets })
  provide(options, T.readSessionWork, (deps: { board: BoardFeature }) => deps.board.readSessionWork, { board })
})
