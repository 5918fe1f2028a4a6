import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { WebSocket } from 'ws'
import { activityOf, agentOf, agentPlace, type Agent, type AgentPlace } from '../support/agent-place.js'
import { agentBin, type ClaudeCodeVersion } from '../support/claude-code.js'
import { codexEnvironment, trustHooks, writeCodexSettings } from '../support/codex.js'
import { endCodexServers } from '../support/codex-servers.js'
import { completionsApi, type CompletionsApi } from '../support/completions-api.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'
import { opencodeEnvironment, writeOpencodeSettings } from '../support/opencode.js'
import { approvalOf, noApprovals, pendingApprovals } from '../support/pending-approvals.js'
import { personPresent } from '../support/person-present.js'
import { aTarget } from '../support/push.js'
import { responsesApi, type ResponsesApi } from '../support/responses-api.js'

const AHEAD_HUB = fileURLToPath(new URL('../support/ahead-hub.script.js', import.meta.url))
const VERSIONS: ReadonlyArray<ClaudeCodeVersion> = ['measured', 'newest']
const WITHIN_MS = 60_000
const POLL_MS = 500
const PASSES_MINUTES = 10

const QUESTION = {
  header: 'Hue',
  multiSelect: false,
  options: [
    { label: 'Red', description: 'warm' },
    { label: 'Blue', description: 'cold' },
  ],
}
const hueOf = (hour: number): string => `Which hue at ${String(hour)}?`

/** An agent of the day: what it asks at an hour, and what shows that it was answered. */
interface Asker {
  readonly agent: Agent
  readonly ask: (hour: number) => Promise<void>
  readonly allowance: (hour: number) => object
  /** True when the agent acted on the answer. */
  readonly acted: (hour: number) => Promise<boolean>
}

interface Logged {
  readonly session: string
  readonly outcome: string
}

for (const version of VERSIONS)
  describe(`a day of six agents and forty questions, with the ${version} Claude Code`, function () {
    this.timeout(600_000)
    let place: AgentPlace
    let hub: HubProcess
    let device: WebSocket | null = null
    let apis: readonly [ResponsesApi, CompletionsApi]
    let environment: Record<string, string> = {}
    let askers: Readonly<Record<string, Asker>> = {}
    let aheadMs = 0
    const expected: Logged[] = []

    const startHub = async (): Promise<HubProcess> => place.startHub({ ...environment, AHEAD_MS: String(aheadMs) })
    const come = async (): Promise<void> => {
      device = await personPresent(hub)
    }
    const leave = (): void => {
      device?.terminate()
      device = null
    }
    /** Lets hours pass for the hub; the agents go on in real time. */
    const pass = async (hours: number): Promise<void> => {
      for (let left = hours * 60; left > 0; left -= PASSES_MINUTES) {
        aheadMs += PASSES_MINUTES * 60_000
        hub.process.kill('SIGUSR2')
        await eventually(() => {
          expect(hub.output()).to.contain(`ahead by ${String(aheadMs)} ms`)
        }, WITHIN_MS)
      }
    }
    const start = async (name: string, command: string, prompt: RegExp): Promise<Agent> => {
      const directory = place.folder(name)
      await mkdir(directory, { recursive: true })
      const { status, body } = await hub.call('POST', '/api/sessions', { name, directory, command })
      expect(status, JSON.stringify(body)).to.equal(201)
      const target = await place.tmux.run('display-message', '-p', '-t', `=cc-${name}:`, '#{session_id}')
      const agent = agentOf(place, target.trim(), directory)
      await eventually(() => agent.shows(prompt), WITHIN_MS)
      return agent
    }
    const commandsOf = (agent: Agent, send = agent.ask): Asker => ({
      agent,
      ask: (hour) => send(`run: touch at-${String(hour)}`),
      allowance: () => ({ decision: 'allow' }),
      acted: (hour) => agent.has(`at-${String(hour)}`),
    })
    const questionsOf = (agent: Agent): Asker => ({
      agent,
      ask: (hour) =>
        agent.ask(`call: AskUserQuestion ${JSON.stringify({ questions: [{ ...QUESTION, question: hueOf(hour) }] })}`),
      allowance: (hour) => ({ decision: 'allow', answers: { [hueOf(hour)]: ['Blue'] } }),
      acted: async (hour) => (await place.screens()).includes(`${hueOf(hour)} → Blue`),
    })
    /** An Enter too many would answer the next request of opencode. */
    const sendTo =
      (agent: Agent) =>
      async (prompt: string): Promise<void> => {
        const before = apis[1].prompts.length
        await agent.type(prompt)
        const isTyped = (screen: string): boolean => {
          const [, typed = ''] = /([^]*)(?:Build|Plan)·One/.exec(screen.replace(/[\s┃]+/g, '')) ?? []
          return typed.endsWith(prompt.replace(/\s+/g, ''))
        }
        await agent.pressUntil('Enter', isTyped, () => {
          expect(apis[1].prompts.length).to.be.greaterThan(before)
        })
      }

    before(async () => {
      const [codex, opencode, claude, ...both] = await Promise.all([
        agentBin('codex'),
        agentBin('opencode'),
        agentBin(version),
        responsesApi(),
        completionsApi(),
      ])
      apis = both
      place = await agentPlace({ version, hub: AHEAD_HUB })
      const codexHome = join(place.home, '.codex')
      await writeCodexSettings(codexHome, apis[0].url, place.folder('codex'))
      await writeOpencodeSettings(place.home, apis[1].url)
      environment = {
        ...codexEnvironment(codexHome, codex),
        ...opencodeEnvironment(place.home, opencode),
        PATH: [claude, codex, opencode, process.env['PATH'] ?? ''].join(':'),
      }
      hub = await startHub()
      for (const cli of ['claude', 'codex', 'opencode']) await place.penates('hooks', 'install', '--cli', cli)
      const subscribed = await hub.call('POST', '/api/push/subscribe', { subscription: aTarget(), deviceId: 'phone' })
      expect(subscribed.status, JSON.stringify(subscribed.body)).to.be.lessThan(300)
      await hub.call('POST', '/api/approvals/config', { sessions: { 'cc-c': 'strict' } })
      const ready = /for agents|bypass permissions on/
      const bypassed = '--permission-mode bypassPermissions'
      const agents = {
        a: await start('a', 'claude', ready),
        b: await start('b', 'claude', ready),
        c: await start('c', `claude ${bypassed}`, ready),
        d: await start('d', `claude ${bypassed}`, ready),
        codex: await start('codex', 'codex', /Trust all and continue/),
        opencode: await start('opencode', 'opencode', /Ask anything/),
      }
      await trustHooks(agents.codex)
      askers = {
        'cc-a': commandsOf(agents.a),
        'cc-b': questionsOf(agents.b),
        'cc-c': commandsOf(agents.c),
        'cc-d': commandsOf(agents.d),
        'cc-codex': commandsOf(agents.codex),
        'cc-opencode': commandsOf(agents.opencode, sendTo(agents.opencode)),
      }
    })
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') console.log(await place.screens(), hub.output().slice(-4_000))
    })
    after(async () => {
      leave()
      await endCodexServers(join(place.home, '.codex'))
      await place.close()
      for (const api of apis) api.close()
    })

    const each = (run: (session: string, asker: Asker) => Promise<void>): Promise<unknown> =>
      Promise.all(Object.entries(askers).map(([session, asker]) => run(session, asker)))
    const becomesIdle = (session: string): Promise<void> =>
      eventually(async () => void expect(await activityOf(hub, session)).to.equal('idle'), WITHIN_MS, POLL_MS)
    const askAll = async (hour: number): Promise<void> => {
      await each(async (session, { ask }) => {
        await ask(hour)
        await approvalOf(hub, session)
      })
    }
    const decide = async (session: string, decision: object): Promise<number> => {
      const { id } = await approvalOf(hub, session)
      return (await hub.call('POST', `/api/approvals/${id}`, decision)).status
    }
    /** Notes what the log must say at the end of the day. */
    const note = (isAllowed: (session: string) => boolean, atTerminal: ReadonlyArray<string> = []): void => {
      for (const session of all())
        expected.push({
          session,
          outcome: atTerminal.includes(session) ? 'left-to-terminal' : isAllowed(session) ? 'allowed' : 'denied',
        })
    }
    /** Answers every question, checks that each agent heard that answer, and waits until all are idle. */
    const answerAll = async (hour: number, isAllowed: (session: string) => boolean): Promise<void> => {
      await each(async (session, { allowance }) => {
        const decision = isAllowed(session) ? allowance(hour) : { decision: 'deny' }
        expect(await decide(session, decision), session).to.equal(200)
      })
      note(isAllowed)
      await allHeard(hour, isAllowed)
    }
    const allHeard = async (hour: number, isAllowed: (session: string) => boolean): Promise<void> => {
      await noApprovals(hub, WITHIN_MS)
      await each(async (session, { acted }) => {
        await becomesIdle(session)
        await eventually(async () => void expect(await acted(hour), session).to.equal(isAllowed(session)), WITHIN_MS)
      })
    }
    const history = async (): Promise<ReadonlyArray<Logged>> => {
      const { body } = await hub.call('GET', '/api/approvals/history?limit=100')
      return (body as { readonly calls: ReadonlyArray<Logged> }).calls
    }
    /** A hook that was cut off asks again within a second or two. */
    const allAreOpen = (): Promise<void> =>
      eventually(
        async () => {
          expect((await pendingApprovals(hub)).map(({ session }) => session).sort()).to.deep.equal(all())
        },
        WITHIN_MS,
        POLL_MS,
      )
    const all = (): ReadonlyArray<string> => Object.keys(askers).sort()

    it('answers at once in the morning', async () => {
      await come()
      await askAll(8)
      await answerAll(8, () => true)
    })

    it('answers after three hours without a device', async () => {
      leave()
      await askAll(9)
      await pass(3)
      await allAreOpen()
      await come()
      await answerAll(9, (session) => session < 'cc-c')
    })

    it('answers at the terminal, where the dialog is shown beside the question', async () => {
      const keys: Readonly<Record<string, string>> = { 'cc-a': 'Enter', 'cc-opencode': 'Enter' }
      await askAll(10)
      await each(async (session, { agent, allowance }) => {
        const key = keys[session]
        if (key === undefined) expect(await decide(session, allowance(10)), session).to.equal(200)
        else {
          const isOpen = (screen: string): boolean => /Do you want to proceed\?|Permission required/.test(screen)
          await agent.shows(/Do you want to proceed\?|Permission required/)
          await agent.pressUntil(key, isOpen, (screen) => {
            expect(isOpen(screen)).to.equal(false)
          })
        }
      })
      note(() => true, Object.keys(keys))
      await allHeard(10, () => true)
    })

    it('lets one of two devices win that answer at once, and tells the other', async () => {
      await askAll(11)
      const won = new Map<string, boolean>()
      await each(async (session, { allowance }) => {
        const { id } = await approvalOf(hub, session)
        const statuses = await Promise.all(
          [allowance(11), { decision: 'deny' }].map(
            async (decision) => (await hub.call('POST', `/api/approvals/${id}`, decision)).status,
          ),
        )
        expect(
          statuses.filter((status) => status === 200),
          session,
        ).to.have.length(1)
        won.set(session, statuses[0] === 200)
      })
      note((session) => won.get(session) === true)
      await allHeard(11, (session) => won.get(session) === true)
    })

    it('answers after the person has left, the hub was killed, and two hours have passed', async () => {
      await askAll(12)
      leave()
      await hub.end('SIGKILL')
      hub = await startHub()
      await allAreOpen()
      await pass(2)
      await allAreOpen()
      await answerAll(12, (session) => session !== 'cc-a')
    })

    it('answers after an update of the hub', async () => {
      await come()
      await askAll(15)
      await hub.end('SIGTERM')
      hub = await startHub()
      await come()
      await allAreOpen()
      await answerAll(15, (session) => session !== 'cc-opencode')
    })

    it('answers in the morning what was asked before the night', async () => {
      leave()
      await askAll(20)
      await pass(10)
      await allAreOpen()
      await come()
      await answerAll(20, () => true)
    })

    it('has every question in the log with the answer that was meant, and no run without one', async () => {
      const told = ({ session, outcome }: Logged): string => `${session} ${outcome}`
      expect((await history()).map(told).sort()).to.deep.equal(expected.map(told).sort())
      expect(expected).to.have.length(42)
      const { body } = await hub.call('GET', '/api/approvals/alarms')
      const { alarms } = body as { readonly alarms: ReadonlyArray<{ readonly kind: string }> }
      // A file that is read while hours pass counts as settings that cannot be read.
      expect(alarms.filter(({ kind }) => kind !== 'weak-settings')).to.deep.equal([])
    })
  })
