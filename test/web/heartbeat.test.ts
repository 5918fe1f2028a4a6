import { expect } from 'chai'
import { startHeartbeat, type Heartbeat } from '../../adapters/inbound/web/src/terminal/heartbeat.js'
import { manualTimers, type ManualTimers } from './manual-timers.js'

describe('the heartbeat of a terminal', () => {
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

  it('asks every twelve seconds while it is answered', () => {
    for (let round = 0; round < 5; round += 1) {
      timers.advance(12_000)
      heartbeat.pong()
    }
    expect({ pings, deaths }).to.deep.equal({ pings: 5, deaths: 0 })
  })

  it('gives a ping six seconds, and a later one does not renew them', () => {
    timers.advance(17_999)
    expect(deaths).to.equal(0)
    timers.advance(1)
    expect({ pings, deaths }).to.deep.equal({ pings: 1, deaths: 1 })
  })

  it('ends once and leaves nothing waiting', () => {
    timers.advance(60_000)
    expect({ deaths, pending: timers.pending() }).to.deep.equal({ deaths: 1, pending: 0 })
  })

  it('stops when told to', () => {
    timers.advance(12_000)
    heartbeat.stop()
    timers.advance(60_000)
    expect({ pings, deaths, pending: timers.pending() }).to.deep.equal({ pings: 1, deaths: 0, pending: 0 })
  })
})
