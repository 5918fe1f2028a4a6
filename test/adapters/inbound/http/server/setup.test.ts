import { AGENTS } from '../../../../../adapters/outbound/agents/agents.js'
import type { OwnService } from '../../../../../application/server/install-service.js'
import { openFakeHub, type FakeHub, type FakeHubOptions } from '../../../../support/fake-hub.js'
import { HUB_PID } from '../../../../support/memory-tools.js'

interface Setup {
  readonly clis: ReadonlyArray<{
    readonly id: string
    readonly isInstalled: boolean
    readonly hasAnswered: boolean
    readonly version: string | null
    readonly install: string | null
  }>
  readonly hooks: { readonly state: string; readonly problem: string | null } | null
  readonly service: { readonly standing: string; readonly target: string; readonly variables: ReadonlyArray<string> }
  readonly devices: number
  readonly projects: number
}

const UNREADABLE = '{ "model": "opus", }}'

describe('/api/setup', () => {
  let hub: FakeHub
  let stops = 0
  const ownService = (leftOut: ReadonlyArray<string> = []): OwnService => ({
    spec: { argv: ['/node', '/penates', 'serve'], directory: '/home/dev', environment: {} },
    leftOut,
    stop: () => {
      stops += 1
    },
  })
  const open = async (options: FakeHubOptions = {}): Promise<void> => {
    hub = await openFakeHub(options)
  }
  beforeEach(() => {
    stops = 0
  })
  afterEach(() => hub.close())

  const setup = async (): Promise<Setup> => (await hub.send('GET', '/api/setup')).json as Setup
  const standing = async (): Promise<string> => (await setup()).service.standing

  it('returns installed coding CLIs with their versions, and commands that install the others', async () => {
    await open()
    hub.installedAgents.installed.set('claude', '2.1.0').set('opencode', null)
    const { clis } = await setup()
    expect(clis.map(({ id }) => id)).to.deep.equal(AGENTS.map(({ cliId }) => cliId))
    expect(
      clis.map(({ id, isInstalled, version, install }) => [id, isInstalled, version, install]),
    ).to.include.deep.members([
      ['claude', true, '2.1.0', 'npm install --global @anthropic-ai/claude-code'],
      ['codex', false, null, 'npm install --global @openai/codex'],
      ['antigravity', false, null, null],
      ['opencode', true, null, 'npm install --global opencode-ai'],
      ['acp', true, null, 'npm install --global opencode-ai'],
    ])
  })

  it('returns a coding CLI that does not answer as installed', async () => {
    await open()
    hub.installedAgents.silent.add('claude')
    const { clis } = await setup()
    expect(clis.map(({ id }) => id)).to.deep.equal(AGENTS.map(({ cliId }) => cliId))
    expect(clis.map(({ id, isInstalled, hasAnswered }) => [id, isInstalled, hasAnswered])).to.include.deep.members([
      ['claude', true, false],
      ['codex', false, true],
      ['antigravity', false, true],
      ['opencode', false, true],
      ['acp', false, true],
    ])
  })

  it('counts paired devices and projects', async () => {
    await open()
    const { devices, projects } = await setup()
    expect([devices, projects]).to.deep.equal([0, 0])
    hub.projectFolders.controls.make('/home/me/shop')
    await hub.send('POST', '/api/projects', { body: { displayName: 'Shop', path: '/home/me/shop' } })
    await hub.send('POST', '/api/tokens', { body: { label: 'script', scopes: [{ kind: 'view' }] } })
    const { code } = (await hub.send('POST', '/api/pairings', { body: {} })).json as { code: string }
    await hub.send('POST', '/api/pairings/redeem', { token: null, body: { code, label: 'Phone' } })
    const later = await setup()
    expect([later.devices, later.projects]).to.deep.equal([1, 1])
  })

  it('changes nothing when it is read', async () => {
    await open({ ownService: ownService() })
    await setup()
    expect([hub.agentSettings.text, hub.audit.entries, stops]).to.deep.equal([null, [], 0])
  })

  describe('hooks', () => {
    const install = () => hub.send('POST', '/api/setup/hooks')

    it('are put into the settings once, and recorded', async () => {
      await open()
      expect((await setup()).hooks).to.include({ state: 'none', problem: null })
      expect((await install()).json).to.include({ state: 'current', problem: null })
      const written = hub.agentSettings.text
      expect(written).to.include('/api/hooks/Stop')
      await install()
      expect(hub.agentSettings.text).to.equal(written)
      expect((await setup()).hooks).to.include({ state: 'current' })
      expect(hub.audit.entries.at(-1)).to.deep.include({
        event: 'hooks.install',
        fields: { file: hub.agentSettings.file },
      })
    })

    it('leave settings that cannot be read alone, and give the reason', async () => {
      await open()
      hub.agentSettings.text = UNREADABLE
      const { hooks } = await setup()
      expect([hooks?.state, typeof hooks?.problem]).to.deep.equal(['unreadable', 'string'])
      const refused = await install()
      expect([refused.status, refused.code]).to.deep.equal([409, 'UnreadableSettings'])
      expect(refused.json).to.deep.equal({
        error: 'The settings of Claude Code were left alone',
        detail: hooks?.problem,
      })
      expect(hub.agentSettings.text).to.equal(UNREADABLE)
    })
  })

  describe('service', () => {
    const install = () => hub.send('POST', '/api/setup/service')

    it('takes the place of a hub that was started by hand, once the answer has left', async () => {
      await open({ ownService: ownService() })
      expect(await standing()).to.equal('off')
      expect((await install()).json).to.deep.equal({ file: '/services/penates.service', notes: [] })
      expect(stops).to.equal(0)
      hub.clock.advance(300)
      expect(stops).to.equal(1)
      expect(hub.audit.entries.at(-1)).to.deep.include({ event: 'service.install' })
    })

    it('is on where the manager runs this very process, which an installation does not end', async () => {
      await open({ ownService: ownService() })
      hub.service.controls.runsAs(HUB_PID)
      expect(await standing()).to.equal('on')
      await install()
      hub.clock.advance(300)
      expect(stops).to.equal(0)
    })

    for (const [reason, prepare] of [
      ['embedded', () => open()],
      ['secrets', () => open({ ownService: ownService(['AUTH_TOKEN']) })],
      [
        'other-hub',
        async () => {
          await open({ ownService: ownService() })
          hub.service.controls.runsAs(HUB_PID + 1)
        },
      ],
    ] as const)
      it(`is refused with the reason ${reason}`, async () => {
        await prepare()
        expect(await standing()).to.equal(reason)
        const { status, code, json } = await install()
        expect([status, code]).to.deep.equal([409, 'NotInstallable'])
        expect(json).to.include({ reason })
        expect(stops).to.equal(0)
      })

    it('is reported as missing without a service manager', async () => {
      await open({ ownService: ownService() })
      hub.service.controls.takeAway()
      expect(await standing()).to.equal('none')
      expect((await install()).status).to.equal(500)
      hub.clock.advance(300)
      expect(stops).to.equal(0)
    })
  })
})
