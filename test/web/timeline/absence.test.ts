import { absenceMemory } from '../../../adapters/inbound/web/src/timeline/absence.js'

const MINUTE = 60_000

describe('absence of a person from a device', () => {
  const setUp = (stored: Readonly<Record<string, string>> = {}) => {
    const kept = new Map(Object.entries(stored))
    let now = 100 * MINUTE
    const shelf = {
      read: (key: string) => kept.get(key) ?? null,
      write: (key: string, value: string | null): void => {
        if (value === null) kept.delete(key)
        else kept.set(key, value)
      },
    }
    const open = () => absenceMemory(shelf, () => now)
    const pass = (minutes: number): void => {
      now += minutes * MINUTE
    }
    return { kept, open, pass }
  }

  it('begins with the last visible moment, after ten minutes without one', () => {
    const { open, pass } = setUp()
    const memory = open()
    memory.note()
    expect(memory.since.value).to.equal(null)
    pass(9)
    memory.note()
    expect(memory.since.value).to.equal(null)
    pass(11)
    memory.note()
    expect(memory.since.value).to.equal(109 * MINUTE)
  })

  it('lasts over reloads and further absences until it is dismissed', () => {
    const { kept, open, pass } = setUp()
    open().note()
    pass(20)
    open().note()
    pass(20)
    const memory = open()
    memory.note()
    expect(memory.since.value).to.equal(100 * MINUTE)
    memory.dismiss()
    expect([memory.since.value, open().since.value, kept.size]).to.deep.equal([null, null, 1])
  })

  it('ignores stored values that are no time, or one in the future', () => {
    for (const value of ['', 'x', '-5', 'Infinity', String(101 * MINUTE)]) {
      const memory = setUp({ penates_seen_at: value, penates_away_since: value }).open()
      memory.note()
      expect(memory.since.value, value).to.equal(null)
    }
  })
})
