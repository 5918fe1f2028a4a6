import { MAX_WAIT_MS } from '../../../application/approvals/list-approvals.js'
import {
  aDecision,
  anOperator,
  askAt,
  type Desk,
  type DeskWorld,
  firstIdOf,
  settled,
  shopDesk,
} from '../../support/approvals.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

describe('waiting for approvals', () => {
  let world: DeskWorld
  let desk: Desk
  beforeEach(() => {
    ;({ world, desk } = shopDesk())
  })
  const wait = (waitMs: number, onGone: (gone: () => void) => void = () => undefined) => {
    const listed = desk.list.wait(waitMs, onGone)()
    let count: number | null = null
    void listed.then((approvals) => {
      count = approvals.length
    })
    return () => count
  }
  const ask = async (): Promise<void> => {
    await askAt(desk)
  }

  it('ends with the first question, and at once when there is one', async () => {
    const first = wait(30_000)
    await settled()
    expect(first()).to.equal(null)
    await ask()
    expect(first()).to.equal(1)
    const second = wait(30_000)
    await settled()
    expect([second(), world.clock.waiting()]).to.deep.equal([1, 1])
  })

  it('has no entry for an id that is unknown or answered', async () => {
    await ask()
    const id = firstIdOf(desk)
    expect([desk.list.find(id)?.id, desk.list.find('unknown')]).to.deep.equal([id, null])
    await desk.withdraw.onHubStopping()
    expect(desk.list.find(id)).to.equal(null)
  })

  it('gives the same list until a call or the name of its session changes', async () => {
    await ask()
    const first = desk.list.now()
    expect(desk.list.now()).to.equal(first)
    const session = first[0]?.call.session ?? sessionId('none')
    desk.feed.publish({ _tag: 'session-renamed', session, oldName: 'cc-shop', newName: 'shop', at: 1 })
    expect(desk.list.now().map(({ name }) => name)).to.deep.equal(['shop'])
    const renamed = desk.list.now()
    await ask()
    expect([desk.list.now().length, desk.list.now()[0] === renamed[0]]).to.deep.equal([2, true])
  })

  it('keeps the entries of other calls when one ends, one is decided and held, and one is added', async () => {
    await ask()
    const second = await askAt(desk)
    await ask()
    const [first, , third] = desk.list.now()
    second.abandon()
    await ask()
    const added = desk.list.now()
    expect([added.length, added[0] === first, added[1] === third]).to.deep.equal([3, true, true])
    await desk.hold(firstIdOf(desk), aDecision({ holdMs: 5_000 }), anOperator())()
    const held = desk.list.now()
    expect(held.map((one, index) => one === added[index])).to.deep.equal([false, true, true])
    expect(held.map((one) => one.held !== null)).to.deep.equal([true, false, false])
  })

  it('ends with no other event', async () => {
    const listed = wait(30_000)
    desk.feed.publish({ _tag: 'session-ended', session: sessionId('cc-other'), name: 'cc-other', at: 1 })
    await settled()
    expect(listed()).to.equal(null)
  })

  it('ends after the time asked for, a minute at most, and at once without one', async () => {
    const [short, long, none, negative] = [wait(1_000), wait(600_000), wait(0), wait(-1)]
    await settled()
    expect([short(), long(), none(), negative()]).to.deep.equal([null, null, 0, 0])
    world.clock.advance(999)
    await settled()
    expect(short()).to.equal(null)
    world.clock.advance(1)
    await settled()
    expect([short(), long()]).to.deep.equal([0, null])
    world.clock.advance(MAX_WAIT_MS - 1_001)
    await settled()
    expect(long()).to.equal(null)
    world.clock.advance(1)
    await settled()
    expect([long(), MAX_WAIT_MS, world.clock.waiting()]).to.deep.equal([0, 60_000, 0])
  })

  it('counts as a reachable operator while it lasts and for 10 s afterwards', async () => {
    const there = desk.list.hasWaiters
    const before = there()
    let gone = (): void => undefined
    wait(30_000, (leave) => (gone = leave))
    wait(1_000)
    world.clock.advance(1_000)
    await settled()
    expect([before, there()]).to.deep.equal([false, true])
    world.clock.advance(20_000)
    expect(there()).to.equal(true)
    gone()
    gone()
    world.clock.advance(10_000)
    const atTheEnd = there()
    world.clock.advance(1)
    expect([atTheEnd, there()]).to.deep.equal([true, false])
  })

  it('counts as a reachable operator for 10 s when it returned a request at once, but not without waiting', async () => {
    await ask()
    wait(0)
    await settled()
    expect(desk.list.hasWaiters()).to.equal(false)
    wait(1)
    await settled()
    expect(desk.list.hasWaiters()).to.equal(true)
    world.clock.advance(10_001)
    expect(desk.list.hasWaiters()).to.equal(false)
  })
})
