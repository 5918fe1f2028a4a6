import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import {
  nextNumber,
  parsePartNumber,
  partBytes,
  partsToDrop,
  type RecordingBounds,
  type RecordingPart,
} from '../../../domain/recordings/recording.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

const BOUNDS: RecordingBounds = { sessionBytes: 100, totalBytes: 250, ageMs: 1_000 }
const NOW = 10_000
const part = (number: number, bytes: number, more: Partial<RecordingPart> = {}): RecordingPart => ({
  ...{ session: sessionId('one'), number, bytes, startedAt: NOW - 500 + number, endedAt: NOW - 400 + number },
  ...more,
})
const dropped = (
  parts: ReadonlyArray<RecordingPart>,
  open: (one: RecordingPart) => boolean = () => false,
  isKept: (id: string) => boolean = () => true,
) => partsToDrop(parts, BOUNDS, NOW, open, isKept).map(({ session, number }) => `${session} ${String(number)}`)

describe('bounds of recordings', () => {
  it('drop the oldest parts of a session beyond its size, and keep an open one', () => {
    expect(dropped([part(1, 60), part(2, 40), part(3, 60)])).to.deep.equal(['one 1'])
    // The open part may still grow to a fifth.
    expect(dropped([part(1, 40), part(2, 60), part(3, 1)], ({ number }) => number === 3)).to.deep.equal(['one 1'])
    expect(dropped([part(1, 500)], () => true)).to.deep.equal([])
  })

  it('drop the oldest parts of all sessions beyond the total', () => {
    const parts = [1, 2, 3].map((number) => part(number, 90, { session: sessionId(`s${String(number)}`) }))
    expect(dropped(parts)).to.deep.equal(['s1 1'])
  })

  it('drop parts that are too old, and those of sessions without an entry', () => {
    expect(dropped([part(1, 1, { endedAt: NOW - 1_001 }), part(2, 1, { endedAt: NOW - 1_000 })])).to.deep.equal([
      'one 1',
    ])
    expect(
      dropped([part(1, 1), part(1, 1, { session: sessionId('gone') })], undefined, (id) => id === 'one'),
    ).to.deep.equal(['gone 1'])
  })

  it('drop the oldest of more than 200 parts', () => {
    const parts = Array.from({ length: 203 }, (_, index) => part(index + 1, 0))
    expect(dropped(parts)).to.have.members(['one 1', 'one 2', 'one 3'])
  })

  it('hold for any parts', () => {
    const anyPart = fc.record({
      session: fc.constantFrom(...['a', 'b', 'c', 'd'].map(sessionId)),
      number: fc.integer({ min: 1, max: 1_000 }),
      startedAt: fc.constant(0),
      endedAt: fc.integer({ min: NOW - 2_000, max: NOW + 10 }),
      bytes: fc.integer({ min: 0, max: 120 }),
    })
    fc.assert(
      fc.property(fc.array(anyPart), (parts) => {
        const drop = partsToDrop(
          parts,
          BOUNDS,
          NOW,
          () => false,
          (id) => id !== 'd',
        )
        const kept = parts.filter((one) => !drop.includes(one))
        const sum = (some: ReadonlyArray<RecordingPart>): number => some.reduce((bytes, one) => bytes + one.bytes, 0)
        expect(sum(kept)).to.be.at.most(BOUNDS.totalBytes)
        for (const id of ['a', 'b', 'c', 'd'])
          expect(sum(kept.filter(({ session }) => session === id))).to.be.at.most(BOUNDS.sessionBytes)
        expect(kept.some(({ session, endedAt }) => session === 'd' || endedAt < NOW - 1_000)).to.equal(false)
      }),
    )
  })

  it('give a part a fifth of a recording, and numbers in order', () => {
    expect(partBytes(BOUNDS)).to.equal(20)
    expect([nextNumber([]), nextNumber([part(3, 1), part(2, 1)])]).to.deep.equal([1, 4])
  })

  it('read the number of a part from an address', () => {
    expect(parsePartNumber('12')).to.deep.equal(E.right(12))
    for (const text of ['', '0', '01', '-1', '1.5', 'x', '9999999999', '1 ', '../1'])
      expect(E.isLeft(parsePartNumber(text)), text).to.equal(true)
  })
})
