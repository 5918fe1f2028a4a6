import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { CardStore } from '../../application/board/card-store.port.js'
import { EMPTY_BOARD, type Board, type Card } from '../../domain/board/card.js'

export interface CardStoreHarness {
  readonly store: CardStore
  /** The board as the next run of the hub finds it. */
  readonly reopen: () => Promise<CardStore>
  readonly close: () => Promise<void>
}

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
  firstPort: null,
  plan: null,
  doneAt: null,
  extra: {},
  ...values,
})

const adding =
  (...cards: ReadonlyArray<Card>) =>
  (board: Board): E.Either<never, Board> =>
    E.right({ ...board, cards: [...board.cards, ...cards] })

/** What every memory of a board must do. */
export function describeCardStore(technology: string, open: () => Promise<CardStoreHarness>): void {
  describe(`CardStore on ${technology}`, () => {
    let h: CardStoreHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('starts empty', async () => {
      expect(await h.store.read()).to.deep.equal(E.right(EMPTY_BOARD))
    })

    it('applies changes one after the other in the order of the calls, and passes a refusal on', async () => {
      const ids = Array.from({ length: 20 }, (_, index) => `card-${index}`)
      const changes = ids.map((id) => h.store.update(adding(card(id)))())
      const refused = h.store.update(() => E.left({ _tag: 'No' as const }))()
      await Promise.all(changes)
      expect(await refused).to.deep.equal(E.left({ _tag: 'No' }))
      const board = await h.store.read()
      expect(E.isRight(board) ? board.right.cards.map(({ id }) => id) : []).to.deep.equal(ids)
    })

    it('tells the next run everything', async () => {
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
          repository: '/work/shop',
          worktree: '/w/x',
          branch: 'idea/x',
          from: 'abcd',
          branchWasThere: false,
        },
        doneAt: AT + 2,
        extra: { later: [1] },
      })
      const changed = await h.store.update((board) => {
        const added = adding(card('card-1'), full)(board)
        return E.isRight(added)
          ? E.right({ ...added.right, ideaSessions: [{ session: 'cc-ideas-x', projectId: 'x' }], extra: { more: 1 } })
          : added
      })()
      expect(await (await h.reopen()).read()).to.deep.equal(changed)
    })
  })
}
