import { heldKey, type HeldKey } from '../../../../adapters/inbound/web/src/terminal/input/held-key.js'
import { manualTimers, type ManualTimers } from '../../manual-timers.js'

describe('held key of the key row', () => {
  let timers: ManualTimers
  let key: HeldKey
  let sent = 0
  let isConnected = true

  beforeEach(() => {
    timers = manualTimers()
    sent = 0
    isConnected = true
    key = heldKey(
      timers,
      () => {
        sent += 1
      },
      () => isConnected,
    )
  })

  it('is sent at once, again after 400 ms and then every 60 ms', () => {
    key.press()
    expect(sent).to.equal(1)
    timers.advance(399)
    expect(sent).to.equal(1)
    timers.advance(1)
    expect(sent).to.equal(2)
    timers.advance(600)
    expect(sent).to.equal(12)
  })

  it('leaves no timer after its release', () => {
    key.press()
    timers.advance(1_000)
    key.release()
    expect(timers.pending()).to.equal(0)
  })

  it('repeats once per interval while two fingers press it', () => {
    key.press()
    key.press()
    expect(timers.pending()).to.equal(1)
    key.release()
    timers.advance(10_000)
    expect(sent).to.equal(2)
  })

  it('stops at the loss of the connection and does not go on after it', () => {
    key.press()
    timers.advance(400)
    isConnected = false
    timers.advance(60)
    isConnected = true
    timers.advance(10_000)
    expect(sent).to.equal(2)
    expect(timers.pending()).to.equal(0)
  })
})
