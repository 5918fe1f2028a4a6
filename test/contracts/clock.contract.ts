import { expect } from 'chai'
import type { Clock } from '../../application/shared/clock.port.js'

/** Scene of the suite `describeClock`. */
export interface ClockHarness {
  /** Adapter under test. */
  readonly clock: Clock
  /** Lets at least so many milliseconds go by, and what is due by then run. */
  readonly pass: (ms: number) => Promise<void>
  /** Calls `observer` with every error of a task. Returns an unsubscribe function. */
  readonly observeFaults: (observer: (error: unknown) => void) => () => void
}

/** Date and timers are rounded apart: a timer may look a millisecond early. */
const ROUNDING_MS = 1

/** Contract of `Clock`. */
export function describeClock(technology: string, open: () => ClockHarness): void {
  describe(`Clock on ${technology}`, () => {
    it('goes forward', async () => {
      const { clock, pass } = open()
      const before = clock.now()
      await pass(20)
      expect(clock.now() - before).to.be.at.least(20 - ROUNDING_MS)
    })

    it('goes forward by the monotonic clock too', async () => {
      const { clock, pass } = open()
      const before = clock.monotonic()
      await pass(20)
      expect(clock.monotonic() - before).to.be.at.least(20 - ROUNDING_MS)
    })

    it('names a zone whose time of day can be told', () => {
      const { clock } = open()
      const timeZone = clock.timeZone()
      expect(timeZone).to.be.a('string')
      expect(new Intl.DateTimeFormat('en', { timeZone, timeStyle: 'short' }).format(clock.now())).to.match(/^\d/)
    })

    it('wakes once, not before its time, and who is due first first', async () => {
      const { clock, pass } = open()
      const before = clock.now()
      const woken: [string, number][] = []
      clock.after(40, () => woken.push(['second', clock.now() - before]))
      clock.after(20, () => woken.push(['first', clock.now() - before]))
      await pass(120)
      expect(woken.map(([what]) => what)).to.deep.equal(['first', 'second'])
      expect(woken[0]?.[1]).to.be.at.least(20 - ROUNDING_MS)
      expect(woken[1]?.[1]).to.be.at.least(40 - ROUNDING_MS)
    })

    it('does not wake in the call itself', async () => {
      const { clock, pass } = open()
      let isWoken = false
      clock.after(0, () => (isWoken = true))
      expect(isWoken).to.equal(false)
      await pass(20)
      expect(isWoken).to.equal(true)
    })

    it('forgets what was cancelled, once or twice, also after it ran', async () => {
      const { clock, pass } = open()
      let count = 0
      const cancel = clock.after(10, () => (count += 1))
      const ran = clock.after(10, () => (count += 10))
      cancel()
      cancel()
      await pass(40)
      ran()
      expect(count).to.equal(10)
    })

    it('repeats until it is told to stop, also from within', async () => {
      const { clock, pass } = open()
      const before = clock.monotonic()
      let [count, elapsedMs] = [0, 0]
      const stop = clock.every(10, () => {
        count += 1
        if (count < 3) return
        stop()
        elapsedMs = clock.monotonic() - before
      })
      for (let round = 0; round < 50 && count < 3; round++) await pass(20) // a busy machine repeats late
      await pass(40)
      expect(count).to.equal(3)
      expect(elapsedMs).to.be.at.least(3 * (10 - ROUNDING_MS))
    })

    it('reports a task that throws, runs the others, and repeats it', async () => {
      const { clock, pass, observeFaults } = open()
      const errors: unknown[] = []
      const stopObserving = observeFaults((error) => errors.push(error))
      const thrown = new Error('thrown')
      let [times, others] = [0, 0]
      const stop = clock.every(10, () => {
        times += 1
        throw thrown
      })
      clock.after(15, () => (others += 1))
      for (let round = 0; round < 50 && times < 3; round++) await pass(20)
      stop()
      await pass(20)
      stopObserving()
      expect(times).to.be.at.least(3)
      expect(others).to.equal(1)
      expect(new Set(errors)).to.deep.equal(new Set([thrown]))
    })
  })
}
