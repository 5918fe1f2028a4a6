import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryLimitHistory } from '../../../adapters/outbound/memory/stores.memory.js'
import { memoryLimitSource } from '../../../adapters/outbound/memory/agents.memory.js'
import { memoryLog } from '../../../adapters/outbound/memory/log.memory.js'
import { makeReadLimits } from '../../../application/usage/read-limits.js'
import type { LimitAccount } from '../../../domain/usage/limits.js'
import { eventually } from '../../support/eventually.js'
import { leftTag, right } from '../../support/results.js'
import { CLAUDE_CODE, CODEX } from '../../support/agents.js'

const START = 1_795_550_400_000
const MINUTE = 60_000

/** An account whose window of five hours began at `START`. */
const used = (usedPercentage: number): LimitAccount => ({
  accountId: 'claude:abc',
  accountLabel: null,
  agent: CLAUDE_CODE,
  hostName: null,
  capturedAt: null,
  isLimited: false,
  windows: [{ label: '5h', usedPercentage, resetsAt: START / 1_000 + 18_000, isLimited: false }],
})

function scene(history = memoryLimitHistory()) {
  const clock = memoryClock(START + 60 * MINUTE)
  const outside = memoryLimitSource()
  const statusLine = memoryLimitSource()
  const log = memoryLog()
  const limits = makeReadLimits({ sources: [outside.source], statusLine: statusLine.source, history, clock, log })
  outside.tell([used(50)])
  const points = async () => right(await history.since(0)()).map(({ at }) => (at - START) / MINUTE)
  return { clock, outside, history, log, limits, points }
}

describe('reading limits', () => {
  it('asks the sources once in 30 s for all who want to know, and says the pace of each moment', async () => {
    const { clock, outside, limits } = scene()
    const [first, same] = await Promise.all([limits.read(7)(), limits.read(7)()])
    clock.advance(20_000)
    const later = await limits.read(7)()
    expect([outside.asked(), first]).to.deep.equal([1, same])
    const expectedPct = [first, later].map((one) => right(one).accounts[0]?.windows[0]?.pace?.expectedPct)
    expect(expectedPct).to.deep.equal([(3_600 / 18_000) * 100, (3_620 / 18_000) * 100])
    clock.advance(10_000)
    await limits.read(7)()
    expect(outside.asked()).to.equal(2)
  })

  it('notes one batch in five minutes at most, also over a restart of the hub', async () => {
    const { clock, history, limits, points } = scene()
    for (let minute = 0; minute < 9; minute += 1) {
      await limits.read(7)()
      clock.advance(MINUTE)
    }
    expect(await points()).to.deep.equal([60, 65])
    const again = scene(history)
    again.clock.advance(8 * MINUTE)
    await again.limits.read(7)()
    expect(await points()).to.deep.equal([60, 65])
    again.clock.advance(2 * MINUTE)
    await again.limits.read(7)()
    expect(await points()).to.deep.equal([60, 65, 70])
  })

  it('records it also without viewers', async () => {
    const { clock, limits, points } = scene()
    const stop = limits.poll()
    clock.advance(5 * MINUTE)
    await eventually(async () => {
      expect(await points()).to.deep.equal([65])
    })
    stop()
    expect(clock.waiting()).to.equal(0)
  })

  it('shows the days that are asked for', async () => {
    const { clock, history, limits } = scene()
    const point = { account: 'a', label: null, agent: CODEX, pct5h: 95, pct7d: null, resets5h: null, resets7d: null }
    await history.append([40, 5, 1].map((days) => ({ ...point, at: clock.now() - days * 86_400_000 + 1 })))()
    const shown = async (days: number) => {
      const { points, peaks5h, peaks7d, peaks } = right(await limits.read(days)())
      return [points.filter(({ account }) => account === 'a').length, peaks5h, peaks7d, peaks.length]
    }
    expect(await shown(30)).to.deep.equal([2, 2, 0, 3])
    expect(await shown(1)).to.deep.equal([1, 1, 0, 2])
  })

  it('counts windows of seven days by themselves', async () => {
    const { clock, history, limits } = scene()
    const point = { account: 'a', label: null, agent: CODEX, pct5h: null, pct7d: 96, resets5h: null, resets7d: null }
    await history.append([{ ...point, at: clock.now() - 1 }])()
    const { peaks5h, peaks7d } = right(await limits.read(1)())
    expect([peaks5h, peaks7d]).to.deep.equal([0, 1])
  })

  it('records nothing without an account', async () => {
    const { outside, limits, points } = scene()
    outside.tell([])
    await limits.read(7)()
    expect(await points()).to.deep.equal([])
  })

  it('tells of the present when the past cannot be written, and fails when it cannot be read', async () => {
    const { history, limits, log } = scene()
    history.setUnavailable(true)
    expect(right(await limits.accounts())).to.have.length(1)
    expect(leftTag(await limits.read(7)())).to.equal('Unavailable')
    expect(log.entries.map(({ message }) => message)).to.deep.equal(['limits could not be noted'])
    history.setUnavailable(false)
    expect(right(await limits.read(7)()).accounts).to.have.length(1)
  })
})
