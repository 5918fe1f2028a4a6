import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { agentPlace, type AgentPlace } from '../support/agent-place.js'
import { CLAUDE_CODE_VERSIONS } from '../support/claude-code.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'
import { approvalOf } from '../support/pending-approvals.js'
import { personPresent } from '../support/person-present.js'

const WITHIN_MS = 60_000
const POLL_MS = 300

interface Waiting {
  readonly id: string
  readonly session: string
  readonly digest: string
}

const QUESTION =
  '{"questions":[{"question":"Which?","header":"Hue","multiSelect":false,"options":[{"label":"Red","description":"r"},{"label":"Blue","description":"b"}]}]}'

for (const version of CLAUDE_CODE_VERSIONS)
  describe(`the absence of a person, for the ${version} Claude Code`, function () {
    this.timeout(240_000)
    let place: AgentPlace
    let hub: HubProcess

    before(async () => {
      place = await agentPlace({ version })
      hub = await place.startHub()
      await place.penates('hooks', 'install', '--strict')
    })
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') console.log(await place.screens(), hub.output().slice(-4_000))
    })
    after(() => place.close())

    /** Results of tools as the agents of one folder read them. */
    const results = async (folder: string): Promise<string> => {
      const root = join(place.home, '.claude', 'projects')
      const files = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.jsonl'))
      const texts = await Promise.all(files.map((file) => readFile(join(root, file), 'utf8')))
      const rows = texts.flatMap((text) => text.split('\n')).filter((row) => row.includes('"tool_result"'))
      return rows.filter((row) => row.includes(JSON.stringify(place.folder(folder)))).join('\n')
    }
    const reads = (folder: string, text: string) =>
      eventually(async () => void expect(await results(folder)).to.contain(text), WITHIN_MS, POLL_MS)
    const modeOf = (name: string, mode: string) =>
      hub.call('POST', '/api/approvals/config', { sessions: { [name]: mode } })

    it('denies in strict with just that, and a person who denies is named as one', async () => {
      await modeOf('cc-a', 'strict')
      const agent = await place.agent(hub, 'a', '--permission-mode bypassPermissions')
      await agent.ask('run: touch absent')
      await reads('a', 'Not decided by a person: nobody was there to answer')
      expect(await agent.has('absent')).to.equal(false)
      expect(await results('a')).not.to.contain('Denied via Penates')

      // A device shows a page of the hub.
      const device = await personPresent(hub, 'phone')
      await agent.ask('run: touch denied')
      let asked: Waiting | undefined
      await eventually(
        async () => {
          const { body } = await hub.call('GET', '/api/approvals')
          asked = (body as { approvals: ReadonlyArray<Waiting> }).approvals.find(({ session }) => session === 'cc-a')
          expect(asked).not.to.equal(undefined)
        },
        WITHIN_MS,
        POLL_MS,
      )
      await hub.call('POST', `/api/approvals/${asked?.id ?? ''}`, { decision: 'deny', digest: asked?.digest })
      await reads('a', 'Denied via Penates')
      expect(await agent.has('denied')).to.equal(false)
      device.close()
    })

    it('leaves calls in ask and questions to the dialog of the agent, and holds them beside it until somebody comes', async () => {
      const agent = await place.agent(hub, 'b', '--permission-mode default')
      await agent.ask('run: touch asked')
      await agent.shows('Do you want to')
      await modeOf('cc-c', 'strict')
      const asking = await place.agent(hub, 'c', '--permission-mode bypassPermissions')
      await asking.ask(`call: AskUserQuestion ${QUESTION}`)
      await asking.shows(/1\. Red/)
      expect([await results('b'), await results('c')]).to.deep.equal(['', ''])

      const decide = async (session: string, more: object) => {
        const { id, digest } = await approvalOf(hub, session)
        return (await hub.call('POST', `/api/approvals/${id}`, { decision: 'allow', digest, ...more })).status
      }
      expect(await decide('cc-b', {})).to.equal(200)
      expect(await decide('cc-c', { answers: { 'Which?': ['Red'] } })).to.equal(200)
      await eventually(async () => void expect(await agent.has('asked')).to.equal(true), WITHIN_MS, POLL_MS)
      await asking.shows('Which? → Red')
    })
  })
