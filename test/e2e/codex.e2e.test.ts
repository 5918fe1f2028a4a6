import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect } from 'chai'
import { errorCode } from '../../infrastructure/files/disk.js'
import { agentOf, type Agent } from '../support/agent-place.js'
import { agentBin } from '../support/claude-code.js'
import { eventually } from '../support/eventually.js'
import { freePort } from '../support/free-port.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'
import { responsesApi, type ResponsesApi } from '../support/responses-api.js'

const execute = promisify(execFile)
const MAIN = fileURLToPath(new URL('../../program/main.js', import.meta.url))
const WITHIN_MS = 60_000
const POLL_MS = 300
/** Input and output tokens of one answer of the service. */
const TOKENS_PER_ANSWER = 123 + 45

interface Waiting {
  readonly id: string
  readonly session: string
  readonly digest: string
}

/** Ends the server that Codex starts for itself and leaves behind, and the program that updates it. */
async function endDaemon(folder: string): Promise<void> {
  for (const name of ['daemon-updater.pid', 'daemon.pid']) {
    const text = await readFile(join(folder, name), 'utf8').catch(() => '{}')
    const { pid } = JSON.parse(text) as { readonly pid?: number }
    try {
      if (pid !== undefined) process.kill(pid, 'SIGKILL')
    } catch (thrown) {
      if (errorCode(thrown) !== 'ESRCH') throw thrown
    }
  }
}

describe('Codex in a session', function () {
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
        '# of the person\nmodel = "gpt-5"\nmodel_provider = "here"\ncheck_for_update_on_startup = false',
        `[model_providers.here]\nname = "here"\nbase_url = "${api.url}"\nenv_key = "KEY_OF_NOBODY"\nwire_api = "responses"`,
        `[projects."${work}"]\ntrust_level = "trusted"\n`,
      ].join('\n'),
    )
    await writeFile(join(home, 'hooks.json'), '{\n  "hooks": { "Stop": [] }\n}\n')
    environment = {
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      PORT: String(port),
      CODEX_HOME: home,
      KEY_OF_NOBODY: 'key-of-nobody',
    }
    hub = await place.start(environment)
  })
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      console.log(await place.tmux.run('capture-pane', '-p', '-t', '=cc-a:'), hub.output().slice(-4_000))
  })
  after(async () => {
    await endDaemon(join(place.home, '.codex', 'app-server-daemon'))
    await place.close()
    api.close()
  })

  const penates = async (...args: ReadonlyArray<string>): Promise<string> => {
    const env = { ...process.env, ...environment, HOME: place.home, PENATES_HOME: place.state }
    // `hooks status` ends with 1 while there are none.
    const done = await execute(process.execPath, [MAIN, ...args], { cwd: place.home, env }).catch(
      (thrown: unknown) => thrown as { readonly stdout: string },
    )
    return done.stdout
  }
  const settings = () => readFile(join(place.home, '.codex', 'hooks.json'), 'utf8')
  const waiting = async (): Promise<Waiting> => {
    for (const until = Date.now() + WITHIN_MS; Date.now() < until;) {
      // A client that waits for a question counts as able to answer it.
      const { body } = await hub.call('GET', '/api/approvals?wait=2')
      const [found] = (body as { readonly approvals: ReadonlyArray<Waiting> }).approvals
      if (found !== undefined) return found
    }
    throw new Error('Codex has not asked')
  }
  const decide = async (decision: 'allow' | 'deny'): Promise<void> => {
    const { id, digest } = await waiting()
    expect((await hub.call('POST', `/api/approvals/${id}`, { digest, decision })).status).to.equal(200)
  }
  const activity = async (): Promise<string | undefined> => {
    const { body } = await hub.call('GET', '/api/sessions')
    return (body as ReadonlyArray<{ readonly name: string; readonly activity: string }>).find(
      ({ name }) => name === 'cc-a',
    )?.activity
  }

  it('runs the hooks once the person trusts them, which the status says', async () => {
    await penates('hooks', 'install', '--cli', 'codex')
    expect(await penates('hooks', 'status', '--cli', 'codex')).to.contain('not trusted by you yet')
    const directory = join(place.home, 'work')
    const started = await hub.call('POST', '/api/sessions', { name: 'a', directory, command: 'codex' })
    expect(started.status, JSON.stringify(started.body)).to.equal(201)
    const target = await place.tmux.run('display-message', '-p', '-t', '=cc-a:', '#{session_id}')
    agent = agentOf(place, target.trim(), directory)
    await agent.shows('Trust all and continue')
    await agent.press('2')
    await agent.press('Enter')
    await agent.shows('Ask Codex to do anything')
    const status = await penates('hooks', 'status', '--cli', 'codex')
    expect(status).to.contain('The hooks call').and.not.to.contain('not trusted')
  })

  it('waits for the answer of a person, runs what is allowed, and reads the reason of a denial', async () => {
    await agent.ask('run: touch allowed-file')
    await decide('allow')
    await eventually(async () => {
      expect(await agent.has('allowed-file')).to.equal(true)
    }, WITHIN_MS)
    await agent.shows('All done.')
    await agent.ask('run: touch denied-file')
    await decide('deny')
    await agent.shows('Blocked by hook')
    expect(await agent.has('denied-file')).to.equal(false)
  })

  it('is working, then idle, and its tokens are counted', async () => {
    await agent.ask('run: touch third-file')
    await waiting()
    expect(await activity()).to.equal('waiting')
    await decide('allow')
    await eventually(
      async () => {
        expect(await activity()).to.equal('idle')
        const { body } = await hub.call('GET', '/api/usage/history')
        expect((body as { readonly monthTotal: number }).monthTotal).to.be.at.least(2 * TOKENS_PER_ANSWER)
      },
      WITHIN_MS,
      POLL_MS,
    )
  })

  it('withdraws a request that the person interrupts at the terminal', async () => {
    await agent.ask('run: touch fourth-file')
    await waiting()
    await agent.press('Escape')
    await eventually(async () => {
      const { body } = await hub.call('GET', '/api/approvals')
      expect((body as { readonly approvals: ReadonlyArray<Waiting> }).approvals).to.deep.equal([])
    }, WITHIN_MS)
    expect(await agent.has('fourth-file')).to.equal(false)
  })

  it('is denied by a rule about it what another agent may do', async () => {
    const rule = { effect: 'deny', tool: 'Bash', command: 'touch fifth-file', agent: 'codex' }
    expect((await hub.call('POST', '/api/approval-rules', rule)).status).to.equal(201)
    await agent.ask('run: touch fifth-file')
    await agent.shows('A rule denies this')
    expect(await agent.has('fifth-file')).to.equal(false)
  })

  it('gets its settings back byte for byte', async () => {
    await penates('hooks', 'remove', '--cli', 'codex')
    expect(await settings()).to.equal('{\n  "hooks": { "Stop": [] }\n}\n')
  })
})
