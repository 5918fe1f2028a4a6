import { delayMs, EVENTS_BACK_OFF, TERMINAL_BACK_OFF } from '../../../../adapters/inbound/web/src/app/hub/back-off.js'

describe('back-off', () => {
  it('doubles from 0.5 s to 30 s without jitter for the event socket', () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 7, 1_000].map((attempt) => delayMs(EVENTS_BACK_OFF, attempt, 0.9))
    expect(waits).to.deep.equal([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
  })

  it('doubles from 1 s to 20 s with 20 % jitter for a terminal', () => {
    expect([0, 1, 9].map((attempt) => delayMs(TERMINAL_BACK_OFF, attempt, 0))).to.deep.equal([800, 1_600, 16_000])
    expect([0, 1, 9].map((attempt) => delayMs(TERMINAL_BACK_OFF, attempt, 1))).to.deep.equal([1_200, 2_400, 24_000])
  })
})
