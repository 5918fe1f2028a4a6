import { encodeUsage } from '../../../adapters/inbound/http/usage/usage-encoder.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryUsageLogs } from '../../../adapters/outbound/memory/usage-logs.memory.js'
import { reportOf } from '../../../adapters/outbound/usage-logs/report-of.js'
import { makeFeed } from '../../../application/shared/feed.js'
import { makeFollowUsage } from '../../../application/usage/read-usage.js'
import type { HubEvent } from '../../../domain/events/hub-event.js'
import { aCell } from '../../support/usage.js'

describe('following usage', () => {
  it('publishes the progress of each reading until it is stopped', () => {
    const [clock, feed, logs] = [memoryClock(7), makeFeed(), memoryUsageLogs({ encode: encodeUsage, reportOf })]
    const events: HubEvent[] = []
    feed.subscribe((event) => events.push(event))
    const stop = makeFollowUsage({ logs, feed, clock }).start()
    logs.write(aCell({}))
    const progress = logs.progress()
    stop()
    logs.write(aCell({}))
    expect(events).to.deep.equal([{ _tag: 'usage-progress', progress, at: 7 }])
  })
})
