import { startHeartbeat, type Heartbeat } from '../../../../adapters/inbound/web/src/terminal/connection/heartbeat.js'
import { manualTimers, type ManualTimers } from '../../manual-timers.js'

describe('terminal heartbeat', () => {
  let timers: ManualTimers
  let heartbeat: Heartbeat
  let pings = 0
  let deaths = 0

  beforeEach(() => {
    timers = manualTimers()
    pings = 0
    deaths = 0
    heartbeat = startHeartbeat(
      timers,
      () => {
        pings += 1
      },
      () => {
        deaths += 1
      },
    )
  })

  it('sends a ping every 12 seconds while pongs arrive', () => {
    for (let round = 0; round < 5; round += 1) {
      timers.advance(12_000)
      heartbeat.pong()
    }
    expect({ pings, deaths }).to.deep.equal({ pings: 5, deaths: 0 })
  })

  it('times out 6 seconds after the first outstanding ping, regardless of later pings', () => {
    timers.advance(17_999)
    expect(deaths).to.equal(0)
    timers.advance(1)
    expect({ pings, deaths }).to.deep.equal({ pings: 1, deaths: 1 })
  })

  it('reports a timeout once and leaves no timers', () => {
    timers.advance(60_000)
    expect({ deaths, pending: timers.pending() }).to.deep.equal({ deaths: 1, pending: 0 })
  })

  it('sends nothing after stop', () => {
    timers.advance(12_000)
    heartbeat.stop()
    timers.advance(60_000)
    expect({ pings, deaths, pending: timers.pending() }).to.deep.equal({ pings: 1, deaths: 0, pending: 0 })
  })
})
