import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import { sessionExists, sessionNotKnown } from '../../../domain/sessions/errors.js'
import {
  beat,
  forget,
  markStopped,
  noteEnded,
  remember,
  renameKnown,
  setMark,
} from '../../../domain/sessions/known-session.js'
import { aBook, aKnownSession, aRun } from '../../support/sessions.js'

const started = { name: 'cc-shop', directory: '/work/new', command: 'codex' }

describe('the book of known sessions', () => {
  it('adds a session that it did not know, unmarked', () => {
    expect(remember(aBook(), started, 5_000).known).to.deep.equal([
      aKnownSession({ ...started, createdAt: 5_000, lastSeenAt: 5_000 }),
    ])
  })

  it('renews one that it knew: age and marks stay, the stop mark goes', () => {
    const before = aKnownSession({ muted: true, pinned: true, manuallyStopped: true })
    expect(remember(aBook({ known: [before] }), started, 5_000).known).to.deep.equal([
      { ...before, ...started, lastSeenAt: 5_000, manuallyStopped: false },
    ])
  })

  it('forgets and stops by name, and is the same book when there is nothing to do', () => {
    const book = aBook({ known: [aKnownSession(), aKnownSession({ name: 'cc-other' })] })
    expect(forget(book, 'cc-shop').known.map(({ name }) => name)).to.deep.equal(['cc-other'])
    expect(markStopped(book, 'cc-shop').known.map((one) => one.manuallyStopped)).to.deep.equal([true, false])
    expect(forget(book, 'cc-sho')).to.equal(book)
    expect(markStopped(book, 'nobody')).to.equal(book)
  })

  it('renames an entry in its place, refuses a taken name, and leaves unknown names alone', () => {
    const book = aBook({ known: [aKnownSession(), aKnownSession({ name: 'cc-other' })] })
    expect(renameKnown(book, 'cc-shop', 'cc-cart', 9)).to.deep.equal(
      E.right({ ...book, known: [aKnownSession({ name: 'cc-cart', lastSeenAt: 9 }), book.known[1]] }),
    )
    expect(renameKnown(book, 'cc-shop', 'cc-other', 9)).to.deep.equal(E.left(sessionExists('cc-other')))
    expect(renameKnown(book, 'nobody', 'cc-cart', 9)).to.deep.equal(E.right(book))
    expect(renameKnown(book, 'cc-shop', 'cc-shop', 9)).to.deep.equal(E.right(book))
  })

  it('sets a mark, flips it when no value is asked for, and is the same book when nothing changes', () => {
    const book = aBook({ known: [aKnownSession()] })
    const pinned = setMark(book, 'cc-shop', 'pinned', undefined)
    expect(pinned).to.deep.equal(E.right(aBook({ known: [aKnownSession({ pinned: true })] })))
    expect(E.isRight(pinned) && setMark(pinned.right, 'cc-shop', 'pinned', undefined)).to.deep.equal(E.right(book))
    expect(E.toUnion(setMark(book, 'cc-shop', 'muted', false))).to.equal(book)
    expect(setMark(book, 'nobody', 'muted', true)).to.deep.equal(E.left(sessionNotKnown('nobody')))
  })

  it('notes at a heartbeat who is alive, known or not, and since when', () => {
    const dead = aKnownSession({ name: 'cc-dead' })
    const book = aBook({ known: [aKnownSession(), dead] })
    expect(beat(book, aRun(), ['cc-shop', 'foreign'], 7_000)).to.deep.equal({
      known: [aKnownSession({ lastSeenAt: 7_000 }), dead],
      heartbeat: { run: aRun(), at: 7_000, live: ['cc-shop', 'foreign'] },
      reviving: [],
      clipboard: null,
    })
  })

  it('no longer counts as alive what ended by itself', () => {
    const book = beat(aBook(), aRun(), ['a', 'b'], 7_000)
    expect(noteEnded(book, 'a').heartbeat?.live).to.deep.equal(['b'])
    expect(noteEnded(book, 'c')).to.equal(book)
    expect(noteEnded(aBook(), 'a')).to.deep.equal(aBook())
  })
})
