import { agentOf, agentPlace, type AgentPlace } from '../support/agent-place.js'
import { CLAUDE_CODE_VERSIONS } from '../support/claude-code.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'

const WITHIN_MS = 60_000
const POLL_MS = 300
/** Input and output tokens of one answer of the service. */
const TOKENS_PER_ANSWER = 123 + 45

for (const version of CLAUDE_CODE_VERSIONS)
  describe(`the record of a session of the ${version} Claude Code`, function () {
    this.timeout(240_000)
    let place: AgentPlace
    let hub: HubProcess

    before(async () => {
      place = await agentPlace({ version })
      hub = await place.startHub()
      await place.penates('hooks', 'install')
      await hub.call('POST', '/api/approvals/config', { mode: 'off' })
    })
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') console.log(await place.screens(), hub.output().slice(-4_000))
    })
    after(() => place.close())

    const read = async <A>(path: string): Promise<A> => (await hub.call('GET', path)).body as A
    const listed = async (): Promise<Listed | undefined> =>
      (await read<ReadonlyArray<Listed>>('/api/sessions')).find(({ name }) => name === 'cc-a')

    it('has its cost, its context and the tokens of its transcript, and is continued after its end', async () => {
      const agent = await place.agent(hub, 'a', '--permission-mode bypassPermissions')
      await agent.ask('run: touch first-file')
      await eventually(
        async () => {
          const session = await listed()
          expect(session?.activity).to.equal('idle')
          expect(session?.cost?.totalUsd).to.be.above(0)
          expect(session?.contextTokens).to.be.a('number')
          expect((await read<Usage>('/api/usage/history')).monthTotal).to.be.at.least(2 * TOKENS_PER_ANSWER)
        },
        WITHIN_MS,
        POLL_MS,
      )
      await hub.call('DELETE', '/api/sessions/cc-a?keep=1')
      const restored = await hub.call('POST', '/api/sessions/cc-a/restore?continue=1')
      expect(restored.status, JSON.stringify(restored.body)).to.equal(201)
      const target = await place.tmux.run('display-message', '-p', '-t', '=cc-a:', '#{session_id}')
      await agentOf(place, target.trim(), place.folder('a')).shows('first-file')
    })
  })

interface Listed {
  readonly name: string
  readonly activity: string
  readonly cost: { readonly totalUsd: number } | null
  readonly contextTokens: number | null
}
interface Usage {
  readonly monthTotal: number
}
