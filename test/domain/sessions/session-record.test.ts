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
} from '../../../domain/sessions/session-record.js'
import { aBook, aSessionRecord, aRun, aSession } from '../../support/sessions.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

const started = { id: sessionId('cc-shop'), name: 'cc-shop', directory: '/work/new', command: 'codex' }

describe('the book of known sessions', () => {
  it('adds an unknown session without marks', () => {
    expect(remember(aBook(), started, 5_000).known).to.deep.equal([
      aSessionRecord({ ...started, createdAt: 5_000, lastSeenAt: 5_000 }),
    ])
  })

  it('renews a known one: creation time and marks are kept, manuallyStopped is cleared', () => {
    const before = aSessionRecord({ muted: true, pinned: true, manuallyStopped: true })
    expect(remember(aBook({ known: [before] }), started, 5_000).known).to.deep.equal([
      { ...before, ...started, lastSeenAt: 5_000, manuallyStopped: false },
    ])
  })

  it('removes and stops by id, and returns the same book when nothing changes', () => {
    const book = aBook({ known: [aSessionRecord(), aSessionRecord({ name: 'cc-other' })] })
    expect(forget(book, sessionId('cc-shop')).known.map(({ name }) => name)).to.deep.equal(['cc-other'])
    expect(markStopped(book, sessionId('cc-shop')).known.map((one) => one.manuallyStopped)).to.deep.equal([true, false])
    expect(forget(book, sessionId('cc-sho'))).to.equal(book)
    expect(markStopped(book, sessionId('none'))).to.equal(book)
  })

  it('renames a record at its position, refuses a taken name, and ignores unknown names', () => {
    const book = aBook({ known: [aSessionRecord(), aSessionRecord({ name: 'cc-other' })] })
    expect(renameKnown(book, 'cc-shop', 'cc-cart', 9)).to.deep.equal(
      E.right({
        ...book,
        known: [aSessionRecord({ id: sessionId('cc-shop'), name: 'cc-cart', lastSeenAt: 9 }), book.known[1]],
      }),
    )
    expect(renameKnown(book, 'cc-shop', 'cc-other', 9)).to.deep.equal(E.left(sessionExists('cc-other')))
    expect(renameKnown(book, 'nobody', 'cc-cart', 9)).to.deep.equal(E.right(book))
    expect(renameKnown(book, 'cc-shop', 'cc-shop', 9)).to.deep.equal(E.right(book))
  })

  it('sets a mark, toggles it without a value, and returns the same book when nothing changes', () => {
    const book = aBook({ known: [aSessionRecord()] })
    const pinned = setMark(book, 'cc-shop', 'pinned', undefined)
    expect(pinned).to.deep.equal(E.right(aBook({ known: [aSessionRecord({ pinned: true })] })))
    expect(E.isRight(pinned) && setMark(pinned.right, 'cc-shop', 'pinned', undefined)).to.deep.equal(E.right(book))
    expect(E.toUnion(setMark(book, 'cc-shop', 'muted', false))).to.equal(book)
    expect(setMark(book, 'nobody', 'muted', true)).to.deep.equal(E.left(sessionNotKnown('nobody')))
  })

  it('stores the live sessions and their time at a heartbeat', () => {
    const dead = aSessionRecord({ name: 'cc-dead' })
    const book = aBook({ known: [aSessionRecord(), dead] })
    expect(beat(book, { run: aRun(), live: [aSession(), aSession({ name: 'foreign' })] }, 7_000)).to.deep.equal({
      known: [aSessionRecord({ lastSeenAt: 7_000 }), dead],
      heartbeat: { run: aRun(), at: 7_000, live: ['cc-shop', 'foreign'] },
      reviving: [],
      clipboard: null,
    })
  })

  it('removes a session that ended by itself from the live ones', () => {
    const book = beat(aBook(), { run: aRun(), live: [aSession({ name: 'a' }), aSession({ name: 'b' })] }, 7_000)
    expect(noteEnded(book, sessionId('a')).heartbeat?.live).to.deep.equal(['b'])
    expect(noteEnded(book, sessionId('c'))).to.equal(book)
    expect(noteEnded(aBook(), sessionId('a'))).to.deep.equal(aBook())
  })
})
