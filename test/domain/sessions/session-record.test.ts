import * as E from 'fp-ts/lib/Either.js'
import { agentId } from '../../../domain/agents/agent-id.js'
import { sessionExists, sessionNotKnown } from '../../../domain/sessions/errors.js'
import {
  beat,
  conversationsOf,
  forget,
  markStopped,
  noteConversation,
  noteEnded,
  remember,
  renameKnown,
  setMark,
  type SessionRecords,
} from '../../../domain/sessions/session-record.js'
import { someSessionRecords, aSessionRecord, aRun, aSession } from '../../support/sessions.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

const started = { id: sessionId('cc-shop'), name: 'cc-shop', directory: '/work/new', command: 'codex' }

describe('the records of known sessions', () => {
  it('adds an unknown session without marks', () => {
    expect(remember(someSessionRecords(), started, 5_000).known).to.deep.equal([
      aSessionRecord({ ...started, createdAt: 5_000, lastSeenAt: 5_000 }),
    ])
  })

  it('renews a known one: creation time and marks are kept, manuallyStopped is cleared', () => {
    const before = aSessionRecord({ muted: true, pinned: true, manuallyStopped: true })
    expect(remember(someSessionRecords({ known: [before] }), started, 5_000).known).to.deep.equal([
      { ...before, ...started, lastSeenAt: 5_000, manuallyStopped: false },
    ])
  })

  it('removes and stops by id, and returns the same records when nothing changes', () => {
    const records = someSessionRecords({ known: [aSessionRecord(), aSessionRecord({ name: 'cc-other' })] })
    expect(forget(records, sessionId('cc-shop')).known.map(({ name }) => name)).to.deep.equal(['cc-other'])
    expect(markStopped(records, sessionId('cc-shop')).known.map((one) => one.manuallyStopped)).to.deep.equal([
      true,
      false,
    ])
    expect(forget(records, sessionId('cc-sho'))).to.equal(records)
    expect(markStopped(records, sessionId('none'))).to.equal(records)
  })

  it('renames a record at its position, refuses a taken name, and ignores unknown names', () => {
    const records = someSessionRecords({ known: [aSessionRecord(), aSessionRecord({ name: 'cc-other' })] })
    expect(renameKnown(records, 'cc-shop', 'cc-cart', 9)).to.deep.equal(
      E.right({
        ...records,
        known: [aSessionRecord({ id: sessionId('cc-shop'), name: 'cc-cart', lastSeenAt: 9 }), records.known[1]],
      }),
    )
    expect(renameKnown(records, 'cc-shop', 'cc-other', 9)).to.deep.equal(E.left(sessionExists('cc-other')))
    expect(renameKnown(records, 'nobody', 'cc-cart', 9)).to.deep.equal(E.right(records))
    expect(renameKnown(records, 'cc-shop', 'cc-shop', 9)).to.deep.equal(E.right(records))
  })

  it('sets a mark, toggles it without a value, and returns the same records when nothing changes', () => {
    const records = someSessionRecords({ known: [aSessionRecord()] })
    const pinned = setMark(records, 'cc-shop', 'pinned', undefined)
    expect(pinned).to.deep.equal(E.right(someSessionRecords({ known: [aSessionRecord({ pinned: true })] })))
    expect(E.isRight(pinned) && setMark(pinned.right, 'cc-shop', 'pinned', undefined)).to.deep.equal(E.right(records))
    expect(E.toUnion(setMark(records, 'cc-shop', 'muted', false))).to.equal(records)
    expect(setMark(records, 'nobody', 'muted', true)).to.deep.equal(E.left(sessionNotKnown('nobody')))
  })

  it('stores the live sessions and their time at a heartbeat', () => {
    const dead = aSessionRecord({ name: 'cc-dead' })
    const records = someSessionRecords({ known: [aSessionRecord(), dead] })
    expect(beat(records, { run: aRun(), live: [aSession(), aSession({ name: 'foreign' })] }, 7_000)).to.deep.equal({
      known: [aSessionRecord({ lastSeenAt: 7_000 }), dead],
      heartbeat: { run: aRun(), at: 7_000, live: ['cc-shop', 'foreign'] },
      reviving: [],
      faded: [],
      clipboard: null,
    })
  })

  it('removes a session that ended by itself from the live ones', () => {
    const records = beat(
      someSessionRecords(),
      { run: aRun(), live: [aSession({ name: 'a' }), aSession({ name: 'b' })] },
      7_000,
    )
    expect(noteEnded(records, sessionId('a')).heartbeat?.live).to.deep.equal(['b'])
    expect(noteEnded(records, sessionId('c'))).to.equal(records)
    expect(noteEnded(someSessionRecords(), sessionId('a'))).to.deep.equal(someSessionRecords())
  })

  it('stores the conversation that was reported last and a hundred former ones, each once', () => {
    const talk = (id: string) => ({ agent: agentId('claude-code'), id })
    const reported = (...ids: ReadonlyArray<string>) =>
      ids.reduce(
        (records, id) => noteConversation(records, sessionId('cc-shop'), talk(id)),
        someSessionRecords({ known: [aSessionRecord()] }),
      )
    const idsOf = ({ known }: SessionRecords) => known.flatMap(conversationsOf).map(({ id }) => id)
    expect(idsOf(reported('a', 'b', 'a', 'c'))).to.deep.equal(['c', 'a', 'b'])
    expect(idsOf(reported(...Array.from({ length: 200 }, (_, index) => String(index))))).to.have.length(101)
    const records = reported('a')
    expect(noteConversation(records, sessionId('cc-shop'), talk('a'))).to.equal(records)
    expect(noteConversation(records, sessionId('unknown'), talk('b'))).to.equal(records)
  })
})
