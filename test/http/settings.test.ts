import { expect } from 'chai'
import { THE_HUB } from '../../application/shared/audit-log.port.js'
import type { StateFault } from '../../application/shared/state-fault.js'
import { openFakeHub, type FakeHub } from '../support/fake-hub.js'

describe('/api/settings', () => {
  let hub: FakeHub
  beforeEach(async () => {
    hub = await openFakeHub()
  })
  afterEach(() => hub.close())

  it('tells the settings in force, how the hub does and what it can do', async () => {
    hub.host.hands.startByHand('mine')
    const { status, json } = await hub.send('GET', '/api/settings')
    const { settings, status: state, features } = json as Record<string, Record<string, unknown>>
    expect([status, settings, state, features?.['sessionPrefix']]).to.deep.equal([
      200,
      { tmuxMouse: 'on', remoteApproval: true, autoRestore: true, autoRestoreContinue: true },
      { version: '1.2.3', uptimeSeconds: 0, sessions: 1, activePtys: 0 },
      'cc-',
    ])
  })

  it('tells what was wrong with the state files, and what to do', async () => {
    const fault: StateFault = {
      file: '/state/known-sessions.json',
      reason: 'damaged',
      detail: 'the file is empty',
      movedTo: '/state/known-sessions.json.corrupt-1',
      using: 'last-good-copy',
    }
    const ill = await openFakeHub({ stateFaults: [fault] })
    const { json } = await ill.send('GET', '/api/settings')
    await ill.close()
    expect((json as { readonly stateFaults: unknown }).stateFaults).to.deep.equal([
      { ...fault, mend: 'The last good copy is used. It was kept as /state/known-sessions.json.corrupt-1.' },
    ])
  })

  it('switches the mouse of our own sessions at once, and of no other', async () => {
    await hub.send('POST', '/api/sessions', { body: { name: 'a' } })
    hub.host.hands.startByHand('mine')
    const { status, json } = await hub.send('PATCH', '/api/settings', { body: { tmuxMouse: 'off' } })
    expect([status, (json as { settings: { tmuxMouse: string } }).settings.tmuxMouse]).to.deep.equal([200, 'off'])
    expect(['cc-a', 'mine'].map(hub.host.hands.mouseOf)).to.deep.equal([false, false])
    await hub.send('PATCH', '/api/settings', { body: { tmuxMouse: 'on' } })
    expect(['cc-a', 'mine'].map(hub.host.hands.mouseOf)).to.deep.equal([true, false])
    expect(hub.audit.entries.at(-1)).to.deep.include({ event: 'settings.change', fields: { tmuxMouse: 'on' } })
    expect(hub.audit.entries.at(-1)?.caller).not.to.deep.equal(THE_HUB)
  })

  it('refuses a change whole when any part of it does not fit, and stores nothing', async () => {
    const bodies = [{}, [], { tmuxMouse: 'x' }, { nope: 1 }, { autoRestore: false, nope: 1 }, '{"__proto__":{"a":1}}']
    const answers = await Promise.all(bodies.map((body) => hub.send('PATCH', '/api/settings', { body, headers: {} })))
    expect(answers.map(({ status, json }) => [status, (json as { error: string }).error])).to.deep.equal([
      [400, 'no valid settings in body'],
      [400, 'Invalid body'],
      [400, 'no valid settings in body'],
      [400, 'no valid settings in body'],
      [400, 'Invalid body'],
      [400, 'no valid settings in body'],
    ])
    const { json } = await hub.send('GET', '/api/settings')
    expect((json as { settings: { autoRestore: boolean } }).settings.autoRestore).to.equal(true)
  })
})
