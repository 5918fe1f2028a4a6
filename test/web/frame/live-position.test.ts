import { positionKeeper } from '../../../adapters/inbound/web/src/frame/live-position.js'

const at = (seq: number, revision: number, boot = 1) => ({ boot, seq, revision })

describe('position of a page', () => {
  it('misses nothing when the socket continues from what was read, whichever comes first', () => {
    const read = positionKeeper()
    expect([read.read(at(3, 2)), read.greeted(at(3, 2))]).to.deep.equal([false, false])
    const greeted = positionKeeper()
    expect([greeted.greeted(at(3, 2)), greeted.read(at(4, 2))]).to.deep.equal([false, false])
  })

  it('misses what happened between a read and the socket', () => {
    const events = positionKeeper()
    events.read(at(3, 2))
    expect(events.greeted(at(4, 2))).to.equal(true)
    const list = positionKeeper()
    list.greeted(at(3, 3))
    expect(list.read(at(3, 2))).to.equal(true)
  })

  it('follows the frames of the socket, and misses what came while it was away', () => {
    const position = positionKeeper()
    position.read(at(3, 2))
    for (const frame of [{ seq: 4 }, { revision: 3 }, { seq: undefined }, {}]) position.moved(frame)
    expect(position.greeted(at(4, 3))).to.equal(false)
    expect(position.greeted(at(5, 3))).to.equal(true)
    expect(position.read(at(5, 3))).to.equal(false)
    expect(position.greeted(at(5, 3))).to.equal(false)
  })

  it('misses everything while the last read has failed, as on a page that starts before its hub', () => {
    const position = positionKeeper()
    position.failed()
    expect(position.greeted(at(3, 2))).to.equal(true)
    expect(position.read(at(3, 2))).to.equal(false)
    expect(position.greeted(at(3, 2))).to.equal(false)
  })

  it('misses everything of another run of the hub', () => {
    const position = positionKeeper()
    position.read(at(3, 2))
    expect(position.greeted(at(0, 0, 2))).to.equal(true)
    expect(position.read(at(0, 1, 2))).to.equal(false)
    expect(position.greeted(at(0, 1, 2))).to.equal(false)
  })
})
