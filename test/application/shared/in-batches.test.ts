import { inBatches } from '../../../application/shared/in-batches.js'

describe('inBatches', () => {
  it('works on so many at a time and answers in order', async () => {
    let [running, most] = [0, 0]
    const double = (value: number) => async () => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      return value * 2
    }
    const values = Array.from({ length: 20 }, (_, index) => index)
    expect(await inBatches(8, double)(values)()).to.deep.equal(values.map((value) => value * 2))
    expect(most).to.equal(8)
  })
})
