import fc from 'fast-check'
import { typedReason, typedWords } from '../../../adapters/inbound/web/src/approvals/typed-reason.js'

const AT_HOOK = { reasonLimit: 2_000, isAtDialog: false }
const AT_DIALOG = { reasonLimit: 300, isAtDialog: true }

describe('own words while they are typed', () => {
  it('have the number of characters that are left, and a problem beyond the limit', () => {
    const at = (length: number) => typedWords('x'.repeat(length), { answerLimit: 300, isAtDialog: true })
    expect([at(10), at(290), at(301)].map(({ left, problem }) => [left, problem])).to.deep.equal([
      [null, null],
      [10, null],
      [-1, 'too-long'],
    ])
  })
})

describe('the reason of a denial while it is typed', () => {
  it('has the number of characters that are left once they are fewer than 100', () => {
    expect([100, 99, 0, -1].map((left) => typedReason('é'.repeat(300 - left), AT_DIALOG).left)).to.deep.equal([
      ...[null, 99, 0, -1],
    ])
    expect(typedReason('\u{1f600}'.repeat(1_990), AT_HOOK).left).to.equal(10)
  })

  it('is held back beyond its limit, and in several lines where one fits', () => {
    expect([
      typedReason('x'.repeat(301), AT_DIALOG).problem,
      typedReason('one\ntwo', AT_DIALOG).problem,
      typedReason('one\ntwo', AT_HOOK).problem,
      typedReason('  \n', AT_DIALOG).problem,
    ]).to.deep.equal(['too-long', 'several-lines', null, null])
  })

  it('is not sent where the agent takes none', () => {
    const none = { reason: '', problem: null, left: null }
    expect(typedReason('typed before', { reasonLimit: 0, isAtDialog: true })).to.deep.equal(none)
  })

  it('is sent whole, but for the blanks around it', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 3_000 }), (typed) => {
        expect(typedReason(typed, AT_HOOK).reason).to.equal(typed.trim())
      }),
    )
  })
})
