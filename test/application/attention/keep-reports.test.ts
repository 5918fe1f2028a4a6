import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { memoryClock, type MemoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memorySessionHost, type MemorySessionHost } from '../../../adapters/outbound/memory/session-host.memory.js'
import { memoryStateStore } from '../../../adapters/outbound/memory/stores.memory.js'
import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import { readStatusLine } from '../../../adapters/outbound/agents/claude-code/status-line.js'
import { makeAttention, type AttentionFeature } from '../../../application/attention/attention-feature.js'
import { makeSessionDirectory } from '../../../application/sessions/session-directory.js'
import { unavailable } from '../../../application/shared/errors.js'
import { makeFeed } from '../../../application/shared/feed.js'
import { onApproval } from '../../../domain/attention/engine.js'
import { NO_LAST_REPORTS } from '../../../domain/attention/last-reports.js'
import type { ReportEvent } from '../../../domain/attention/hook.js'
import type { Session } from '../../../domain/sessions/session.js'
import type { SessionId } from '../../../domain/sessions/session-id.js'
import { EMPTY_RECORDS } from '../../../domain/sessions/session-record.js'
import { aReport } from '../../support/agents.js'
import { settled } from '../../support/approvals.js'

const LINE = readStatusLine({
  cost: { total_cost_usd: 1.25 },
  rate_limits: { five_hour: { used_percentage: 40, resets_at: 4_000_000_000 } },
})
const START = 1_000_000
const ASKING = [
  '─'.repeat(80),
  ' Bash command',
  '',
  ' Do you want to proceed?',
  ' ❯ 1. Yes',
  '   2. No',
  '',
  ' Esc to cancel',
]

describe('last reports of agents', () => {
  let clock: MemoryClock
  let host: MemorySessionHost
  let reports: ReturnType<typeof memoryStateStore<typeof NO_LAST_REPORTS>>
  let shop: SessionId

  beforeEach(async () => {
    clock = memoryClock(START)
    host = memorySessionHost(clock)
    reports = memoryStateStore(NO_LAST_REPORTS)
    host.controls.startByHand('cc-shop', '/shop')
    const [session] = E.getOrElseW(() => [])(await host.list())
    if (session === undefined) throw new Error('no session')
    shop = session.id
    clock.advance(2_000)
  })

  /** A run of the hub on the same host and files. */
  const run = async (): Promise<AttentionFeature & { readonly stop: () => Promise<void> }> => {
    const directory = makeSessionDirectory()
    directory.note({ id: shop, name: 'cc-shop' })
    const record = memoryStateStore(EMPTY_RECORDS)
    const feature = makeAttention({ agents: AGENTS, host, record, reports, directory, feed: makeFeed(), clock })
    const stops = feature.jobs.map((job) => job.start())
    await settled()
    return {
      ...feature,
      stop: async () => {
        for (const stop of stops) stop()
        await settled()
      },
    }
  }

  const recordHook = (hub: AttentionFeature, event: ReportEvent, payload = {}) =>
    hub.recordHook({ session: shop, report: aReport(event, payload) })()

  it('are recalled by the next run with their age, until an agent reports anew', async () => {
    const first = await run()
    await recordHook(first, 'UserPromptSubmit')
    await recordHook(first, 'Stop')
    first.statusLines.put(shop, LINE)
    clock.advance(5_000)
    await first.stop()

    clock.advance(60_000)
    const second = await run()
    const recalled = second.observeAgents.of(shop)
    const limits = second.statusLines.lastLimits()
    await recordHook(second, 'UserPromptSubmit')
    second.statusLines.put(shop, LINE)
    const confirmed = second.observeAgents.of(shop)
    await second.stop()
    expect(recalled).to.deep.include({
      activity: 'idle',
      since: START + 2_000,
      activityAsOf: START + 7_000,
      line: LINE,
      lineAsOf: START + 2_000,
    })
    expect(limits).to.deep.equal({ line: LINE, at: START + 2_000 })
    expect(confirmed).to.deep.include({ activity: 'working', activityAsOf: null, lineAsOf: null })
  })

  it('survive a kill up to the last writing, and any number of runs without news', async () => {
    const first = await run()
    await recordHook(first, 'Stop')
    clock.advance(10_000)
    await settled()
    await (await run()).stop()
    const third = await run()
    const { activity, since } = third.observeAgents.of(shop)
    await third.stop()
    await first.stop()
    expect({ activity, since }).to.deep.equal({ activity: 'idle', since: START + 2_000 })
  })

  it('are not recalled for a session that ended, or was started again, in the meantime', async () => {
    const first = await run()
    await recordHook(first, 'Stop')
    first.statusLines.put(shop, LINE)
    await first.stop()
    const startedLater = (all: ReadonlyArray<Session>) => all.map((one) => ({ ...one, createdAt: clock.now() + 1 }))
    host = { ...host, list: TE.map(startedLater)(host.list) }
    const again = await run()
    const restarted = again.observeAgents.of(shop)
    await again.stop()
    expect(restarted).to.deep.include({ activity: 'unknown', activityAsOf: null, line: null, lineAsOf: null })
  })

  it('are confirmed by the screen, also when a gate of the former run held the agent', async () => {
    const first = await run()
    await first.updateActivity(shop, (attention, at) => onApproval(attention, 'asked', 'Bash', at))()
    await first.stop()
    host.controls.setScreen('cc-shop', ASKING)
    const second = await run()
    const before = second.observeAgents.of(shop)
    for (let looks = 0; looks < 5; looks += 1) {
      clock.advance(1_500)
      await settled()
    }
    const after = second.observeAgents.of(shop)
    await second.stop()
    expect([before.activity, before.activityAsOf !== null]).to.deep.equal(['waiting', true])
    expect([after.activity, after.activityAsOf]).to.deep.equal(['waiting', null])
  })

  it('do not count as working after the time of working without news', async () => {
    const first = await run()
    await recordHook(first, 'UserPromptSubmit')
    await first.stop()
    clock.advance(10 * 60_000 + 1)
    const second = await run()
    const { activity, activityAsOf } = second.observeAgents.of(shop)
    await second.stop()
    expect([activity, activityAsOf]).to.deep.equal(['unknown', null])
  })

  it('stay stored while the host cannot be reached at the start', async () => {
    const first = await run()
    await recordHook(first, 'Stop')
    await first.stop()
    const { list } = host
    let isDown = true
    const down = E.left(unavailable('host', 'down'))
    host = { ...host, list: () => (isDown ? Promise.resolve(down) : list()) }
    const second = await run()
    const without = second.observeAgents.of(shop).activity
    isDown = false
    clock.advance(10_000)
    await settled()
    const recalled = second.observeAgents.of(shop).activity
    await second.stop()
    expect([without, recalled]).to.deep.equal(['unknown', 'idle'])
  })
})
