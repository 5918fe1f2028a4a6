import { eventually } from '../../../../support/eventually.js'
import { hubOfSuite } from '../../../../support/fake-hub.js'

describe('the git column of the session list', () => {
  const hub = hubOfSuite()

  const column = async (): Promise<unknown> => {
    const { json } = await hub.send('GET', '/api/sessions')
    return (json as ReadonlyArray<{ git: unknown }>).map(({ git }) => git)
  }

  it('is null where there is no repository, and comes by itself where there is one', async () => {
    hub.host.controls.startByHand('elsewhere', '/home/me')
    hub.host.controls.startByHand('shop', '/repo')
    hub.repos.create('/repo')
    expect(await column()).to.deep.equal([null, null]) // No caller waits for git.
    await eventually(async () => {
      expect(await column()).to.deep.equal([null, { branch: 'main', dirty: false, ahead: null, behind: null }])
    })
  })
})
