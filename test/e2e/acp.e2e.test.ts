import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { agentOf, type Agent } from '../support/agent-place.js'
import { agentBin } from '../support/claude-code.js'
import { completionsApi, type CompletionsApi } from '../support/completions-api.js'
import { eventually } from '../support/eventually.js'
import { freePort } from '../support/free-port.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'
import { opencodeEnvironment, writeOpencodeSettings } from '../support/opencode.js'
import { personPresent } from '../support/person-present.js'

const WITHIN_MS = 90_000
/** opencode starts its server before it opens a conversation. */
const START_WITHIN_MS = 180_000
const POLL_MS = 200

/** Input and output tokens of one answer of the service. */
const TOKENS_PER_ANSWER = 123 + 45

interface Waiting {
  readonly id: string
  readonly session: string
  readonly digest: string
  readonly tool: string
  readonly input: Readonly<Record<string, unknown>>
}

interface Listed {
  readonly name: string
  readonly command: string
  readonly activity: string
}

interface Conversation {
  readonly agent: string | null
  readonly conversation: string | null
  readonly isCertain: boolean
  readonly entries: ReadonlyArray<{
    readonly kind: string
    readonly tool: string | null
    readonly text: string
    readonly input: unknown
    readonly isError: boolean
  }>
}

const TODOS = { todos: [{ content: 'Build the shop', status: 'in_progress', priority: 'high' }] }

describe('opencode over the Agent Client Protocol', function () {
  this.timeout(420_000)
  let place: HubPlace
  let api: CompletionsApi
  let hub: HubProcess
  let environment: Record<string, string>
  let work: string

  before(async () => {
    const [bin, port] = await Promise.all([agentBin('opencode'), freePort()])
    ;[place, api] = await Promise.all([hubPlace(), completionsApi({ todowrite: TODOS })])
    work = join(place.home, 'work')
    await Promise.all([mkdir(work), writeOpencodeSettings(place.home, api.url)])
    environment = { ...opencodeEnvironment(place.home, bin), PORT: String(port) }
    hub = await place.start(environment)
    await personPresent(hub)
    // The plugin would ask a second time.
    expect((await place.runWith(environment, 'hooks', 'install', '--cli', 'opencode')).code).to.equal(0)
  })
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      console.log(
        await place.tmux.run('capture-pane', '-p', '-t', '=cc-a:').catch(String),
        await place.tmux.run('capture-pane', '-p', '-t', '=cc-strict:').catch(String),
        hub.output().slice(-4_000),
        await sessions().catch(String),
      )
  })
  after(async () => {
    await place.close()
    api.close()
  })

  const sessions = async (): Promise<ReadonlyArray<Listed>> =>
    (await hub.call('GET', '/api/sessions')).body as ReadonlyArray<Listed>
  const activityIs = (name: string, expected: string): Promise<void> =>
    eventually(
      async () => {
        expect((await sessions()).find((one) => one.name === name)?.activity).to.equal(expected)
      },
      WITHIN_MS,
      POLL_MS,
    )
  const start = async (name: string, command = 'penates acp -- opencode acp'): Promise<Agent> => {
    const started = await hub.call('POST', '/api/sessions', { name, directory: work, command })
    expect(started.status, JSON.stringify(started.body)).to.equal(201)
    const target = await place.tmux.run('display-message', '-p', '-t', `=cc-${name}:`, '#{session_id}')
    const agent = agentOf(place, target.trim(), work)
    await eventually(() => agent.shows('acp · ready'), START_WITHIN_MS)
    return agent
  }
  /** Prompt by the queue of the hub. */
  const queue = async (name: string, text: string): Promise<void> => {
    const before = api.prompts.length
    const queued = await hub.call('POST', `/api/sessions/cc-${name}/prompts`, { text })
    expect(queued.status, JSON.stringify(queued.body)).to.be.below(300)
    await eventually(
      () => {
        expect(api.prompts.slice(before)).to.deep.equal([text])
      },
      WITHIN_MS,
      POLL_MS,
    )
  }
  const waiting = async (): Promise<Waiting> => {
    let asked: Waiting | undefined
    await eventually(
      async () => {
        const { body } = await hub.call('GET', '/api/approvals')
        ;[asked] = (body as { readonly approvals: ReadonlyArray<Waiting> }).approvals
        expect(asked, 'nothing is asked').not.to.equal(undefined)
      },
      WITHIN_MS,
      POLL_MS,
    )
    return asked as Waiting
  }
  const decide = async (decision: 'allow' | 'deny'): Promise<void> => {
    const { id, digest } = await waiting()
    const answer = await hub.call('POST', `/api/approvals/${id}`, { digest, decision, reason: 'Use make' })
    expect(answer.status, JSON.stringify(answer.body)).to.equal(200)
  }
  const conversationOf = async (name: string): Promise<Conversation> =>
    (await hub.call('GET', `/api/sessions/cc-${name}/conversation`)).body as Conversation
  const nothingIsPending = (): Promise<void> =>
    eventually(
      async () => {
        const { body } = await hub.call('GET', '/api/approvals')
        expect((body as { readonly approvals: ReadonlyArray<Waiting> }).approvals).to.deep.equal([])
      },
      WITHIN_MS,
      POLL_MS,
    )

  describe('that asks', () => {
    let agent: Agent

    it('starts by the program of the hub, and is listed as it was sent', async () => {
      agent = await start('a')
      const { command } = (await sessions()).find(({ name }) => name === 'cc-a') ?? {}
      expect(command).to.equal('penates acp -- opencode acp')
      const foreground = await place.tmux.run('display-message', '-p', '-t', '=cc-a:', '#{pane_current_command}')
      expect(foreground.trim()).to.equal('penates-acp')
    })

    it('takes a prompt of several lines from the queue, and is idle after its turn', async () => {
      await queue('a', 'Good\nmorning')
      await agent.shows('All done.')
      await activityIs('cc-a', 'idle')
    })

    it('runs what is allowed in the hub', async () => {
      await queue('a', 'run: touch allowed-file')
      const { session, tool, input } = await waiting()
      expect([session, tool, input['command']]).to.deep.equal(['cc-a', 'Bash', 'touch allowed-file'])
      await activityIs('cc-a', 'waiting')
      await decide('allow')
      await eventually(async () => {
        expect(await agent.has('allowed-file')).to.equal(true)
      }, WITHIN_MS)
      await activityIs('cc-a', 'idle')
    })

    it('does not run what is denied in the hub', async () => {
      await queue('a', 'run: touch denied-file')
      await decide('deny')
      await agent.shows('Denied: Use make')
      await activityIs('cc-a', 'idle')
      expect(await agent.has('denied-file')).to.equal(false)
      const { body } = await hub.call('GET', '/api/approvals/alarms')
      expect(body).to.deep.equal({ alarms: [] })
    })

    it('runs what is allowed at the terminal, which withdraws the question', async () => {
      await queue('a', 'run: touch terminal-file')
      await waiting()
      await agent.shows('Allow?')
      await agent.type('y')
      await agent.press('Enter')
      await eventually(async () => {
        expect(await agent.has('terminal-file')).to.equal(true)
      }, WITHIN_MS)
      await nothingIsPending()
      await activityIs('cc-a', 'idle')
    })

    it('asks once although opencode has the plugin, whose usage is counted', async () => {
      const { body } = await hub.call('GET', '/api/approvals/history')
      const { calls } = body as { readonly calls: ReadonlyArray<unknown> }
      expect(calls).to.have.length(3)
      await eventually(
        async () => {
          const usage = await hub.call('GET', '/api/usage/history')
          expect((usage.body as { readonly monthTotal: number }).monthTotal).to.be.at.least(TOKENS_PER_ANSWER)
        },
        WITHIN_MS,
        POLL_MS,
      )
    })

    it('shows its plan', async () => {
      await queue('a', 'use: todowrite')
      await agent.shows('[>] Build the shop')
      await activityIs('cc-a', 'idle')
    })

    it('has its prompts, answers, calls and results in the conversation of the hub, once', async () => {
      const { agent: cli, isCertain, entries } = await conversationOf('a')
      expect([cli, isCertain]).to.deep.equal(['acp', true])
      const shown = entries.map(({ kind, tool, text }) => [kind, tool ?? text.trim()])
      expect(shown.slice(0, 2)).to.deep.equal([
        ['prompt', 'Good\nmorning'],
        ['answer', 'All done.'],
      ])
      const calls = entries.filter(({ tool }) => tool === 'Bash')
      expect(calls.map(({ text }) => text)).to.deep.equal([
        ...['touch allowed-file', 'touch denied-file', 'touch terminal-file'],
      ])
      const plan = entries.find(({ tool }) => tool === 'TodoWrite')
      expect(plan?.input).to.deep.equal(TODOS)
      expect(entries.filter(({ kind }) => kind === 'result')).to.have.length(4)
      await eventually(
        async () => {
          const { body } = await hub.call('GET', '/api/conversations?q=morning')
          const { conversations } = body as { readonly conversations: ReadonlyArray<{ readonly agent: string }> }
          expect(conversations.map((found) => found.agent)).to.deep.equal(['acp'])
        },
        WITHIN_MS,
        POLL_MS,
      )
    })

    it('goes on with a conversation in another session', async () => {
      const { conversation, entries } = await conversationOf('a')
      const past = await hub.call('GET', `/api/conversations/acp/${String(conversation)}`)
      const { resume } = past.body as { readonly resume: string }
      expect(resume).to.equal(`penates acp --resume ${String(conversation)} -- opencode acp`)
      expect((await hub.call('DELETE', '/api/sessions/cc-a')).status).to.be.below(300)
      const resumed = await start('again', resume)
      await resumed.shows('All done.')
      await queue('again', 'Where were we?')
      await activityIs('cc-again', 'idle')
      expect(api.history()).to.include('Good\nmorning')
      const now = await conversationOf('again')
      expect(now.conversation).to.equal(conversation)
      expect(now.entries.slice(0, entries.length)).to.deep.equal(entries)
      expect(now.entries.slice(entries.length).map(({ kind }) => kind)).to.deep.equal(['prompt', 'answer'])
    })
  })

  describe('in strict', () => {
    it('runs what is allowed in the hub, and nothing once the hub is stopped', async () => {
      const mode = await hub.call('POST', '/api/approvals/config', { mode: 'strict' })
      expect(mode.status, JSON.stringify(mode.body)).to.be.below(300)
      const agent = await start('strict')
      await queue('strict', 'run: touch strict-file')
      await decide('allow')
      await eventually(async () => {
        expect(await agent.has('strict-file')).to.equal(true)
      }, WITHIN_MS)
      await activityIs('cc-strict', 'idle')
      await hub.end('SIGTERM')
      const before = api.results.length
      await agent.type('run: touch orphan-file')
      await agent.press('Enter')
      await agent.shows('Not allowed, because the hub gave no answer')
      await eventually(() => agent.shows('acp · ready'), WITHIN_MS)
      expect(await agent.has('orphan-file')).to.equal(false)
      expect(api.results.slice(before).join()).to.not.contain('exit')
    })
  })
})
