import { makePermissionModes } from '../../../application/attention/permission-modes.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

describe('permission modes of agents', () => {
  it('are the last ones reported, until their session is dropped', () => {
    const modes = makePermissionModes()
    const [shop, other] = [sessionId('cc-shop'), sessionId('cc-other')]
    const seen: unknown[] = []
    const look = (): void => void seen.push([modes.get(shop), modes.revision()])
    look()
    modes.note(shop, 'auto')
    look()
    for (const odd of ['auto', undefined, null, '', 7, 'x'.repeat(65)]) modes.note(shop, odd)
    modes.forget(other)
    look()
    modes.note(shop, 'plan')
    look()
    modes.forget(shop)
    look()
    expect(seen).to.deep.equal([
      [null, 0],
      ['auto', 1],
      ['auto', 1],
      ['plan', 2],
      [null, 3],
    ])
  })
})
