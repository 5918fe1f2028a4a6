import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { processBackgroundAgents } from '../../../../../adapters/outbound/agents/claude-code/background-agents.process.js'
import { wantedHooks } from '../../../../../adapters/outbound/agents/claude-code/wanted-hooks.js'
import { processCommandRunner } from '../../../../../adapters/outbound/process/command-runner.process.js'
import { systemClock } from '../../../../../adapters/outbound/system/clock.system.js'
import type { BackgroundAgents } from '../../../../../application/background-agents/background-agents.port.js'
import type { BackgroundAgent } from '../../../../../domain/background-agents/background-agent.js'
import { shellWord } from '../../../../../domain/agents/command-line.js'
import { runningProcesses } from '../../../../../infrastructure/process/process-table.js'
import { acquaint, agentBin, CLAUDE_CODE_VERSIONS, claudeEnvironment } from '../../../../support/claude-code.js'
import { eventually } from '../../../../support/eventually.js'
import { messagesApi, type MessagesApi } from '../../../../support/messages-api.js'
import { privateTmux, type PrivateTmux } from '../../../../support/private-tmux.js'
import { leftTag, right } from '../../../../support/results.js'
import { HOOK_TARGETS } from '../../../../support/hook-targets.js'

const execute = promisify(execFile)
const WITHIN_MS = 60_000
/** Each look starts the program. */
const POLL_MS = 500

/** Arguments of the supervisor, of terminals and of the reserve. */
const SUPERVISED = / daemon run |--bg-/

/** Pids of the supervisor with this home and of all that it started; Linux only, as the programs are. */
async function supervised(home: string): Promise<ReadonlyArray<number>> {
  const candidates = [...(await runningProcesses()).values()].filter(({ args }) => SUPERVISED.test(args))
  const found = candidates.map(async ({ pid }) => {
    const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')
    return environment.includes(`HOME=${home}\0`) ? [pid] : []
  })
  return (await Promise.all(found)).flat()
}

for (const version of CLAUDE_CODE_VERSIONS)
  describe(`BackgroundAgents on the ${version} Claude Code`, function () {
    this.timeout(240_000)
    let home: string
    let work: string
    let api: MessagesApi
    let hub: Server
    const reports: (readonly [path: string, authorization: string, job: string])[] = []
    let environment: Record<string, string>
    let port: BackgroundAgents
    let tmux: PrivateTmux

    before(async () => {
      api = await messagesApi()
      tmux = privateTmux()
      home = await realpath(await mkdtemp(join(tmpdir(), 'penates-bg-')))
      work = join(home, 'work')
      await mkdir(work)
      await acquaint(home, work)
      const file = join(home, '.claude', 'settings.json')
      const settings = JSON.parse(await readFile(file, 'utf8')) as object
      // 2.1.197 does not pass the address of the service on to a session in the background.
      hub = createServer((request, response) => {
        const { authorization = '', 'x-penates-background': job = '' } = request.headers
        reports.push([request.url ?? '', authorization, String(job)])
        request.resume().on('end', () => response.end())
      })
      await once(hub.listen(0, '127.0.0.1'), 'listening')
      const hubUrl = `http://127.0.0.1:${String((hub.address() as AddressInfo).port)}`
      const { entries } = wantedHooks({ ...HOOK_TARGETS, hubUrl, node: process.execPath }, 'ask')
      const hooks = { Stop: [entries['Stop']] }
      await writeFile(file, JSON.stringify({ ...settings, env: { ANTHROPIC_BASE_URL: api.url }, hooks }))
      const own = { PENATES_TOKEN: 'token', PENATES_SESSION: 'cc-a' }
      environment = { HOME: home, ...own, ...claudeEnvironment(await agentBin(version), api.url) }
      const runner = processCommandRunner(() => environment)
      port = processBackgroundAgents({ runner, clock: systemClock, folder: join(home, '.claude') })
    })
    after(async () => {
      await tmux.stop()
      await claude('daemon', 'stop', '--any').catch(() => '')
      await eventually(
        async () => {
          expect(await supervised(home)).to.deep.equal([])
        },
        WITHIN_MS,
        POLL_MS,
      )
      api.close()
      hub.close()
      await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
    })

    const claude = async (...args: ReadonlyArray<string>): Promise<string> =>
      (await execute('claude', [...args], { cwd: work, env: environment })).stdout
    const agents = async (): Promise<ReadonlyArray<BackgroundAgent>> => right(await port.list()).agents

    /** Runs a command line in a session of tmux until `shows` is on its screen, and ends the session. */
    const inTmux = async (command: string, shows: string): Promise<void> => {
      const variables = Object.entries(environment).map(([name, value]) => shellWord(`${name}=${value}`))
      const size = ['-x', '120', '-y', '40']
      await tmux.run('new-session', '-d', '-s', 'shown', ...size, '-c', work, `env ${variables.join(' ')} ${command}`)
      await eventually(
        async () => {
          expect(await tmux.run('capture-pane', '-p', '-t', '=shown:')).to.contain(shows)
        },
        WITHIN_MS,
        POLL_MS,
      )
      await tmux.run('kill-session', '-t', '=shown')
    }

    it('lists an agent, shows it in tmux, and stops it with its process and its terminal', async () => {
      expect(await agents()).to.deep.equal([])
      const id = /claude stop (\w+)/.exec(await claude('--bg', 'say hello'))?.[1]
      let agent: BackgroundAgent | undefined
      await eventually(
        async () => {
          agent = (await agents())[0]
          expect([agent?.id, agent?.folder, agent?.state]).to.deep.equal([id, work, 'idle'])
        },
        WITHIN_MS,
        POLL_MS,
      )
      if (agent === undefined || agent.pid === null) throw new Error('the agent has no process')
      const terminal = (await runningProcesses()).get(agent.pid)?.parent ?? 0
      expect(await supervised(home)).to.include(terminal)
      await inTmux(agent.attachCommand, 'say hello')
      expect((await agents()).map(({ pid }) => pid)).to.deep.equal([agent.pid])
      const job = join(home, '.claude', 'jobs', agent.id)
      await eventually(() => {
        expect(reports).to.deep.include(['/api/hooks/Stop', 'Bearer token', job])
      }, WITHIN_MS)
      expect(leftTag(await port.stop(agent.id)())).to.equal('none')
      const left = await runningProcesses()
      expect([left.has(agent.pid), left.has(terminal)]).to.deep.equal([false, false])
      expect(await agents()).to.deep.equal([])
      expect(leftTag(await port.stop(agent.id)())).to.equal('BackgroundAgentNotFound')
    })

    it('sends no folder of a job with the hooks of an agent in the foreground', async () => {
      reports.length = 0
      await claude('-p', 'say hello')
      expect(reports).to.deep.equal([['/api/hooks/Stop', 'Bearer token', '']])
    })
  })
