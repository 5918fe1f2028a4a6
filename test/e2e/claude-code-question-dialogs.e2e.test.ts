import type { WebSocket } from 'ws'
import { agentPlace, type Agent, type AgentPlace } from '../support/agent-place.js'
import { askWithPlan, transcriptOf } from '../support/claude-plan.js'
import { CLAUDE_CODE_VERSIONS } from '../support/claude-code.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'
import { approvalOf, noApprovals } from '../support/pending-approvals.js'
import { personPresent } from '../support/person-present.js'

const WITHIN_MS = 30_000

const hue = {
  ...{ question: 'Which hue?', header: 'Hue', multiSelect: false },
  options: [
    { label: 'Red', description: 'warm' },
    { label: 'Blue', description: 'cold' },
  ],
}
const parts = {
  ...{ question: 'Which parts?', header: 'Parts', multiSelect: true },
  options: ['Door', 'Roof', 'Wall'].map((label) => ({ label, description: `the ${label}` })),
}
/** Questions of an agent, the answer that is given after its hook was lost, and the words that the agent then shows. */
const CASES = [
  { name: 'a', asked: [hue], answers: { 'Which hue?': ['Blue'] }, shown: [/hue\? → Blue/] },
  { name: 'b', asked: [hue], answers: { 'Which hue?': ['1 very green'] }, shown: [/hue\? → 1 very green/] },
  {
    name: 'c',
    asked: [hue, parts],
    answers: { 'Which hue?': ['Red'], 'Which parts?': ['Wall', 'Door'] },
    shown: [/hue\? → Red/, /parts\? → Door, Wall/],
  },
  {
    name: 'd',
    asked: [parts],
    answers: { 'Which parts?': ['Roof'] },
    shown: [/parts\? → Roof/],
  },
  { name: 'e', asked: [hue], answers: null, shown: [/[Dd]eclined to answer/] },
] as const

for (const version of CLAUDE_CODE_VERSIONS)
  describe(`questions and plans that outlive their hooks, for the ${version} Claude Code`, function () {
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

    const ask = async ({ name, asked }: (typeof CASES)[number]): Promise<Agent> => {
      const agent = await place.agent(hub, name)
      await agent.ask(`call: AskUserQuestion ${JSON.stringify({ questions: asked })}`)
      await approvalOf(hub, `cc-${name}`)
      await agent.shows('Chat about this')
      return agent
    }

    it('are answered and declined by their keys after the hub was killed', async () => {
      const agents = await Promise.all(CASES.map(ask))
      await hub.end('SIGKILL')
      hub = await place.startHub()
      const statuses = await Promise.all(
        CASES.map(async ({ name, answers }) => {
          const { id } = await approvalOf(hub, `cc-${name}`)
          const decision = answers === null ? { decision: 'deny' } : { decision: 'allow', answers }
          return (await hub.call('POST', `/api/approvals/${id}`, decision)).status
        }),
      )
      expect(statuses).to.deep.equal(CASES.map(() => 200))
      for (const [at, { shown }] of CASES.entries()) for (const words of shown) await agents[at]?.shows(words)
      await noApprovals(hub, WITHIN_MS)
      const { body } = await hub.call('GET', '/api/approvals/history')
      const { calls } = body as { calls: ReadonlyArray<{ session: string; why: string; isDelivered: boolean | null }> }
      expect(calls.map(({ session, why, isDelivered }) => [session, why, isDelivered]).sort()).to.deep.equal(
        CASES.map(({ name }) => [`cc-${name}`, 'answered-by-keys', true]),
      )
    })

    it('are plans as well, which are accepted, and refused with a reason or without', async () => {
      const names = ['a', 'b', 'c']
      const agents = await Promise.all(
        names.map(async (name) => {
          const agent = await place.agent(hub, name, '--permission-mode plan')
          await askWithPlan(place, name, agent, '# Plan\n\n1. One **bold** step\n2. Test `it`\n')
          await approvalOf(hub, `cc-${name}`)
          await agent.shows('Would you like to proceed?')
          return agent
        }),
      )
      await hub.end('SIGTERM')
      hub = await place.startHub()
      const decisions = [
        { decision: 'allow' },
        { decision: 'deny' },
        { decision: 'deny', reason: '1 step is too many' },
      ] as const
      for (const [at, decision] of decisions.entries()) {
        const { id } = await approvalOf(hub, `cc-${names[at] ?? ''}`)
        expect((await hub.call('POST', `/api/approvals/${id}`, decision)).status).to.equal(200)
      }
      await agents[0]?.shows(/[Aa]pproved Claude's plan/)
      await agents[1]?.shows(/[Rr]ejected Claude's plan/)
      await agents[2]?.shows(/[Rr]ejected Claude's plan/)
      await eventually(async () => {
        expect(await transcriptOf(place, 'c')).to.contain('1 step is too many')
      }, WITHIN_MS)
      expect(await transcriptOf(place, 'b')).not.to.contain('too many')
      await noApprovals(hub, WITHIN_MS)
    })
  })
