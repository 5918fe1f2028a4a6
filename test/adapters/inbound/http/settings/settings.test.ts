import { THE_HUB } from '../../../../../application/shared/audit-log.port.js'
import type { StateFault } from '../../../../../application/shared/state-fault.js'
import { openJsonStore } from '../../../../../adapters/outbound/json-store/json-store.js'
import {
  jsonSettingsStore,
  settingsSpec,
} from '../../../../../adapters/outbound/json-store/settings-store.json-store.js'
import { DEFAULT_SETTINGS } from '../../../../../domain/settings/settings.js'
import { nodeDisk } from '../../../../../infrastructure/files/disk.js'
import { failingDisk } from '../../../../support/faulty-disk.js'
import { right } from '../../../../support/results.js'
import { scratchFolder } from '../../../../support/scratch-folder.js'
import { hubOfSuite, openFakeHub } from '../../../../support/fake-hub.js'

describe('/api/settings', () => {
  const folder = scratchFolder()
  const hub = hubOfSuite()

  it('tells the settings in force, how the hub does and what it can do', async () => {
    hub.host.controls.startByHand('mine')
    const { status, json } = await hub.send('GET', '/api/settings')
    const { settings, status: state, features } = json as Record<string, Record<string, unknown>>
    expect(settings).to.include({
      tmuxMouse: 'on',
      tmuxStatus: 'off',
      remoteApproval: true,
      autoRestore: true,
      autoRestoreContinue: true,
      alarmPauses: false,
      weakenedStart: 'call',
      recordNewSessions: false,
    })
    expect(features?.['simulator']).to.deep.equal({ installed: false })
    expect([status, settings, state, features?.['sessionPrefix']]).to.deep.equal([
      200,
      DEFAULT_SETTINGS,
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

  it('hides the status line of our own sessions unless it is kept, and changes no other', async () => {
    await hub.send('POST', '/api/sessions', { body: { name: 'a' } })
    hub.host.controls.startByHand('mine')
    const hidden = (): ReadonlyArray<boolean> => ['cc-a', 'mine'].map(hub.host.controls.hidesStatus)
    expect(hidden()).to.deep.equal([true, false])
    await hub.send('PATCH', '/api/settings', { body: { tmuxStatus: 'on' } })
    expect(hidden()).to.deep.equal([false, false])
    await hub.send('POST', '/api/sessions', { body: { name: 'b' } })
    expect(hub.host.controls.hidesStatus('cc-b')).to.equal(false)
    await hub.send('PATCH', '/api/settings', { body: { tmuxStatus: 'off' } })
    expect(hidden()).to.deep.equal([true, false])
  })

  it('switches the mouse of our own sessions at once, and of no other', async () => {
    await hub.send('POST', '/api/sessions', { body: { name: 'a' } })
    hub.host.controls.startByHand('mine')
    const { status, json } = await hub.send('PATCH', '/api/settings', { body: { tmuxMouse: 'off' } })
    expect([status, (json as { settings: { tmuxMouse: string } }).settings.tmuxMouse]).to.deep.equal([200, 'off'])
    expect(['cc-a', 'mine'].map(hub.host.controls.mouseOf)).to.deep.equal([false, false])
    await hub.send('PATCH', '/api/settings', { body: { tmuxMouse: 'on' } })
    expect(['cc-a', 'mine'].map(hub.host.controls.mouseOf)).to.deep.equal([true, false])
    expect(hub.audit.entries.at(-1)).to.deep.include({ event: 'settings.change', fields: { tmuxMouse: 'on' } })
    expect(hub.audit.entries.at(-1)?.caller).not.to.deep.equal(THE_HUB)
  })

  it('refuses what cannot be set, and keys that no object should have', async () => {
    const bodies = [
      { status: { version: '9' } },
      { features: { push: { configured: true } }, autoRestore: false },
      { stateFaults: [] },
      '{"autoRestore":false,"__proto__":{"autoRestore":true}}',
      '{"autoRestore":false,"constructor":{"prototype":{}}}',
      { autoRestore: 'false' },
      { autoRestore: 0, tmuxMouse: 'off' },
      { tmuxMouse: ['on'] },
      { tmuxMouse: true },
      { remoteApproval: null },
      'null',
      '"off"',
    ]
    for (const body of bodies) {
      const { status } = await hub.send('PATCH', '/api/settings', { body })
      expect(status, JSON.stringify(body)).to.equal(400)
    }
    const { json } = await hub.send('GET', '/api/settings')
    expect((json as { settings: unknown }).settings).to.deep.equal(DEFAULT_SETTINGS)
    expect(({} as { autoRestore?: unknown }).autoRestore).to.equal(undefined)
  })

  it('says that a full disk took nothing, and goes on with what was', async () => {
    const { disk, failAt } = failingDisk(nodeDisk, 'ENOSPC')
    const spec = settingsSpec({ disk, path: folder(), now: Date.now })
    const settings = jsonSettingsStore(right(await openJsonStore(spec)()), DEFAULT_SETTINGS)
    const full = await openFakeHub({ settings })
    failAt(1, true)
    const answer = await full.send('PATCH', '/api/settings', { body: { autoRestore: false } })
    const { json } = await full.send('GET', '/api/settings')
    await full.close()
    expect([answer.status, (answer.json as { error: string }).error]).to.deep.equal([500, 'persist failed'])
    expect(answer.text).to.not.include(folder())
    expect((json as { settings: unknown }).settings).to.deep.equal(DEFAULT_SETTINGS)
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
