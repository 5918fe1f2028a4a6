import type { WebSocket } from 'ws'
import { agentPlace, type AgentPlace } from '../support/agent-place.js'
import { CLAUDE_CODE_VERSIONS } from '../support/claude-code.js'
import type { HubProcess } from '../support/hub-process.js'
import { approvalOf, noApprovals } from '../support/pending-approvals.js'
import { personPresent } from '../support/person-present.js'

for (const version of CLAUDE_CODE_VERSIONS)
  describe(`requests of sub-agents of the ${version} Claude Code`, function () {
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

    it('say so, and those of the agent itself do not', async () => {
      const agent = await place.agent(hub, 'a', '--permission-mode default')
      const input = { description: 'd', prompt: 'run: touch by-another', subagent_type: 'general-purpose' }
      await agent.ask(`call: Agent ${JSON.stringify(input)}`)
      const asked = await approvalOf(hub, 'cc-a')
      expect(asked).to.deep.include({ tool: 'Bash', subagent: 'general-purpose' })
      await hub.call('POST', `/api/approvals/${asked.id}`, { decision: 'deny' })
      await noApprovals(hub)
      const other = await place.agent(hub, 'b', '--permission-mode default')
      await other.ask('run: touch own')
      expect(await approvalOf(hub, 'cc-b')).to.deep.include({ tool: 'Bash', subagent: null })
    })
  })
