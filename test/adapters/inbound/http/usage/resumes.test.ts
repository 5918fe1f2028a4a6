import { hubOfSuite } from '../../../../support/fake-hub.js'

describe('/api/sessions/:name/auto-resume', () => {
  const hub = hubOfSuite()
  before(() => {
    hub.host.controls.startByHand('cc-a')
  })

  const choose = async (name: string, body: unknown) => {
    const { status, json } = await hub.send('PUT', `/api/sessions/${name}/auto-resume`, { body })
    return [status, json]
  }

  it('is off until it is switched on, and told with the others', async () => {
    expect((await hub.send('GET', '/api/usage/resumes')).json).to.deep.equal({ sessions: [] })
    const chosen = { sessions: [{ name: 'cc-a', resumeAt: null }] }
    expect(await choose('cc-a', { enabled: true })).to.deep.equal([200, chosen])
    expect((await hub.send('GET', '/api/usage/resumes')).json).to.deep.equal(chosen)
    expect(await choose('cc-a', { enabled: false })).to.deep.equal([200, { sessions: [] }])
  })

  it('refuses what is no session, none that runs, and no switch', async () => {
    for (const enabled of [undefined, 'yes', 1, null])
      expect(await choose('cc-a', { enabled })).to.deep.equal([400, { error: 'enabled must be a boolean' }])
    expect((await choose('cc-gone', { enabled: true }))[0]).to.equal(404)
    expect((await choose('%3B', { enabled: true }))[0]).to.equal(400)
  })
})
