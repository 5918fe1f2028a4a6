import type { Board, Card } from '../../domain/board/card.js'
import { EMPTY_BOARD } from '../../domain/board/card.js'
import { NO_CLEANUP } from '../../domain/board/finish.js'
import type { FinishView } from '../../domain/board/finish-view.js'

const AT = 1_772_352_000_000

export const aCard = (values: Partial<Card> = {}): Card => ({
  id: '0f7c0a9e-1c1b-4c55-9d2e-6f0f2b1f7a10',
  projectId: 'notes-app',
  title: 'Offline mode',
  priority: null,
  stage: 'idea',
  origin: 'solo',
  theme: null,
  order: 0,
  sessionRef: null,
  brainstormDoc: null,
  notes: null,
  branch: null,
  implementSummary: null,
  worktreePath: null,
  createdAt: AT,
  updatedAt: AT,
  rev: 1,
  blockedBy: [],
  slug: null,
  ownSession: null,
  ownSessionId: null,
  firstPort: null,
  plan: null,
  doneAt: null,
  moves: [],
  sessions: [],
  extra: {},
  ...values,
})

export const aBoard = (...cards: ReadonlyArray<Card>): Board => ({ ...EMPTY_BOARD, cards })

export const aFinishView = (values: Partial<FinishView> = {}): FinishView => ({
  id: 'f',
  cardId: 'c',
  projectId: 'notes-app',
  stage: 'done',
  branch: 'idea/x',
  base: 'main',
  merge: 'abcd',
  pushed: true,
  merged: true,
  reason: null,
  reasons: [],
  files: [],
  detail: null,
  cleanup: NO_CLEANUP,
  isUndoable: true,
  startedAt: AT,
  endedAt: AT,
  ...values,
})
