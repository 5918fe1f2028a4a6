import { pacer, READ_PACE } from '../../../../adapters/inbound/web/src/app/hub/asking.js'
import { RATE_LIMITS } from '../../../../domain/access/rate.js'

describe('pace of reads', () => {
  it('lets a burst through at once, then one after the other, and a burst again after a rest', () => {
    const delay = pacer({ burst: 2, everyMs: 50 })
    expect([delay(1_000), delay(1_000), delay(1_000), delay(1_010)]).to.deep.equal([0, 0, 50, 90])
    expect([delay(2_000), delay(2_000), delay(2_000)]).to.deep.equal([0, 0, 50])
  })

  it('keeps two tabs of a person below the limit of the hub', () => {
    const delay = pacer(READ_PACE)
    let sent = 0
    while (delay(0) < RATE_LIMITS.operatorRead.windowMs) sent += 1
    expect(sent * 2).to.be.below(RATE_LIMITS.operatorRead.max)
  })
})
