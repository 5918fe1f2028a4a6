import { execFile } from 'node:child_process'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { agentOf, type Agent } from '../support/agent-place.js'
import { agentBin } from '../support/claude-code.js'
import { completionsApi, type CompletionsApi } from '../support/completions-api.js'
import { eventually } from '../support/eventually.js'
import { freePort } from '../support/free-port.js'
import { hubPlace, type HubPlace, type HubProcess } from '../support/hub-process.js'
import { opencodeEnvironment, writeOpencodeSettings } from '../support/opencode.js'
import { personPresent } from '../support/person-present.js'

const execute = promisify(execFile)
const MAIN = fileURLToPath(new URL('../../program/main.cjs', import.meta.url))
const WITHIN_MS = 90_000
const POLL_MS = 300
/** Input and output tokens of one answer of the service. */
const TOKENS_PER_ANSWER = 123 + 45

interface Waiting {
  readonly id: string
  readonly session: string
  readonly digest: string
  readonly tool: string
  readonly kind: string
  readonly input: Readonly<Record<string, unknown>>
}

interface Listed {
  readonly name: string
  readonly activity: string
  readonly evidence: { readonly what: string; readonly failure?: string } | null
}

const QUESTION = {
  question: 'Which colour?',
  header: 'Colour',
  options: [
    { label: 'Red', description: 'warm' },
    { label: 'Blue', description: 'cold' },
  ],
}
const SIZES = {
  question: 'Which sizes?',
  header: 'Sizes',
  multiple: true,
  options: [
    { label: 'S', description: 'small' },
    { label: 'L', description: 'large' },
  ],
}

const INPUTS = {
  question: { questions: [QUESTION, SIZES] },
  task: { description: 'Look around', prompt: 'run: echo from-the-sub-agent', subagent_type: 'general' },
  plan_exit: {},
}

interface Conversation {
  readonly conversation: string | null
  readonly entries: ReadonlyArray<{
    readonly kind: string
    readonly text: string
    readonly tool: string | null
    readonly callId: string | null
    readonly startsSubagent: boolean
  }>
}

describe('opencode in a session', function () {
  this.timeout(240_000)
  let place: HubPlace
  let api: CompletionsApi
  let hub: HubProcess
  let environment: Record<string, string>
  let plugins: string
  let agent: Agent

  before(async () => {
    const [bin, port] = await Promise.all([agentBin('opencode'), freePort()])
    ;[place, api] = await Promise.all([hubPlace(), completionsApi(INPUTS)])
    const [config, work] = [join(place.home, '.config', 'opencode'), join(place.home, 'work')]
    plugins = join(config, 'plugin')
    await Promise.all([plugins, work].map((folder) => mkdir(folder, { recursive: true })))
    await writeOpencodeSettings(place.home, api.url)
    environment = {
      ...opencodeEnvironment(place.home, bin),
      PORT: String(port),
      // Without it there is no tool that ends a plan.
      OPENCODE_EXPERIMENTAL_PLAN_MODE: '1',
    }
    hub = await place.start(environment)
    await personPresent(hub)
  })
  afterEach(async function () {
    if (this.currentTest?.state === 'failed')
      console.log(
        await place.tmux.run('capture-pane', '-p', '-t', '=cc-a:').catch(String),
        hub.output().slice(-4_000),
        await sessions().catch(String),
      )
  })
  after(async () => {
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
  const sessions = async (): Promise<ReadonlyArray<Listed>> =>
    (await hub.call('GET', '/api/sessions')).body as ReadonlyArray<Listed>
  const listed = async (): Promise<Listed | undefined> => (await sessions()).find(({ name }) => name === 'cc-a')
  const activityIs = (expected: string): Promise<void> =>
    eventually(
      async () => {
        expect((await listed())?.activity).to.equal(expected)
      },
      WITHIN_MS,
      POLL_MS,
    )
  const pending = async (): Promise<ReadonlyArray<Waiting>> => {
    const { body } = await hub.call('GET', '/api/approvals')
    return (body as { readonly approvals: ReadonlyArray<Waiting> }).approvals
  }
  const nothingIsPending = (): Promise<void> =>
    eventually(async () => {
      expect(await pending()).to.deep.equal([])
    }, WITHIN_MS)
  const waiting = async (): Promise<Waiting> => {
    let asked: Waiting | undefined
    await eventually(
      async () => {
        ;[asked] = await pending()
        expect(asked, 'opencode has not asked').not.to.equal(undefined)
      },
      WITHIN_MS,
      POLL_MS,
    )
    return asked as Waiting
  }
  const decide = async (decision: 'allow' | 'deny', more = {}): Promise<Waiting> => {
    const found = await waiting()
    const answer = await hub.call('POST', `/api/approvals/${found.id}`, { digest: found.digest, decision, ...more })
    expect(answer.status, JSON.stringify(answer.body)).to.equal(200)
    return found
  }
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
  const conversation = async (query = ''): Promise<Conversation> =>
    (await hub.call('GET', `/api/sessions/cc-a/conversation${query}`)).body as Conversation
  /**
   * Enter is due while the prompt is in the input box, which ends with the name of the model. An Enter too many would answer
   * the next request for permission.
   */
  const ask = async (prompt: string): Promise<void> => {
    const before = api.prompts.length
    await agent.type(prompt)
    const isInInputBox = (screen: string): boolean => {
      const [, typed = ''] = /([^]*)(?:Build|Plan)·One/.exec(screen.replace(/[\s┃]+/g, '')) ?? []
      return typed.endsWith(prompt.replace(/\s+/g, ''))
    }
    await agent.pressUntil('Enter', isInInputBox, () => {
      expect(api.prompts.length).to.be.greaterThan(before)
    })
  }
  /** Answers the request at the terminal. */
  const pressAtDialog = async (key: string): Promise<void> => {
    await agent.shows('Permission required')
    const isOpen = (screen: string): boolean => screen.includes('Permission required')
    await agent.pressUntil(key, isOpen, (screen) => {
      expect(isOpen(screen)).to.equal(false)
    })
  }
  const hasFile = (file: string): Promise<void> =>
    eventually(async () => {
      expect(await agent.has(file)).to.equal(true)
    }, WITHIN_MS)

  it('loads the plugin that hooks install writes', async () => {
    expect(await penates('hooks', 'status', '--cli', 'opencode')).to.contain('No hooks of Penates.')
    await penates('hooks', 'install', '--cli', 'opencode')
    expect(await penates('hooks', 'status', '--cli', 'opencode')).to.contain('The hooks call')
    const directory = join(place.home, 'work')
    const started = await hub.call('POST', '/api/sessions', { name: 'a', directory, command: 'opencode' })
    expect(started.status, JSON.stringify(started.body)).to.equal(201)
    const target = await place.tmux.run('display-message', '-p', '-t', '=cc-a:', '#{session_id}')
    agent = agentOf(place, target.trim(), directory)
    await eventually(() => agent.shows('Ask anything'), WITHIN_MS)
  })

  it('is working, then idle', async () => {
    await ask('Good morning')
    await agent.shows('All done.')
    await activityIs('idle')
  })

  it('gets queued prompts when it is idle', async () => {
    for (const text of ['say first', 'say second']) {
      await hub.call('POST', '/api/sessions/cc-a/prompts', { text })
      await eventually(
        async () => {
          const { body } = await hub.call('GET', '/api/sessions/cc-a/prompts')
          const { prompts } = body as {
            readonly prompts: ReadonlyArray<{ readonly text: string; readonly state: string }>
          }
          expect(prompts.filter((prompt) => prompt.text === text).map(({ state }) => state)).to.deep.equal(['sent'])
        },
        WITHIN_MS,
        POLL_MS,
      )
      // It is sent once it is typed; opencode asks its model a moment later.
      await eventually(() => {
        expect(api.prompts.filter((prompt) => prompt.includes(text))).to.have.length(1)
      }, WITHIN_MS)
    }
    await activityIs('idle')
  })

  it('waits for the answer of a person, and runs what is allowed', async () => {
    await ask('run: touch allowed-file')
    const { tool, input } = await waiting()
    expect([tool, input['command']]).to.deep.equal(['Bash', 'touch allowed-file'])
    expect((await listed())?.activity).to.equal('waiting')
    await agent.shows('Permission required')
    await decide('allow')
    await hasFile('allowed-file')
    await activityIs('idle')
    await isLogged('allowed-file', ['allowed', 'decided', true])
  })

  it('reads the reason of a denial', async () => {
    await ask('run: touch denied-file')
    await decide('deny', { reason: 'Use make' })
    await eventually(() => {
      expect(api.results.at(-1)).to.contain('rejected').and.to.contain('Use make')
    }, WITHIN_MS)
    expect(await agent.has('denied-file')).to.equal(false)
    await activityIs('idle')
    await isLogged('denied-file', ['denied', 'decided', null])
  })

  it('withdraws a request that is answered at the terminal', async () => {
    await ask('run: touch terminal-file')
    await waiting()
    await pressAtDialog('Enter')
    await hasFile('terminal-file')
    await nothingIsPending()
    await activityIs('idle')
    await ask('run: touch dismissed-file')
    await waiting()
    await pressAtDialog('Escape')
    await activityIs('idle')
    await nothingIsPending()
    expect(await agent.has('dismissed-file')).to.equal(false)
    await isLogged('terminal-file', ['left-to-terminal', 'closed', true])
    await isLogged('dismissed-file', ['left-to-terminal', 'closed', null])
  })

  it('runs at once what was allowed for the session', async () => {
    await ask('run: touch granted-file')
    await decide('allow', { remember: true })
    await hasFile('granted-file')
    await activityIs('idle')
    const before = api.results.length
    await ask('run: touch granted-file')
    await eventually(() => {
      expect(api.results.length).to.be.greaterThan(before)
    }, WITHIN_MS)
    expect(await pending()).to.deep.equal([])
    await activityIs('idle')
    await isLogged('granted-file', ['allowed', 'granted', true])
  })

  it('has its question answered', async () => {
    await ask('use: question')
    const { kind } = await waiting()
    expect(kind).to.equal('question')
    await decide('allow', { answers: { 'Which colour?': 'Blue', 'Which sizes?': ['S', 'L'] } })
    await eventually(() => {
      expect(api.results.at(-1)).to.contain('"Which colour?"="Blue"').and.to.contain('"Which sizes?"="S, L"')
    }, WITHIN_MS)
    await activityIs('idle')
  })

  it('is denied by a rule what it may not do', async () => {
    const rule = { effect: 'deny', tool: 'Bash', command: 'touch ruled-file', agent: 'opencode' }
    expect((await hub.call('POST', '/api/approval-rules', rule)).status).to.equal(201)
    await ask('run: touch ruled-file')
    await eventually(() => {
      expect(api.results.at(-1)).to.contain('A rule denies this')
    }, WITHIN_MS)
    expect(await agent.has('ruled-file')).to.equal(false)
  })

  it('shows a turn that failed, with its reason', async () => {
    await ask('fail: 401')
    await eventually(
      async () => {
        const { activity, evidence } = (await listed()) ?? {}
        expect([activity, evidence?.what, evidence?.failure]).to.deep.equal(['idle', 'StopFailure', 'sign-in'])
      },
      WITHIN_MS,
      POLL_MS,
    )
  })

  it('has its conversation shown, with that of a sub-agent below the call that started it', async () => {
    await ask('use: task')
    await decide('allow')
    await activityIs('idle')
    let starter: Conversation['entries'][number] | undefined
    await eventually(
      async () => {
        const { entries } = await conversation()
        expect(entries.map(({ kind, text, tool }) => [kind, tool ?? text])).to.deep.include.members([
          ['prompt', 'Good morning'],
          ['answer', 'All done.'],
          ['call', 'Bash'],
          ['call', 'AskUserQuestion'],
          ['notice', 'made up'],
        ])
        starter = entries.find(({ startsSubagent }) => startsSubagent)
        expect(starter, 'no sub-agent').not.to.equal(undefined)
      },
      WITHIN_MS,
      POLL_MS,
    )
    const { conversation: of } = await conversation()
    const query = `?conversation=${of ?? ''}&call=${starter?.callId ?? ''}`
    await eventually(
      async () => {
        const { entries } = await conversation(query)
        expect(entries.map(({ text }) => text.trim())).to.include('from-the-sub-agent')
      },
      WITHIN_MS,
      POLL_MS,
    )
  })

  it('has its conversation found, and copied in another session', async () => {
    const id = (await conversation()).conversation ?? ''
    await eventually(
      async () => {
        const { body } = await hub.call('GET', '/api/conversations?q=allowed-file&agent=opencode')
        expect(JSON.stringify(body)).to.contain(id)
      },
      WITHIN_MS,
      POLL_MS,
    )
    const past = await hub.call('GET', `/api/conversations/opencode/${id}`)
    const { resume, fork } = past.body as { readonly resume: string; readonly fork: string }
    expect([resume, fork]).to.deep.equal([`opencode --session ${id}`, `opencode --session ${id} --fork`])
    const directory = join(place.home, 'work')
    const started = await hub.call('POST', '/api/sessions', { name: 'b', directory, command: fork })
    expect(started.status, JSON.stringify(started.body)).to.equal(201)
    await eventually(
      async () => {
        // The copy is written before its first prompt.
        const { body } = await hub.call('GET', '/api/conversations?q=allowed-file&agent=opencode')
        const { conversations } = body as { readonly conversations: ReadonlyArray<{ readonly id: string }> }
        expect(conversations.map((found) => found.id))
          .to.include(id)
          .and.to.have.length(2)
      },
      WITHIN_MS,
      POLL_MS,
    )
    expect((await hub.call('DELETE', '/api/sessions/cc-b')).status).to.be.below(300)
  })

  it('asks by a question whether its plan is complete', async () => {
    await agent.press('Tab')
    await agent.shows('Plan · One')
    await ask('use: plan_exit')
    const { kind, input } = await waiting()
    expect(kind).to.equal('question')
    const [{ question }] = input['questions'] as readonly [{ readonly question: string }]
    expect(question).to.contain('is complete. Would you like to switch to the build agent')
    await decide('allow', { answers: { [question]: 'Yes' } })
    await agent.shows('Build · One')
    await activityIs('idle')
  })

  it('has its tokens counted', async () => {
    await eventually(
      async () => {
        const { body } = await hub.call('GET', '/api/usage/history')
        expect((body as { readonly monthTotal: number }).monthTotal).to.be.at.least(4 * TOKENS_PER_ANSWER)
      },
      WITHIN_MS,
      POLL_MS,
    )
  })

  it('keeps its request over the end of the hub, and asks one that is started later', async () => {
    await ask('run: touch kept-file')
    const { id } = await waiting()
    await hub.end('SIGKILL')
    hub = await place.start(environment)
    await personPresent(hub)
    expect((await waiting()).id).to.equal(id)
    await decide('allow')
    await hasFile('kept-file')
    await activityIs('idle')
    await hub.end('SIGTERM')
    await ask('run: touch late-file')
    await agent.shows('Permission required')
    hub = await place.start(environment)
    await personPresent(hub)
    expect((await waiting()).input['command']).to.equal('touch late-file')
    await decide('allow')
    await hasFile('late-file')
    await activityIs('idle')
  })

  it('is answered at its terminal while the hub is down', async () => {
    await hub.end('SIGKILL')
    await ask('run: touch fifth-file')
    await pressAtDialog('Enter')
    await hasFile('fifth-file')
    hub = await place.start(environment)
    await personPresent(hub)
    await nothingIsPending()
  })

  it('continues its conversation after it was killed', async () => {
    expect((await hub.call('DELETE', '/api/sessions/cc-a?keep=1')).status).to.be.below(300)
    await eventually(async () => {
      const { status } = await hub.call('POST', '/api/sessions/cc-a/restore?continue=1')
      expect(status).to.be.below(300)
    }, WITHIN_MS)
    const target = await place.tmux.run('display-message', '-p', '-t', '=cc-a:', '#{session_id}')
    agent = agentOf(place, target.trim(), join(place.home, 'work'))
    await eventually(() => agent.shows('run: touch fifth-file'), WITHIN_MS)
    await ask('Good evening')
    await activityIs('idle')
  })

  it('leaves nothing of the plugin behind', async () => {
    await penates('hooks', 'remove', '--cli', 'opencode')
    expect(await readdir(plugins)).to.deep.equal([])
    expect(await penates('hooks', 'status', '--cli', 'opencode')).to.contain('No hooks of Penates.')
  })
})
