import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { WebSocket } from 'ws'
import { activityOf, agentPlace, type AgentPlace } from '../support/agent-place.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'
import { approvalOf, noApprovals, pendingApprovals } from '../support/pending-approvals.js'
import { personPresent } from '../support/person-present.js'

const WITHIN_MS = 30_000
const POLL_MS = 500
/** Claude Code reports after a minute that it waits for input. */
const IDLE_NOTICE_MS = 70_000
/** Above the time for which the hub holds a call. */
const EXPIRY_MS = 120_000
/** A device without a sign of life counts as gone. */
const PRESENCE_EVERY_MS = 20_000

describe('Claude Code whose calls no person answers', function () {
  this.timeout(300_000)
  let place: AgentPlace
  let hub: HubProcess
  let dashboard: WebSocket
  const events: { type: string; name?: string; activity?: string }[] = []

  before(async () => {
    place = await agentPlace()
    hub = await place.startHub()
    await place.penates('hooks', 'install')
    dashboard = await personPresent(hub)
    dashboard.on('message', (frame: Buffer) => events.push(JSON.parse(frame.toString()) as { type: string }))
  })
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') console.log(await place.screens(), hub.output().slice(-4_000))
  })
  after(async () => {
    dashboard.terminate()
    await place.close()
  })

  const becomesIdle = (session: string) =>
    eventually(async () => void expect(await activityOf(hub, session)).to.equal('idle'), WITHIN_MS, POLL_MS)

  it('is asked by its own prompt in ask, and refused in strict, by hooks that name no limit; idle stays idle', async () => {
    const settings = join(place.home, '.claude', 'settings.json')
    const older = (await readFile(settings, 'utf8')).replaceAll(/,\s*"X-Penates-Hold":\s*"\d+"/g, '')
    await writeFile(settings, older)

    await hub.call('POST', '/api/approvals/config', { sessions: { 'cc-c': 'strict' } })
    const [quiet, asking, strict, bypassed] = await Promise.all([
      place.agent(hub, 'a'),
      place.agent(hub, 'b'),
      place.agent(hub, 'c', '--permission-mode bypassPermissions'),
      place.agent(hub, 'd', '--permission-mode bypassPermissions'),
    ])
    await quiet.ask('say something')
    await becomesIdle('cc-a')
    await asking.ask('run: touch asked')
    await strict.ask('run: touch strict')
    await bypassed.ask('run: touch bypassed')
    for (const name of ['cc-b', 'cc-c', 'cc-d']) await approvalOf(hub, name)
    const signsOfLife = setInterval(() => {
      dashboard.send(JSON.stringify({ type: 'presence', deviceId: 'test', session: null, visible: true }))
    }, PRESENCE_EVERY_MS)

    await new Promise((resolve) => setTimeout(resolve, IDLE_NOTICE_MS))
    expect(await activityOf(hub, 'cc-a')).to.equal('idle')
    expect(
      events.some(
        ({ type, name, activity }) => type === 'session-attention' && name === 'cc-a' && activity === 'waiting',
      ),
    ).to.equal(false)

    // The wrapper of the strict session and the program of the one with bypassed permissions wait on.
    await eventually(
      async () => {
        const ends = (await pendingApprovals(hub)).map(({ session, isAtDialog }) => [session, isAtDialog]).sort()
        expect(ends).to.deep.equal([
          ['cc-b', true],
          ['cc-c', false],
          ['cc-d', false],
        ])
      },
      EXPIRY_MS,
      POLL_MS,
    )
    clearInterval(signsOfLife)
    const denied = await approvalOf(hub, 'cc-c')
    expect((await hub.call('POST', `/api/approvals/${denied.id}`, { decision: 'deny' })).status).to.equal(200)
    await strict.shows('Denied via Penates')
    await asking.shows('Do you want to proceed?')
    await becomesIdle('cc-c')
    expect([await strict.has('strict'), await asking.has('asked'), await bypassed.has('bypassed')]).to.deep.equal([
      false,
      false,
      false,
    ])
    const held = await approvalOf(hub, 'cc-d')
    expect((await hub.call('POST', `/api/approvals/${held.id}`, { decision: 'allow' })).status).to.equal(200)
    await becomesIdle('cc-d')
    expect(await bypassed.has('bypassed')).to.equal(true)
    const { id } = await approvalOf(hub, 'cc-b')
    expect((await hub.call('POST', `/api/approvals/${id}`, { decision: 'allow' })).status).to.equal(200)
    await becomesIdle('cc-b')
    expect(await asking.has('asked')).to.equal(true)
    await noApprovals(hub)
  })
})
