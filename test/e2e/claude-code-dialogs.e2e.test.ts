import type { WebSocket } from 'ws'
import { agentPlace, type AgentPlace } from '../support/agent-place.js'
import { CLAUDE_CODE_VERSIONS } from '../support/claude-code.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'
import { approvalOf, noApprovals } from '../support/pending-approvals.js'
import { personPresent } from '../support/person-present.js'

const WITHIN_MS = 30_000
const POLL_MS = 300

const HUE = {
  questions: [
    {
      ...{ question: 'Which hue?', header: 'Hue', multiSelect: false },
      options: [
        { label: 'Red', description: 'warm' },
        { label: 'Blue', description: 'cold' },
      ],
    },
  ],
}

const isAsking = (screen: string): boolean => screen.includes('Do you want to proceed?')

for (const version of CLAUDE_CODE_VERSIONS)
  describe(`dialogs that outlive their hooks, for the ${version} Claude Code`, function () {
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

    const decide = (id: string, decision: 'allow' | 'deny') => hub.call('POST', `/api/approvals/${id}`, { decision })

    it('are open after the hub was killed, and answered by their keys; one that went is withdrawn', async () => {
      const [allowed, denied, there] = await Promise.all(['a', 'b', 'c'].map((name) => place.agent(hub, name)))
      if (allowed === undefined || denied === undefined || there === undefined) throw new Error('no agents')
      await Promise.all([
        allowed.ask('run: touch allowed'),
        denied.ask('run: touch denied'),
        there.ask('run: touch there'),
      ])
      const ids = await Promise.all(['cc-a', 'cc-b', 'cc-c'].map((name) => approvalOf(hub, name)))
      await Promise.all([allowed, denied, there].map((agent) => agent.shows('Do you want to proceed?')))
      await hub.end('SIGKILL')
      await there.pressUntil('1', isAsking, (screen) => {
        expect(isAsking(screen)).to.equal(false)
      })
      await eventually(async () => void expect(await there.has('there')).to.equal(true), WITHIN_MS, POLL_MS)

      hub = await place.startHub()
      const again = await Promise.all(['cc-a', 'cc-b'].map((name) => approvalOf(hub, name)))
      expect(again.map(({ id }) => id)).to.deep.equal(ids.slice(0, 2).map(({ id }) => id))
      const [first, second] = await Promise.all([
        decide(again[0]?.id ?? '', 'allow'),
        decide(again[1]?.id ?? '', 'deny'),
      ])
      expect([first.status, second.status]).to.deep.equal([200, 200])
      await eventually(async () => void expect(await allowed.has('allowed')).to.equal(true), WITHIN_MS, POLL_MS)
      expect(await denied.has('denied')).to.equal(false)
      await noApprovals(hub, WITHIN_MS)
      await eventually(
        async () => {
          const { body } = await hub.call('GET', '/api/approvals/history')
          const { calls } = body as { calls: ReadonlyArray<{ session: string; outcome: string; why: string }> }
          const ends = calls.map(({ session, outcome, why }) => [session, outcome, why]).sort()
          expect(ends).to.deep.equal([
            ['cc-a', 'allowed', 'answered-by-keys'],
            ['cc-b', 'denied', 'answered-by-keys'],
            ['cc-c', 'left-to-terminal', 'hub-restarted'],
          ])
        },
        WITHIN_MS,
        POLL_MS,
      )

      await allowed.ask('run: touch again')
      const { id } = await approvalOf(hub, 'cc-a')
      await allowed.shows('Do you want to proceed?')
      await hub.end('SIGTERM')
      hub = await place.startHub()
      expect((await approvalOf(hub, 'cc-a')).id).to.equal(id)
      expect((await decide(id, 'allow')).status).to.equal(200)
      await eventually(async () => void expect(await allowed.has('again')).to.equal(true), WITHIN_MS, POLL_MS)

      const file = { file_path: `${place.folder('b')}/new.txt`, content: 'one\n\n  two\n' }
      await denied.ask(`call: Write ${JSON.stringify(file)}`)
      const written = await approvalOf(hub, 'cc-b')
      await denied.shows('Do you want to create')
      await hub.end('SIGKILL')
      hub = await place.startHub()
      expect((await approvalOf(hub, 'cc-b')).id).to.equal(written.id)
      expect((await decide(written.id, 'allow')).status).to.equal(200)
      await eventually(async () => void expect(await denied.has('new.txt')).to.equal(true), WITHIN_MS, POLL_MS)
    })

    it('are asked about when no hub ran as they came up: commands, files and questions', async () => {
      const [command, file, question] = await Promise.all(['a', 'b', 'c'].map((name) => place.agent(hub, name)))
      if (command === undefined || file === undefined || question === undefined) throw new Error('no agents')
      await hub.end('SIGKILL')
      const written = { file_path: `${place.folder('b')}/missed.txt`, content: 'one\n' }
      await Promise.all([
        command.ask('run: touch missed'),
        file.ask(`call: Write ${JSON.stringify(written)}`),
        question.ask(`call: AskUserQuestion ${JSON.stringify(HUE)}`),
      ])
      await Promise.all([
        command.shows('Do you want to proceed?'),
        file.shows('Do you want to create'),
        question.shows('Which hue?'),
      ])
      hub = await place.startHub()
      const [first, second, third] = await Promise.all(['cc-a', 'cc-b', 'cc-c'].map((name) => approvalOf(hub, name)))
      expect([first?.kind, second?.kind, third?.kind]).to.deep.equal(['permission', 'permission', 'question'])
      const statuses = await Promise.all([
        decide(first?.id ?? '', 'allow'),
        decide(second?.id ?? '', 'deny'),
        hub.call('POST', `/api/approvals/${third?.id ?? ''}`, { decision: 'allow', answers: { 'Which hue?': 'Blue' } }),
      ])
      expect(statuses.map(({ status }) => status)).to.deep.equal([200, 200, 200])
      await noApprovals(hub, WITHIN_MS)
      await eventually(async () => void expect(await command.has('missed')).to.equal(true), WITHIN_MS, POLL_MS)
      expect(await file.has('missed.txt')).to.equal(false)
      await question.shows(/Which hue\?.*Blue/)
    })

    it('are those of a web page as well', async () => {
      const agent = await place.agent(hub, 'd', '--permission-mode default')
      await agent.ask('call: WebFetch {"url":"http://127.0.0.1:9/page","prompt":"what is it"}')
      const { id } = await approvalOf(hub, 'cc-d')
      await agent.shows('Do you want to allow Claude to fetch this content?')
      await hub.end('SIGKILL')
      hub = await place.startHub()
      expect((await approvalOf(hub, 'cc-d')).id).to.equal(id)
      expect((await decide(id, 'deny')).status).to.equal(200)
      await agent.shows('Interrupted')
      await noApprovals(hub, WITHIN_MS)
    })
  })
