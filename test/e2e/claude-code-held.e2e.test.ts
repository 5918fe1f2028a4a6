import type { WebSocket } from 'ws'
import { agentPlace, type AgentPlace } from '../support/agent-place.js'
import { CLAUDE_CODE_VERSIONS } from '../support/claude-code.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'
import { approvalOf, noApprovals } from '../support/pending-approvals.js'
import { personPresent } from '../support/person-present.js'

const WITHIN_MS = 30_000
const POLL_MS = 300
const BYPASSED = '--permission-mode bypassPermissions'

for (const version of CLAUDE_CODE_VERSIONS)
  describe(`calls of the ${version} Claude Code with permissions bypassed, in ask`, function () {
    this.timeout(240_000)
    let place: AgentPlace
    let hub: HubProcess
    let device: WebSocket

    before(async () => {
      place = await agentPlace({ version })
      hub = await place.startHub()
      await place.penates('hooks', 'install')
      device = await personPresent(hub)
    })
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') console.log(await place.screens(), hub.output().slice(-4_000))
    })
    after(async () => {
      device.terminate()
      await place.close()
    })

    it('do not run while the hub is away, and wait for the same question after it', async () => {
      const names = ['a', 'b', 'c']
      const agents = await Promise.all(names.map((name) => place.agent(hub, name, BYPASSED)))
      await Promise.all(agents.map((agent) => agent.ask('run: touch ran')))
      const sessions = names.map((name) => `cc-${name}`)
      const ids = await Promise.all(sessions.map(async (session) => (await approvalOf(hub, session)).id))
      const opened = async () => Promise.all(sessions.map(async (session) => (await approvalOf(hub, session)).id))
      const ran = () => Promise.all(agents.map((agent) => agent.has('ran')))

      await hub.end('SIGKILL')
      hub = await place.startHub()
      expect(await opened()).to.deep.equal(ids)
      await hub.end('SIGTERM')
      hub = await place.startHub()
      expect(await opened()).to.deep.equal(ids)
      expect(await ran()).to.deep.equal([false, false, false])

      const decisions = ['allow', 'deny'] as const
      for (const [i, decision] of decisions.entries()) {
        const { status } = await hub.call('POST', `/api/approvals/${ids[i] ?? ''}`, { decision })
        expect(status).to.equal(200)
      }
      await agents[2]?.press('Escape')
      await noApprovals(hub, WITHIN_MS)
      await eventually(async () => void expect(await ran()).to.deep.equal([true, false, false]), WITHIN_MS, POLL_MS)
      await agents[1]?.shows('Denied via Penates')
      const { body } = await hub.call('GET', '/api/approvals/history')
      const { calls } = body as { calls: ReadonlyArray<{ id: string }> }
      expect(calls.map(({ id }) => id).sort()).to.deep.equal([...ids].sort())
    })
  })
