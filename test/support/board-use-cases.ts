import * as E from 'fp-ts/lib/Either.js'
import type { MemoryBoardGit } from '../../adapters/outbound/memory/board-git.memory.js'
import type { BoardCaller } from '../../application/board/board-caller.js'
import type { CardStore, FinishJournal } from '../../application/shared/state-store.port.js'
import { makeCheckFinish } from '../../application/board/finish/check-finish.js'
import { makeNoteFinish } from '../../application/board/finish/finalize-finish.js'
import { makePublishFinish } from '../../application/board/finish/publish-finish.js'
import { THE_HUB } from '../../application/shared/audit-log.port.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import { hubContainer } from '../../composition/hub/hub-container.js'
import { TOKENS as T } from '../../composition/features/tokens.js'
import { gitPorts } from './board-places.js'
import { memoryTools } from './memory-tools.js'
import { right } from './results.js'

export const OPERATOR: BoardCaller = { ...THE_HUB, principal: { kind: 'operator' }, client: null }

export interface BoardUseCasesOptions {
  /** Folder of the one project, `shop`. */
  readonly root: string
  readonly finishFolder: string
  readonly cards: CardStore
  readonly finishJournal: FinishJournal
  /** Runner of git. */
  readonly runner?: CommandRunner
  /** Another git than the real one. */
  readonly git?: Pick<MemoryBoardGit, 'worktrees' | 'merger'>
}

/** The use cases of the board on a real git, or the one given, wired as the hub wires them; everything else is a fake. */
export async function boardUseCases({ root, runner, git = gitPorts(runner), ...options }: BoardUseCasesOptions) {
  const { tools: all, ...tools } = memoryTools({ ...options, git })
  const container = hubContainer(all)
  const shop = { id: 'shop', displayName: 'Shop', path: root, pinned: false }
  right(await tools.projectStore.update(() => E.right({ projects: [shop], hidden: [] }))())
  const ports = { ...git, journal: options.finishJournal, clock: tools.clock, feed: container.get(T.feed) }
  const board = container.get(T.board)
  const { clearObstacle, finishCard, undoFinish, removeWorktree, forecastConflicts, recoverFinishes } = board.finishes
  return {
    ...tools,
    implement: board.implementCard,
    changeCard: board.changeCard,
    deleteCard: board.deleteCard,
    restoreCard: board.restoreCard,
    clearObstacle,
    finish: finishCard,
    undo: undoFinish,
    removeWorktree,
    forecast: forecastConflicts,
    checkFinish: makeCheckFinish(ports),
    publishFinish: makePublishFinish({ ...ports, noteFinish: makeNoteFinish(ports) }),
    withLock: container.get(T.withLock),
    recover: recoverFinishes.now,
    followFinishes: recoverFinishes.follow,
    reconcile: board.reconcileBoard,
  }
}
