import { partAt, type RecordingPart } from '../../../adapters/inbound/web/src/recordings/recording.js'

const part = (number: number, from: number, to: number, isOpen = false): RecordingPart => ({
  ...{ number, isOpen, bytes: 1 },
  startedAt: new Date(from).toISOString(),
  endedAt: new Date(to).toISOString(),
})

describe('the part of a recording that shows a moment', () => {
  it('is the one that began before it and ended after it', () => {
    const parts = [part(1, 1_000, 2_000), part(2, 3_000, 4_000), part(3, 4_000, 5_000, true)]
    const numbers = [999, 1_000, 2_000, 2_500, 3_500, 4_000, 4_500, 9_000].map(
      (at) => partAt(parts, at)?.number ?? null,
    )
    expect(numbers).to.deep.equal([null, 1, 1, null, 2, 3, 3, 3])
    expect(partAt([], 1)).to.equal(null)
  })
})
