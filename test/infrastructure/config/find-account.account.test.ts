import * as E from 'fp-ts/lib/Either.js'
import { findAccount } from '../../../infrastructure/config/find-account.js'

describe('the account that sessions run as', () => {
  it('comes with its ids and a shell that runs', async () => {
    const found = await findAccount('nobody', {
      platform: 'linux',
      uid: 0,
      searchPath: process.env['PATH'] ?? '',
    })
    expect(E.isRight(found) && found.right).to.include({ name: 'nobody', uid: 65534, shell: '/bin/sh' })
  })
})
