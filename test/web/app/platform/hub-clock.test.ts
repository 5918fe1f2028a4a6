import { hubNow, noteHubTime } from '../../../../adapters/inbound/web/src/app/platform/hub-clock.js'

const DAY_MS = 86_400_000

describe('clock of the hub', () => {
  const note = (difference: number): void => {
    noteHubTime(new Date(Date.now() + difference).toUTCString())
  }
  const ahead = (): number => hubNow() - Date.now()

  afterEach(() => {
    note(0)
  })

  it('is that of the answers where the clock of the device is wrong, also when an answer has no date', () => {
    for (const difference of [DAY_MS, -DAY_MS]) {
      note(difference)
      noteHubTime(null)
      expect(Math.abs(ahead() - difference)).to.be.below(10_000)
    }
  })

  it('is that of the device when both differ by less than a minute', () => {
    note(DAY_MS)
    note(5_000)
    expect(Math.abs(ahead())).to.be.below(1_000)
  })
})
