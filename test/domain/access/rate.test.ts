import type { Principal } from '../../../domain/access/principal.js'
import { rateLimitOf, FAILURE_LIMIT, RATE_LIMITS, type RateClass } from '../../../domain/access/rate.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

const callers: ReadonlyArray<Principal> = [
  { kind: 'anyone' },
  { kind: 'operator' },
  { kind: 'session', id: sessionId('cc-shop'), startedAs: 'cc-shop' },
  { kind: 'decision' },
]

describe('the rate limit of a call', () => {
  it('is a separate one for reads of the operator, else that of the class', () => {
    const classes: ReadonlyArray<RateClass> = ['read', 'write', 'upload', 'free']
    expect(classes.map((rate) => callers.map((caller) => rateLimitOf(rate, caller)))).to.deep.equal([
      ['read', 'operatorRead', 'read', 'read'],
      ['write', 'write', 'write', 'write'],
      ['upload', 'upload', 'upload', 'upload'],
      [null, null, null, null],
    ])
  })

  it('allows a fixed number of calls a minute', () => {
    expect([RATE_LIMITS, FAILURE_LIMIT]).to.deep.equal([
      {
        operatorRead: { max: 3_000, windowMs: 60_000 },
        read: { max: 300, windowMs: 60_000 },
        write: { max: 60, windowMs: 60_000 },
        upload: { max: 1_200, windowMs: 60_000 },
      },
      { max: 30, windowMs: 60_000 },
    ])
  })
})
