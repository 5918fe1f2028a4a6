import { memoryClock, type MemoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memorySecrets } from '../../../adapters/outbound/memory/machine.memory.js'
import { makeSelections, type Device, type Selections } from '../../../application/preview/selections.js'

const device = (client: string | null, user: string | null = null): Device => ({ client, user })
const nobody = device(null)

describe('selections of devices', () => {
  let clock: MemoryClock
  let selections: Selections
  beforeEach(() => {
    clock = memoryClock(1_000)
    selections = makeSelections({ clock, secrets: memorySecrets() })
  })
  const port = (of: Device) => selections.of(of)?.port ?? null

  it('is each device’s own; one that says nothing of itself sees the last one made', () => {
    expect(port(nobody)).to.equal(null)
    const first = selections.select(device('phone'), 5_173)
    selections.select(device('desk'), 3_000)
    expect([port(device('phone')), port(device('desk')), port(nobody), port(device('new'))]).to.deep.equal([
      5_173, 3_000, 3_000, 3_000,
    ])
    expect(selections.select(device('phone'), 8_080).id).to.equal(first.id)
    expect([selections.byId(first.id)?.port, port(nobody)]).to.deep.equal([8_080, 8_080])
  })

  it('is a new one each time for a client without a name', () => {
    const [one, other] = [selections.select(nobody, 5_173), selections.select(nobody, 3_000)]
    expect([selections.byId(one.id)?.port, selections.byId(other.id)?.port]).to.deep.equal([5_173, 3_000])
    selections.clear(nobody)
    expect([selections.byId(one.id)?.port, selections.byId(other.id)]).to.deep.equal([5_173, null])
  })

  it('ends for the device that clears it, and for no other', () => {
    selections.select(device('phone'), 5_173)
    selections.select(device('desk'), 3_000)
    selections.clear(device('phone'))
    selections.clear(device('never'))
    expect(port(device('desk'))).to.equal(3_000)
    selections.forgetAll()
    expect(port(device('desk'))).to.equal(null)
  })

  it('is told apart by person as well', () => {
    selections.select(device('tab', 'a@example.org'), 5_173)
    selections.select(device('tab', 'b@example.org'), 3_000)
    expect([selections.ofUser('a@example.org')?.port, selections.ofUser('c@example.org')]).to.deep.equal([5_173, null])
  })

  it('is entered with a code once, within a minute', () => {
    const selection = selections.select(device('phone'), 5_173)
    const [used, late] = [selections.issueCode(selection), selections.issueCode(selection)]
    const redeemed = [used, used, 'made up'].map((code) => selections.redeem(code)?.id)
    expect(redeemed).to.deep.equal([selection.id, undefined, undefined])
    clock.advance(60_000)
    expect(selections.redeem(late)).to.equal(null)
  })

  it('takes bounded memory: the oldest go first', () => {
    const first = selections.select(nobody, 5_173)
    for (let count = 0; count < 200; count += 1) selections.select(nobody, 3_000)
    expect(selections.byId(first.id)).to.equal(null)
  })
})
