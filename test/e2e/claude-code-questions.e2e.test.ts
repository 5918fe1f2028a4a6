import { agentPlace, type AgentPlace } from '../support/agent-place.js'
import { CLAUDE_CODE_VERSIONS } from '../support/claude-code.js'
import { askWithPlan, transcriptOf } from '../support/claude-plan.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'
import { noApprovals, waitForApproval, type PendingApproval } from '../support/pending-approvals.js'

const WITHIN_MS = 30_000
const COLOUR =
  '{"questions":[{"question":"Which?","header":"Hue","multiSelect":false,"options":[{"label":"Red","description":"r"},{"label":"Blue","description":"b"}]}]}'

for (const version of CLAUDE_CODE_VERSIONS)
  describe(`questions and plans of the ${version} Claude Code`, function () {
    this.timeout(120_000)
    let place: AgentPlace
    let hub: HubProcess

    before(async () => {
      place = await agentPlace({ version })
      hub = await place.startHub()
      await place.penates('hooks', 'install')
    })
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') console.log(await place.screens(), hub.output().slice(-4_000))
    })
    after(() => place.close())

    const question = (session: string) => waitForApproval(hub, (one) => one.session === session, WITHIN_MS)
    const decide = async ({ id, digest }: PendingApproval, more: object) =>
      (await hub.call('POST', `/api/approvals/${id}`, { digest, ...more })).status

    it('get the answer of the hub, never one that no person gave', async () => {
      const agent = await place.agent(hub, 'a')
      const asking = Promise.all([question('cc-a'), agent.ask(`call: AskUserQuestion ${COLOUR}`)])
      const [asked] = await asking
      expect(asked.kind).to.equal('question')
      expect(await decide(asked, { decision: 'allow' })).to.equal(400)
      expect(await decide(asked, { decision: 'allow', answers: { 'Which?': ['Blue'] } })).to.equal(200)
      await agent.shows('Which? → Blue')
      await agent.shows('All done.')
    })

    it('are withdrawn from the hub once they are answered at the terminal', async () => {
      const agent = await place.agent(hub, 'b')
      const [asked] = await Promise.all([question('cc-b'), agent.ask(`call: AskUserQuestion ${COLOUR}`)])
      await agent.pressUntil(
        'Enter',
        (screen) => screen.includes('❯ 1. Red'),
        (screen) => {
          expect(screen).to.contain('→ Red')
        },
      )
      await noApprovals(hub, WITHIN_MS)
      expect(await decide(asked, { decision: 'allow', answers: { 'Which?': ['Blue'] } })).to.equal(404)
    })

    it('leave plan mode when the hub accepts the plan, and go on planning when it does not', async () => {
      const agent = await place.agent(hub, 'c', '--permission-mode plan')
      const [first] = await Promise.all([question('cc-c'), agent.ask('call: ExitPlanMode {"plan":"# Plan"}')])
      expect(first.kind).to.equal('plan')
      expect(await decide(first, { decision: 'deny', reason: 'smaller steps' })).to.equal(200)
      await agent.shows('smaller steps')
      await agent.shows('All done.')
      const [second] = await Promise.all([question('cc-c'), agent.ask('call: ExitPlanMode {"plan":"# Steps"}')])
      expect(await decide(second, { decision: 'allow' })).to.equal(200)
      await agent.shows(/approved Claude's plan|Exited plan mode/)
    })

    it('go by the text of a plan that a person has edited', async () => {
      const agent = await place.agent(hub, 'd', '--permission-mode plan')
      const [planned] = await Promise.all([question('cc-d'), askWithPlan(place, 'd', agent, '# Big steps')])
      const updatedInput = { ...planned.input, plan: '# Small steps' }
      expect(await decide(planned, { decision: 'allow', updatedInput })).to.equal(200)
      await agent.shows(/[Aa]pproved Claude's plan/)
      await eventually(async () => {
        expect(await transcriptOf(place, 'd')).to.contain('## Approved Plan (edited by user):\\n# Small steps')
      }, WITHIN_MS)
    })
  })
