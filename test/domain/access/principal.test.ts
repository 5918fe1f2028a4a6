import { mayCall, type Principal } from '../../../domain/access/principal.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

const callers: ReadonlyArray<Principal> = [
  { kind: 'anyone' },
  { kind: 'operator' },
  { kind: 'session', id: sessionId('cc-shop'), startedAs: 'cc-shop' },
  { kind: 'decision' },
]

describe('mayCall', () => {
  it('admits the listed kinds, and every kind for anyone', () => {
    expect(callers.map((caller) => mayCall('anyone', caller))).to.deep.equal([true, true, true, true])
    expect(callers.map((caller) => mayCall(['operator'], caller))).to.deep.equal([false, true, false, false])
    expect(callers.map((caller) => mayCall(['operator', 'session'], caller))).to.deep.equal([false, true, true, false])
    expect(callers.map((caller) => mayCall([], caller))).to.deep.equal([false, false, false, false])
  })
})
