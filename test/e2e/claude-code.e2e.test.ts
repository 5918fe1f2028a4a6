import type { WebSocket } from 'ws'
import { agentPlace, type Agent, type AgentPlace } from '../support/agent-place.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'
import { approvalOf, noApprovals, pendingApprovals, type PendingApproval } from '../support/pending-approvals.js'
import { personPresent } from '../support/person-present.js'

/** Long enough for a busy machine of two cores with several Claude Codes on it. */
const WITHIN_MS = 30_000
/** A hub that has taken a call has a minute to come back before the call is refused. */
const GONE_WITHIN_MS = 90_000
/** A client may read 300 times a minute. */
const POLL_MS = 500

interface Listed {
  readonly name: string
  readonly activity: string
  readonly tool: string | null
  readonly evidence: { readonly source: string; readonly what: string } | null
  readonly cost: { readonly totalUsd: number } | null
  readonly contextPct: number | null
  readonly contextModel: string | null
  readonly limits: unknown
}

describe('Claude Code in sessions of the hub', function () {
  this.timeout(240_000)
  let place: AgentPlace
  let hub: HubProcess
  let events: { type: string; name?: string; activity?: string }[]
  let dashboard: WebSocket

  const open = async (...install: ReadonlyArray<string>): Promise<void> => {
    place = await agentPlace()
    hub = await place.startHub()
    await place.penates('hooks', 'install', ...install)
    await watch()
  }
  /** A person has the dashboard open and can answer. */
  const watch = async (): Promise<void> => {
    events = []
    dashboard = await personPresent(hub)
    dashboard.on('message', (frame: Buffer) => events.push(JSON.parse(frame.toString()) as { type: string }))
  }
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') console.log(await place.screens(), hub.output().slice(-4_000))
    dashboard.terminate()
    await place.close()
  })

  const session = async (name: string): Promise<Listed> => {
    const list = (await hub.call('GET', '/api/sessions')).body as ReadonlyArray<Listed>
    const found = list.find((one) => one.name === name)
    if (found === undefined) throw new Error(`${name} is not in the list`)
    return found
  }
  const becomes = (name: string, activity: string, withinMs = WITHIN_MS) =>
    eventually(
      async () => {
        expect((await session(name)).activity).to.equal(activity)
      },
      withinMs,
      POLL_MS,
    )
  const question = (of: string): Promise<PendingApproval> => approvalOf(hub, of)
  const noQuestion = () => noApprovals(hub)
  const decide = async (approval: PendingApproval, decision: object) => {
    const { status } = await hub.call('POST', `/api/approvals/${approval.id}`, { digest: approval.digest, ...decision })
    expect(status).to.equal(200)
  }

  it('works, waits, works and is idle, and what was allowed, refused and edited happens just so', async () => {
    await open()
    const agent = await place.agent(hub, 'a')
    await agent.ask('run: touch allowed; sleep 3')
    const asked = await question('cc-a')
    expect([asked.input['command'], asked.gate]).to.deep.equal(['touch allowed; sleep 3', 'PermissionRequest'])
    expect((await session('cc-a')).activity).to.equal('waiting')
    expect(await agent.has('allowed')).to.equal(false)
    await decide(asked, { decision: 'allow' })
    await becomes('cc-a', 'working')
    await becomes('cc-a', 'idle')
    expect(await agent.has('allowed')).to.equal(true)
    expect(events.filter(({ type }) => type === 'session-activity').map(({ activity }) => activity)).to.include.members(
      ['working', 'waiting', 'idle'],
    )

    await agent.ask('run: touch refused')
    await decide(await question('cc-a'), { decision: 'deny', reason: 'not on a Friday' })
    await agent.shows('not on a Friday')
    await becomes('cc-a', 'idle')

    await agent.ask('run: touch as-asked')
    await decide(await question('cc-a'), {
      decision: 'allow',
      updatedInput: { command: 'touch as-edited', description: 'edited' },
    })
    await becomes('cc-a', 'idle')
    expect([await agent.has('refused'), await agent.has('as-asked'), await agent.has('as-edited')]).to.deep.equal([
      false,
      false,
      true,
    ])

    await eventually(
      async () => {
        const { cost, contextPct, contextModel, limits } = await session('cc-a')
        expect([(cost?.totalUsd ?? 0) > 0, typeof contextPct, contextModel, limits]).to.deep.equal([
          true,
          'number',
          'Opus 4.8 (1M context)',
          null,
        ])
      },
      WITHIN_MS,
      POLL_MS,
    )
    expect(await place.penates('audit', 'verify')).to.match(/^approvals\.log is whole: \d+ records\.\n$/)
  })

  it('is idle again after a refusal at its terminal, which sends no hook, and its card is gone', async () => {
    await open()
    const agent = await place.agent(hub, 'a')
    const answers: ReadonlyArray<readonly [string, (agent: Agent) => Promise<void>]> = [
      ['no', (one) => one.press('3')],
      ['esc', (one) => one.press('Escape')],
    ]
    for (const [file, refuse] of answers) {
      await agent.ask(`run: touch ${file}`)
      await question('cc-a')
      await agent.shows('Do you want to proceed?')
      await refuse(agent)
      await noQuestion()
      await becomes('cc-a', 'idle')
      expect((await session('cc-a')).evidence?.source).to.equal('screen')
      expect(await agent.has(file)).to.equal(false)
    }
    // A yes at the terminal leaves our question open: the tool that ran takes it back.
    await agent.ask('run: touch yes; sleep 4')
    await question('cc-a')
    await agent.shows('Do you want to proceed?')
    await agent.press('Enter')
    await becomes('cc-a', 'working')
    await becomes('cc-a', 'idle')
    await noQuestion()
    expect(await agent.has('yes')).to.equal(true)
  })

  it('reports under its session’s present name, and its end once', async () => {
    await open()
    const agent = await place.agent(hub, 'a')
    await hub.call('PATCH', '/api/sessions/cc-a', { newName: 'a-new' })
    const other = await place.agent(hub, 'b')
    await hub.call('PATCH', '/api/sessions/cc-b', { newName: 'a' })
    await agent.ask('run: touch renamed')
    const asked = await question('cc-a-new')
    await decide(asked, { decision: 'allow' })
    await becomes('cc-a-new', 'idle')
    expect((await session('cc-a')).activity).to.not.equal('waiting')
    expect([await agent.has('renamed'), await other.has('renamed')]).to.deep.equal([true, false])
    events.length = 0
    await agent.ask('/exit')
    await eventually(
      () => {
        expect(events.some(({ type, name }) => type === 'session-ended' && name === 'cc-a-new')).to.equal(true)
      },
      WITHIN_MS,
      POLL_MS,
    )
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    expect(events.filter(({ type }) => type === 'session-ended').length).to.equal(1)
  })

  it('asks in strict with permissions bypassed, and runs nothing when the hub is killed meanwhile', async () => {
    await open('--strict')
    await hub.call('POST', '/api/approvals/config', { mode: 'strict' })
    const agent = await place.agent(hub, 'd', '--permission-mode bypassPermissions')
    await agent.ask('run: touch allowed')
    const asked = await question('cc-d')
    expect(asked.gate).to.equal('PreToolUse')
    expect((await session('cc-d')).activity).to.equal('waiting')
    await decide(asked, { decision: 'allow' })
    await becomes('cc-d', 'idle')
    expect(await agent.has('allowed')).to.equal(true)

    await agent.ask('run: touch held')
    await question('cc-d')
    await hub.end('SIGKILL')
    await agent.shows('the hub cannot be reached', GONE_WITHIN_MS)
    expect(await agent.has('held')).to.equal(false)
    hub = await place.startHub()
    await watch()
    expect(await pendingApprovals(hub)).to.deep.equal([])
    expect(await place.penates('audit', 'verify')).to.contain('is whole')
  })
})
