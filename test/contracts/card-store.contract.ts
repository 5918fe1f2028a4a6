import { agentId } from '../../domain/agents/agent-id.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import { EMPTY_BOARD, type Board, type Card } from '../../domain/board/card.js'
import { describeStateStore } from './state-store.contract.js'

const AT = Date.UTC(2026, 2, 1, 8, 15, 30, 120)
const card = (id: string, values: Partial<Card> = {}): Card => ({
  id,
  projectId: 'notes-app',
  title: 'Offline ☕ mode',
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
  updatedAt: AT + 1,
  rev: 1,
  blockedBy: [],
  slug: null,
  ownSession: null,
  ownSessionId: sessionId('id-of-card'),
  firstPort: null,
  plan: null,
  doneAt: null,
  moves: [],
  sessions: [],
  extra: {},
  ...values,
})

const full = card('full', {
  priority: 'p1',
  stage: 'done',
  origin: 'collab',
  theme: 'sync',
  order: -1.5,
  sessionRef: 'cc-x',
  brainstormDoc: 'docs/x.md',
  notes: 'two\nlines',
  branch: 'idea/x',
  implementSummary: 'done',
  worktreePath: '/w/x',
  rev: 7,
  blockedBy: ['card-1'],
  slug: 'x-full',
  ownSession: 'cc-x',
  firstPort: 21_010,
  plan: {
    kind: 'implement',
    session: 'cc-impl-x',
    worktree: {
      repository: '/work/shop',
      path: '/w/x',
      branch: 'idea/x',
      from: 'abcd',
      branchWasThere: false,
    },
  },
  doneAt: AT + 2,
  moves: [
    { stage: 'idea', at: AT, by: { kind: 'operator', name: null } },
    { stage: 'review', at: AT + 1, by: { kind: 'session', name: 'cc-x' } },
    { stage: 'done', at: AT + 2, by: { kind: 'hub', name: null } },
  ],
  sessions: [
    { id: sessionId('id-of-x'), name: 'cc-x', at: AT, conversations: [{ agent: agentId('codex'), id: 'one' }] },
    { id: sessionId('id-of-y'), name: 'cc-y', at: AT, conversations: [] },
  ],
  extra: { later: [1] },
})

/** Suite of every store of a board. */
export const describeCardStore = describeStateStore<Board>('CardStore', {
  fresh: EMPTY_BOARD,
  adding: (board, id) => ({ ...board, cards: [...board.cards, card(id)] }),
  ids: ({ cards }) => cards.map(({ id }) => id),
  full: {
    ...EMPTY_BOARD,
    cards: [card('card-1'), full],
    ideaSessions: [{ session: 'cc-ideas-x', projectId: 'x' }],
    extra: { more: 1 },
  },
})
