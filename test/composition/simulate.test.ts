import { checkSimulation, simulate, withoutNeedless } from '../simulation/simulation.js'
import type { Trace } from '../simulation/step.js'
import { testHub } from '../simulation/test-hub.js'
import { right } from '../support/results.js'
import { shortOrLong } from '../support/short-or-long.js'

describe('testHub', () => {
  it('opens a hub with sessions, a client, a clock and controls in one call', async () => {
    const hub = await testHub({ sessions: ['shop'] })
    expect(right(await hub.client.listSessions()()).body.map(({ name }) => name)).to.deep.equal(['shop'])
    hub.controls.sessionHost.controls.exit('shop')
    await hub.advance(1_000)
    expect(right(await hub.client.listSessions()()).body).to.deep.equal([])
    await hub.stop()
  })

  it('keeps the stored state when the hub is killed and another starts on the same fakes', async () => {
    const hub = await testHub()
    const body = { projectId: 'shop', title: 'Offline mode', allowUnknownProject: true }
    right(await hub.client.createCard({ body })())
    hub.kill()
    expect(hub.isDead()).to.equal(true)
    await hub.restart()
    expect(right(await hub.client.listCards()()).body.cards.map(({ title }) => title)).to.deep.equal(['Offline mode'])
    await hub.stop()
  })
})

describe('a trace that fails', () => {
  it('is printed without the steps that the failure does not need', async () => {
    const fails = (steps: ReadonlyArray<string>): Promise<boolean> =>
      Promise.resolve(steps.indexOf('create') >= 0 && steps.indexOf('create') < steps.indexOf('kill'))
    expect(await withoutNeedless(['list', 'create', 'list', 'kill', 'end', 'list'], fails)).to.deep.equal([
      'create',
      'kill',
    ])
  })
})

describe('a simulated hub', function () {
  this.timeout(shortOrLong(240_000, 1_700_000))

  it('replays a trace with the same faults and the same result', async () => {
    const trace: Trace = [
      { act: { do: 'create', name: 0 }, faults: 3 },
      { act: { do: 'work', card: 0 }, faults: 17 },
      { act: { do: 'kill' }, faults: 0 },
      { act: { do: 'list' }, faults: 9 },
    ]
    const [one, two] = [await simulate(trace, { rate: 0.1 }), await simulate(trace, { rate: 0.1 })]
    expect(one.faults).to.not.deep.equal([])
    expect(one).to.deep.equal(two)
  })

  it('revives no session that a person ended while its revival waited for the host', async () => {
    const trace: Trace = [
      { act: { do: 'start-by-hand', name: 0 }, faults: 143_284 },
      { act: { do: 'crash-host' }, faults: 89_947 },
      { act: { do: 'end', name: 0 }, faults: 0 },
    ]
    expect((await simulate(trace)).violation).to.equal(null)
  })

  it('answers every request within its limit, keeps the invariants and stops no loop with 2 % faults of each kind', async () => {
    const requests = await checkSimulation({ runs: shortOrLong(8, 1_000), seed: 20_261_127 })
    expect(requests).to.be.greaterThan(shortOrLong(80, 10_000))
  })
})
