import type { TrustWatch } from '../application/board/accept-trust.js'
import type { BoardFeature } from '../application/board/board-feature.js'
import type { BranchMerger } from '../application/board/branch-merger.port.js'
import type { CardStore } from '../application/board/card-store.port.js'
import type { FinishJournal } from '../application/board/finish-journal.port.js'
import type { PortProbe } from '../application/board/port-probe.port.js'
import type { Worktrees } from '../application/board/worktrees.port.js'
import { token } from './token.js'

/** The board feature, its ports, the folder that merges are built in, and how the first screens are watched. */
export const BOARD_TOKENS = {
  board: token<BoardFeature>('board'),
  branchMerger: token<BranchMerger>('branchMerger'),
  finishJournal: token<FinishJournal>('finishJournal'),
  portProbe: token<PortProbe>('portProbe'),
  worktrees: token<Worktrees>('worktrees'),
  cardStore: token<CardStore>('cardStore'),
  finishFolder: token<string>('finishFolder'),
  trustWatch: token<TrustWatch>('trustWatch'),
}
