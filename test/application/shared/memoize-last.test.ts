import { memoizeLast } from '../../../application/shared/memoize-last.js'

describe('while its arguments are the same objects', () => {
  it('a value is computed once, and anew for any other', () => {
    let times = 0
    const join = memoizeLast((one: object, other: object | null) => ({ one, other, times: (times += 1) }))
    const [a, b] = [{}, {}]
    const first = join(a, b)
    expect([join(a, b) === first, join(a, null).times, join(b, null).times, join(a, b).times]).to.deep.equal([
      true,
      2,
      3,
      4,
    ])
  })
})
