import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { SessionRecord } from '../../application/sessions/session-record.port.js'
import { beat, EMPTY_BOOK, findKnown, remember, type SessionBook } from '../../domain/sessions/known-session.js'

export interface SessionRecordHarness {
  readonly record: SessionRecord
  /** The record as the next run of the hub finds it. */
  readonly reopen: () => Promise<SessionRecord>
  readonly close: () => Promise<void>
}

const AT = Date.UTC(2026, 2, 1, 8, 15, 30, 120)
const adding =
  (name: string) =>
  (book: SessionBook): E.Either<never, SessionBook> =>
    E.right(remember(book, { name, directory: '/work/shop', command: 'claude' }, AT))

const namesIn = (book: E.Either<unknown, SessionBook>): ReadonlyArray<string> =>
  E.isRight(book) ? book.right.known.map(({ name }) => name) : ['(a left)']

/** What every memory of sessions must do. */
export function describeSessionRecord(technology: string, open: () => Promise<SessionRecordHarness>): void {
  describe(`SessionRecord on ${technology}`, () => {
    let h: SessionRecordHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('starts empty', async () => {
      expect(await h.record.read()).to.deep.equal(E.right(EMPTY_BOOK))
    })

    it('answers a change with the new book, and reads it from then on', async () => {
      const changed = await h.record.update(adding('cc-shop'))()
      expect([namesIn(changed), await h.record.read()]).to.deep.equal([['cc-shop'], changed])
    })

    it('applies changes one after the other in the order of the calls', async () => {
      const names = Array.from({ length: 20 }, (_, index) => `cc-${index}`)
      await Promise.all(names.map((name) => h.record.update(adding(name))()))
      expect(namesIn(await h.record.read())).to.deep.equal(names)
    })

    it('passes a refusal on and changes nothing', async () => {
      await h.record.update(adding('cc-shop'))()
      const refused = await h.record.update(() => E.left({ _tag: 'No' as const }))()
      expect([refused, namesIn(await h.record.read())]).to.deep.equal([E.left({ _tag: 'No' }), ['cc-shop']])
    })

    it('tells the next run everything: marks, times, the heartbeat', async () => {
      const marks = { muted: true, pinned: true, manuallyStopped: true }
      await h.record.update(adding('cc-plain'))()
      await h.record.update(adding('größe ☕'))()
      const changed = await h.record.update((book) => {
        const known = book.known.map((entry) => (entry.name === 'cc-plain' ? entry : { ...entry, ...marks }))
        return E.right(beat({ ...book, known }, { pid: 100, startedAt: AT - 5_000 }, ['cc-plain'], AT + 1))
      })()
      const found = await (await h.reopen()).read()
      expect(found).to.deep.equal(changed)
      expect(E.isRight(found) ? findKnown(found.right, 'größe ☕')?.muted : null).to.equal(true)
    })
  })
}
