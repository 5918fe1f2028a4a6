import { execFile } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { agentOf, type Agent } from '../support/agent-place.js'
import { agentBin } from '../support/claude-code.js'
import { codexEnvironment, trustHooks, writeCodexSettings } from '../support/codex.js'
import { endCodexServers } from '../support/codex-servers.js'
import { eventually } from '../support/eventually.js'
import { freePort } from '../support/free-port.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'
import { noApprovals, waitForApproval } from '../support/pending-approvals.js'
import { responsesApi, type ResponsesApi } from '../support/responses-api.js'

const execute = promisify(execFile)
const MAIN = fileURLToPath(new URL('../../program/main.cjs', import.meta.url))
const WITHIN_MS = 60_000
const POLL_MS = 300
/** Input and output tokens of one answer of the service. */
const TOKENS_PER_ANSWER = 123 + 45

interface Listed {
  readonly name: string
  readonly activity: string
  readonly evidence: { readonly what: string; readonly failure?: string } | null
}

interface Queue {
  readonly prompts: ReadonlyArray<{ readonly state: string }>
}

interface Conversation {
  readonly conversation: string | null
  readonly isCertain: boolean
  readonly entries: ReadonlyArray<{
    readonly kind: string
    readonly text: string
    readonly tool: string | null
    readonly callId: string | null
    readonly input: Readonly<Record<string, unknown>> | null
  }>
}

const QUESTION = {
  ...{ id: 'colour', header: 'Colour', question: 'Which colour?' },
  options: [
    { label: 'Red', description: 'warm' },
    { label: 'Blue', description: 'cold' },
  ],
}

describe('Codex in a session', function () {
  this.timeout(240_000)
  let place: HubPlace
  let api: ResponsesApi
  let hub: HubProcess
  let environment: Record<string, string>
  let agent: Agent
  let second: Agent

  before(async () => {
    const [bin, port] = await Promise.all([agentBin('codex'), freePort()])
    ;[place, api] = await Promise.all([hubPlace(), responsesApi({ request_user_input: { questions: [QUESTION] } })])
    const [home, work, other] = ['.codex', 'work', 'other'].map((name) => join(place.home, name)) as [
      ...[string, string, string],
    ]
    await Promise.all([home, work, other].map((folder) => mkdir(folder, { recursive: true })))
    await writeCodexSettings(home, api.url, work, other)
    await writeFile(join(home, 'hooks.json'), '{\n  "hooks": { "Stop": [] }\n}\n')
    environment = { ...codexEnvironment(home, bin), PORT: String(port) }
    hub = await place.start(environment)
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

  const penates = async (...args: ReadonlyArray<string>): Promise<string> => {
    const env = { ...process.env, ...environment, HOME: place.home, PENATES_HOME: place.state }
    // `hooks status` ends with 1 while there are none.
    const done = await execute(process.execPath, [MAIN, ...args], { cwd: place.home, env }).catch(
      (thrown: unknown) => thrown as { readonly stdout: string },
    )
    return done.stdout
  }
  const settings = () => readFile(join(place.home, '.codex', 'hooks.json'), 'utf8')
  const waiting = () => waitForApproval(hub, undefined, WITHIN_MS)
  const decide = async (decision: 'allow' | 'deny'): Promise<void> => {
    const { id, digest } = await waiting()
    expect((await hub.call('POST', `/api/approvals/${id}`, { digest, decision })).status).to.equal(200)
  }
  const listed = async (session = 'cc-a'): Promise<Listed | undefined> => {
    const { body } = await hub.call('GET', '/api/sessions')
    return (body as ReadonlyArray<Listed>).find(({ name }) => name === session)
  }
  const activity = async (): Promise<string | undefined> => (await listed())?.activity
  /** Outcome of the newest call with this command in the log, its reason, and what the agent reported of it. */
  const logged = async (command: string): Promise<ReadonlyArray<unknown>> => {
    const { body } = await hub.call('GET', `/api/approvals/history?q=${encodeURIComponent(command)}`)
    const { calls } = body as { readonly calls: ReadonlyArray<{ outcome: string; why: string; hasRun: unknown }> }
    const [call] = calls
    return [call?.outcome, call?.why, call?.hasRun]
  }
  const isLogged = (command: string, expected: ReadonlyArray<unknown>): Promise<void> =>
    eventually(
      async () => {
        expect(await logged(command)).to.deep.equal(expected)
      },
      WITHIN_MS,
      POLL_MS,
    )
  const conversation = async (session = 'cc-a'): Promise<Conversation> =>
    (await hub.call('GET', `/api/sessions/${session}/conversation`)).body as Conversation
  const shownAgent = async (name = 'cc-a', folder = 'work'): Promise<Agent> => {
    const target = await place.tmux.run('display-message', '-p', '-t', `=${name}:`, '#{session_id}')
    return agentOf(place, target.trim(), join(place.home, folder))
  }
  /** Session `cc-NAME` of the folder, once Codex takes a prompt there. */
  const started = async (name: string, folder: string, command: string): Promise<Agent> => {
    const directory = join(place.home, folder)
    const { status, body } = await hub.call('POST', '/api/sessions', { name, directory, command })
    expect(status, JSON.stringify(body)).to.equal(201)
    const shown = await shownAgent(`cc-${name}`, folder)
    await shown.shows('Ask Codex to do anything')
    return shown
  }
  /** Has a session ask for a tool, and checks in whose name the hub asks and that the other session stays as it was. */
  const asksForItself = async (asking: Agent, session: string, other: string, file: string): Promise<void> => {
    const before = await listed(other)
    await asking.ask(`run: touch ${file}`)
    const { id, digest, session: named } = await waiting()
    expect(named).to.equal(session)
    expect((await listed(session))?.activity).to.equal('waiting')
    expect(await listed(other)).to.deep.include({ activity: before?.activity, evidence: before?.evidence })
    expect((await hub.call('POST', `/api/approvals/${id}`, { digest, decision: 'allow' })).status).to.equal(200)
    await eventually(
      async () => {
        expect((await listed(session))?.activity).to.equal('idle')
      },
      WITHIN_MS,
      POLL_MS,
    )
    expect(await asking.has(file)).to.equal(true)
    expect(await listed(other)).to.deep.include({ activity: before?.activity, evidence: before?.evidence })
  }

  it('runs the hooks once the person trusts them, which the status says', async () => {
    await penates('hooks', 'install', '--cli', 'codex')
    expect(await penates('hooks', 'status', '--cli', 'codex')).to.contain('not trusted by you yet')
    const directory = join(place.home, 'work')
    const started = await hub.call('POST', '/api/sessions', { name: 'a', directory, command: 'codex' })
    expect(started.status, JSON.stringify(started.body)).to.equal(201)
    agent = await shownAgent()
    await trustHooks(agent)
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
    await isLogged('allowed-file', ['allowed', 'decided', true])
    await isLogged('denied-file', ['denied', 'decided', null])
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

  it('reports for its own session beside another one, and after the end of that, as a command and in a shell', async () => {
    const second = await started('second', 'other', 'codex')
    await asksForItself(second, 'cc-second', 'cc-a', 'file-of-second')
    const third = await started('third', 'other', 'sh -c "codex; exit"')
    expect((await hub.call('DELETE', '/api/sessions/cc-second')).status).to.equal(200)
    await asksForItself(third, 'cc-third', 'cc-a', 'file-of-third')
    expect((await hub.call('DELETE', '/api/sessions/cc-third')).status).to.equal(200)
  })

  it('withdraws a request that the person interrupts at the terminal', async () => {
    await agent.ask('run: touch fourth-file')
    await waiting()
    await agent.press('Escape')
    await noApprovals(hub, WITHIN_MS)
    expect(await agent.has('fourth-file')).to.equal(false)
    await isLogged('fourth-file', ['left-to-terminal', 'closed', null])
  })

  it('is denied by a rule about it what another agent may do', async () => {
    const rule = { effect: 'deny', tool: 'Bash', command: 'touch fifth-file', agent: 'codex' }
    expect((await hub.call('POST', '/api/approval-rules', rule)).status).to.equal(201)
    await agent.ask('run: touch fifth-file')
    await agent.shows('A rule denies this')
    expect(await agent.has('fifth-file')).to.equal(false)
  })

  it('has failed when the service refuses the turn, which no hook reports, with the reason', async () => {
    for (const [status, failure] of [
      ['401', 'sign-in'],
      ['429', 'rate-limit'],
    ]) {
      await agent.ask(`fail: ${status}`)
      await eventually(
        async () => {
          const { activity: now, evidence } = (await listed()) ?? {}
          expect([now, evidence?.what, evidence?.failure]).to.deep.equal(['idle', 'StopFailure', failure])
        },
        WITHIN_MS,
        POLL_MS,
      )
    }
  })

  it('is read as a conversation, and found by a word of it', async () => {
    const { conversation: id, isCertain, entries } = await conversation()
    expect(isCertain).to.equal(true)
    const shown = entries.map(({ kind, tool, text }) => [kind, tool ?? text])
    expect(shown).to.deep.include.members([
      ...[
        ['prompt', 'run: touch allowed-file'],
        ['call', 'Bash'],
        ['answer', 'All done.'],
        ['prompt', 'fail: 429'],
      ],
    ])
    const call = entries.find(({ kind }) => kind === 'call')
    expect(call?.input).to.deep.include({ command: 'touch allowed-file' })
    expect(entries.filter(({ kind, callId }) => kind === 'result' && callId === call?.callId)).to.have.length(1)
    // The first search starts the index.
    await eventually(
      async () => {
        const found = await hub.call('GET', '/api/conversations?q=allowed-file&agent=codex')
        expect(JSON.stringify(found.body)).to.contain(`"agent":"codex","id":"${String(id)}"`)
      },
      WITHIN_MS,
      POLL_MS,
    )
    const past = await hub.call('GET', `/api/conversations/codex/${String(id)}`)
    expect(past.body).to.deep.include({ folder: join(place.home, 'work'), resume: `codex resume ${String(id)}` })
  })

  it('gets a queued prompt when it is idle, and not behind text that a person has typed', async () => {
    await agent.type('half a sentence')
    const queued = await hub.call('POST', '/api/sessions/cc-a/prompts', { text: 'say queued' })
    expect((queued.body as Queue).prompts.map(({ state }) => state)).to.deep.equal(['waiting'])
    await agent.press('C-u')
    await eventually(
      async () => {
        const { prompts } = (await hub.call('GET', '/api/sessions/cc-a/prompts')).body as Queue
        expect(prompts.map(({ state }) => state)).to.deep.equal(['sent'])
        const said = (await conversation()).entries.filter(({ text }) => text.includes('say queued'))
        expect(said.map(({ kind, text }) => [kind, text])).to.deep.equal([['prompt', 'say queued']])
      },
      WITHIN_MS,
      POLL_MS,
    )
  })

  /** Waits for the text on the screen and presses a key until it is gone. */
  const pressAt = async (at: Agent, shown: string, key: string): Promise<void> => {
    await at.shows(shown)
    await at.pressUntil(
      key,
      (screen) => screen.includes(shown),
      (screen) => {
        expect(screen).to.not.contain(shown)
      },
    )
  }

  /** A conversation that is resumed keeps the mode. */
  const inPlanMode = async (at: Agent): Promise<void> => {
    await at.shows('Ask Codex to do anything')
    await at.pressUntil(
      'BTab',
      (screen) => !screen.includes('Plan mode (shift+tab'),
      (screen) => {
        expect(screen).to.contain('Plan mode (shift+tab')
      },
    )
  }

  it('reports at a shared server for the only terminal of its folder, whoever started the server, and after the end of that', async () => {
    const first = await started('first', 'other', 'env -u CODEX_EXEC_SERVER_URL codex')
    await asksForItself(first, 'cc-first', 'cc-a', 'file-of-first')
    second = await started('second', 'work', 'codex --remote unix://')
    await asksForItself(second, 'cc-second', 'cc-first', 'file-of-second')
    expect((await hub.call('DELETE', '/api/sessions/cc-first')).status).to.equal(200)
    await asksForItself(second, 'cc-second', 'cc-a', 'late-file-of-second')
  })

  /** Codex may lose the Enter right behind a text, so it is repeated. */
  const askQuestion = async (at: Agent): Promise<void> => {
    const shown = 'enter to submit answer'
    await at.type('use: request_user_input')
    await at.pressUntil(
      'Enter',
      (screen) => !screen.includes(shown),
      (screen) => {
        expect(screen).to.contain(shown)
      },
    )
  }

  it('has its question answered in the hub at a shared server, or at its terminal, which withdraws it', async () => {
    await inPlanMode(second)
    await askQuestion(second)
    const { id, digest, kind, session } = await waiting()
    expect([kind, session]).to.deep.equal(['question', 'cc-second'])
    const answer = { decision: 'allow', digest, answers: { 'Which colour?': 'Blue' } }
    expect((await hub.call('POST', `/api/approvals/${id}`, answer)).status).to.equal(200)
    await eventually(async () => {
      const { entries } = await conversation('cc-second')
      expect(entries.findLast((entry) => entry.kind === 'result')?.text).to.contain('Blue')
    }, WITHIN_MS)
    await eventually(
      async () => {
        expect((await listed('cc-second'))?.activity).to.equal('idle')
      },
      WITHIN_MS,
      POLL_MS,
    )
    await askQuestion(second)
    await waiting()
    await pressAt(second, 'enter to submit answer', 'Enter')
    await noApprovals(hub)
  })

  it('reports at a shared server for no session where two terminals are in one folder, whose states are then unknown', async () => {
    const third = await started('third', 'work', 'codex --remote unix://')
    const before = await listed()
    await third.ask('run: touch file-of-third')
    await third.shows('Would you like to run')
    await noApprovals(hub)
    for (const session of ['cc-second', 'cc-third']) expect((await listed(session))?.activity).to.equal('unknown')
    expect(await listed()).to.deep.include({ activity: before?.activity, evidence: before?.evidence })
    for (const session of ['cc-second', 'cc-third'])
      expect((await hub.call('DELETE', `/api/sessions/${session}`)).status).to.equal(200)
  })

  it('goes on with its conversation after an end that is undone', async () => {
    const { conversation: id } = await conversation()
    expect((await hub.call('DELETE', '/api/sessions/cc-a?keep=1')).status).to.equal(200)
    expect((await hub.call('POST', '/api/sessions/cc-a/restore?continue=1')).status).to.equal(201)
    agent = await shownAgent()
    await agent.shows('say queued')
    await agent.ask('say beacon')
    await eventually(
      async () => {
        const read = await conversation()
        expect(read.entries.map(({ text }) => text)).to.include('say beacon')
        expect(read.conversation).to.equal(id)
      },
      WITHIN_MS,
      POLL_MS,
    )
  })

  it('starts anew when nothing was said in it, not with the conversation of another session of the folder', async () => {
    const directory = join(place.home, 'work')
    expect((await hub.call('POST', '/api/sessions', { name: 'b', directory, command: 'codex' })).status).to.equal(201)
    await (await shownAgent('cc-b')).shows('Ask Codex to do anything')
    expect((await hub.call('DELETE', '/api/sessions/cc-b?keep=1')).status).to.equal(200)
    expect((await hub.call('POST', '/api/sessions/cc-b/restore?continue=1')).status).to.equal(201)
    await (await shownAgent('cc-b')).shows('Ask Codex to do anything')
    expect(await place.tmux.run('capture-pane', '-p', '-t', '=cc-b:')).to.not.contain('beacon')
  })

  it('has its questions and plans in the conversation, each once', async () => {
    agent = await shownAgent()
    await inPlanMode(agent)
    await agent.ask('use: request_user_input')
    await agent.shows('enter to submit answer')
    const entriesOf = async (kind: string) => (await conversation()).entries.filter((entry) => entry.kind === kind)
    await eventually(
      async () => {
        const asked = (await entriesOf('call')).at(-1)
        expect([asked?.tool, asked?.text]).to.deep.equal(['AskUserQuestion', 'Which colour?'])
      },
      WITHIN_MS,
      POLL_MS,
    )
    await pressAt(agent, 'enter to submit answer', 'Enter')
    await eventually(
      async () => {
        expect((await entriesOf('result')).at(-1)?.text).to.contain('Red')
      },
      WITHIN_MS,
      POLL_MS,
    )
    await agent.ask('propose: Paint it')
    await agent.shows('Implement this plan?')
    await eventually(
      async () => {
        const texts = (await entriesOf('answer')).map(({ text }) => text.trim())
        expect(texts.filter((text) => text.includes('Paint it'))).to.deep.equal(['Paint it'])
      },
      WITHIN_MS,
      POLL_MS,
    )
    await pressAt(agent, 'Implement this plan?', 'Escape')
  })

  it('gets its settings back byte for byte', async () => {
    await penates('hooks', 'remove', '--cli', 'codex')
    expect(await settings()).to.equal('{\n  "hooks": { "Stop": [] }\n}\n')
  })
})
