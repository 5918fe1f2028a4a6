import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { FinishJournal } from '../../application/board/finish-journal.port.js'
import { NO_CLEANUP, withFinish, type Finish, type FinishBook } from '../../domain/board/finish.js'

export interface FinishJournalHarness {
  readonly journal: FinishJournal
  /** The journal as the next run of the hub finds it. */
  readonly reopen: () => Promise<FinishJournal>
  readonly close: () => Promise<void>
}

const AT = Date.UTC(2026, 2, 1, 8, 15, 30, 120)
const finish = (id: string, values: Partial<Finish> = {}): Finish =>
  ({
    id,
    cardId: 'card',
    projectId: 'shop',
    directory: '/work/shop',
    base: 'main',
    branch: 'idea/x',
    branchTip: 'b'.repeat(40),
    baseBefore: 'a'.repeat(40),
    place: '/state/finish/x',
    pushes: true,
    worktree: null,
    cardBefore: { stage: 'review', order: -1.5 },
    stage: 'merging',
    merge: null,
    startedAt: AT,
    endedAt: null,
    pushed: false,
    merged: false,
    reason: null,
    cleanup: null,
    detail: 'no merges on Fridays',
    revert: null,
    ...values,
  }) as Finish
const noting =
  (one: Finish) =>
  (book: FinishBook): E.Either<never, FinishBook> =>
    E.right(withFinish(book, one))

/** What every journal of finishes must do. */
export function describeFinishJournal(technology: string, open: () => Promise<FinishJournalHarness>): void {
  describe(`FinishJournal on ${technology}`, () => {
    let h: FinishJournalHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('starts empty', async () => {
      expect(await h.journal.read()).to.deep.equal(E.right([]))
    })

    it('applies changes one after the other, and passes a refusal on', async () => {
      const ids = Array.from({ length: 10 }, (_, index) => `f${String(index)}`)
      const notes = ids.map((id) => h.journal.update(noting(finish(id)))())
      expect(await h.journal.update(() => E.left({ _tag: 'No' as const }))()).to.deep.equal(E.left({ _tag: 'No' }))
      await Promise.all(notes)
      const book = await h.journal.read()
      expect(E.isRight(book) ? book.right.map(({ id }) => id) : []).to.deep.equal(ids)
    })

    it('tells the next run everything', async () => {
      await h.journal.update(noting(finish('open')))()
      const noted = await h.journal.update(
        noting(
          finish('done', {
            stage: 'undone',
            worktree: '/w/x',
            merge: 'c'.repeat(40),
            endedAt: AT + 1,
            pushed: true,
            merged: true,
            reason: 'why',
            cleanup: { ...NO_CLEANUP, branchDeleted: true, rescue: ['refs/penates/rescue/x/branch'] },
            revert: 'd'.repeat(40),
          }),
        ),
      )()
      expect(await (await h.reopen()).read()).to.deep.equal(noted)
    })
  })
}
