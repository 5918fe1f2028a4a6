import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { agentOf, type Agent } from '../support/agent-place.js'
import { agentBin } from '../support/claude-code.js'
import { endCodexServers } from '../support/codex-servers.js'
import { eventually } from '../support/eventually.js'
import { freePort } from '../support/free-port.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'
import { approvalOf, noApprovals } from '../support/pending-approvals.js'
import { personPresent } from '../support/person-present.js'
import { responsesApi, type ResponsesApi } from '../support/responses-api.js'

const execute = promisify(execFile)
const MAIN = fileURLToPath(new URL('../../program/main.cjs', import.meta.url))
const WITHIN_MS = 60_000
const POLL_MS = 300

describe('dialogs of Codex, which it shows after its hook', function () {
  this.timeout(240_000)
  let place: HubPlace
  let api: ResponsesApi
  let hub: HubProcess
  let environment: Record<string, string>
  let agent: Agent

  before(async () => {
    const [bin, port] = await Promise.all([agentBin('codex'), freePort()])
    ;[place, api] = await Promise.all([hubPlace(), responsesApi()])
    const [home, work] = [join(place.home, '.codex'), join(place.home, 'work')]
    await Promise.all([home, work].map((folder) => mkdir(folder, { recursive: true })))
    await writeFile(
      join(home, 'config.toml'),
      [
        'model = "gpt-5"\nmodel_provider = "here"\ncheck_for_update_on_startup = false',
        `[model_providers.here]\nname = "here"\nbase_url = "${api.url}"\nenv_key = "KEY_OF_NOBODY"\nwire_api = "responses"`,
        'request_max_retries = 0\nstream_max_retries = 0',
        `[projects."${work}"]\ntrust_level = "trusted"\n`,
      ].join('\n'),
    )
    environment = {
      ...{ PATH: `${bin}:${process.env['PATH'] ?? ''}`, PORT: String(port) },
      ...{ CODEX_HOME: home, KEY_OF_NOBODY: 'key-of-nobody' },
    }
    hub = await place.start(environment)
    const env = { ...process.env, ...environment, HOME: place.home, PENATES_HOME: place.state }
    await execute(process.execPath, [MAIN, 'hooks', 'install', '--cli', 'codex'], { cwd: place.home, env })
    const started = await hub.call('POST', '/api/sessions', { name: 'a', directory: work, command: 'codex' })
    expect(started.status, JSON.stringify(started.body)).to.equal(201)
    const target = await place.tmux.run('display-message', '-p', '-t', '=cc-a:', '#{session_id}')
    agent = agentOf(place, target.trim(), work)
    await agent.shows('Trust all and continue')
    await agent.pressUntil('2', isTrustDue, (screen) => {
      expect(screen).to.contain('› 2. Trust all')
    })
    await agent.press('Enter')
    await agent.shows('Ask Codex to do anything')
  })
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      console.log(await place.tmux.run('capture-pane', '-p', '-t', '=cc-a:'), hub.output().slice(-4_000))
  })
  after(async () => {
    await endCodexServers(join(place.home, '.codex'))
    await place.close()
    api.close()
  })

  const isTrustDue = (screen: string): boolean =>
    screen.includes('Trust all and continue') && !screen.includes('› 2. Trust all')
  const decide = async (id: string, decision: 'allow' | 'deny'): Promise<void> => {
    const { status, body } = await hub.call('POST', `/api/approvals/${id}`, { decision })
    expect(status, JSON.stringify(body)).to.equal(200)
  }
  const hasFile = (file: string): Promise<void> =>
    eventually(async () => void expect(await agent.has(file)).to.equal(true), WITHIN_MS, POLL_MS)

  it('are answered by their keys where nobody was there when Codex asked', async () => {
    await agent.ask('run: touch allowed-file')
    await agent.shows('Would you like to run the following command?')
    const { id, isAtDialog } = await approvalOf(hub, 'cc-a')
    expect(isAtDialog).to.equal(true)
    await decide(id, 'allow')
    await hasFile('allowed-file')
    await agent.shows('All done.')
    await agent.ask('run: touch denied-file')
    await agent.shows('Would you like to run the following command?')
    await decide((await approvalOf(hub, 'cc-a')).id, 'deny')
    await agent.shows('You canceled the request to run touch denied-file')
    expect(await agent.has('denied-file')).to.equal(false)
    await noApprovals(hub)
  })

  it('keep their question over the end of the hub', async () => {
    const device = await personPresent(hub)
    await agent.ask('run: touch late-file')
    const { id, isAtDialog } = await approvalOf(hub, 'cc-a')
    expect(isAtDialog).to.equal(false)
    device.terminate()
    await hub.end('SIGKILL')
    await agent.shows('Would you like to run the following command?')
    hub = await place.start(environment)
    const again = await approvalOf(hub, 'cc-a')
    expect([again.id, again.isAtDialog]).to.deep.equal([id, true])
    await decide(id, 'allow')
    await hasFile('late-file')
    await noApprovals(hub)
    const { body } = await hub.call('GET', '/api/approvals/history')
    const { calls } = body as { readonly calls: ReadonlyArray<{ outcome: string; why: string }> }
    expect(calls.map(({ outcome, why }) => [outcome, why])).to.deep.equal([
      ['allowed', 'answered-by-keys'],
      ['denied', 'answered-by-keys'],
      ['allowed', 'answered-by-keys'],
    ])
  })

  it('ask whether to start with a plan, which is answered in the list of stops', async () => {
    // Codex puts the last prompt back after an interruption.
    await agent.press('C-u')
    const isInPlanMode = (screen: string): boolean => screen.includes('Plan mode (shift+tab')
    await agent.pressUntil(
      'BTab',
      (screen) => !isInPlanMode(screen),
      (screen) => {
        expect(isInPlanMode(screen)).to.equal(true)
      },
    )
    const planned = async (words: string): Promise<string> => {
      await agent.ask(`propose: ${words}`)
      let id = ''
      await eventually(
        async () => {
          const { body } = await hub.call('GET', '/api/stops')
          const { stops } = body as { readonly stops: ReadonlyArray<{ id: string; kind: string; text: string }> }
          const found = stops.find(({ kind, text }) => kind === 'plan' && text.includes(words))
          expect(found, JSON.stringify(stops)).not.to.equal(undefined)
          id = found?.id ?? ''
        },
        WITHIN_MS,
        POLL_MS,
      )
      return id
    }
    const answer = async (id: string, given: string): Promise<void> => {
      const { status, body } = await hub.call('POST', '/api/stops/answer', { id, answer: given })
      expect([status, body]).to.deep.equal([200, { isClosed: true }])
    }
    await answer(await planned('Paint the door'), 'keep-planning')
    await agent.shows('Plan mode (shift+tab')
    await answer(await planned('Paint the roof'), 'implement-plan')
    await agent.shows('› Implement the plan.')
  })
})
