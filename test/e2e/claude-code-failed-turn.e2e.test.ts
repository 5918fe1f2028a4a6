import { agentPlace, type AgentPlace } from '../support/agent-place.js'
import { CLAUDE_CODE_VERSIONS } from '../support/claude-code.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'

const WITHIN_MS = 60_000
/** A client may read 300 times a minute. */
const POLL_MS = 500
const ENVIRONMENT = { CLAUDE_CODE_MAX_RETRIES: '0' }

for (const version of CLAUDE_CODE_VERSIONS)
  describe(`a failed turn of the ${version} Claude Code`, function () {
    this.timeout(240_000)
    let place: AgentPlace
    let hub: HubProcess

    before(async () => {
      place = await agentPlace({ version })
      hub = await place.startHub(ENVIRONMENT)
      await place.penates('hooks', 'install')
      await hub.call('POST', '/api/approvals/config', { mode: 'off' })
    })
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') console.log(await place.screens(), hub.output().slice(-4_000))
    })
    after(() => place.close())

    const lastKnownBy = async (): Promise<unknown> => {
      const [session] = (await hub.call('GET', '/api/sessions')).body as ReadonlyArray<Listed>
      const { what, failure } = session?.evidence ?? {}
      return [session?.activity, what, ...(failure === undefined ? [] : [failure])]
    }
    const failure = async (): Promise<unknown> =>
      ((await hub.call('GET', '/api/sessions')).body as ReadonlyArray<Listed>)[0]?.failure
    const becomes = (...expected: ReadonlyArray<string>) =>
      eventually(async () => void expect(await lastKnownBy()).to.deep.equal(expected), WITHIN_MS, POLL_MS)

    it('is reported as failed, and the next one as finished', async () => {
      const agent = await place.agent(hub, 'a', '--permission-mode bypassPermissions')
      for (const status of ['500', '529']) {
        await agent.ask(`fail: ${status}`)
        await becomes('idle', 'StopFailure', 'service')
        expect(await failure()).to.deep.include({ kind: 'service' })
        expect(await failure())
          .to.have.property('text')
          .that.contains(`API Error: ${status} Asked to fail`)
        await hub.end('SIGTERM')
        hub = await place.startHub(ENVIRONMENT)
        await becomes('idle', 'StopFailure', 'service')
        expect(await failure()).to.deep.include({ kind: 'service' })
        await agent.ask(`run: touch after-${status}`)
        await becomes('idle', 'Stop')
        expect(await failure()).to.equal(null)
        expect(await agent.has(`after-${status}`)).to.equal(true)
      }
    })
  })

interface Listed {
  readonly activity: string
  readonly failure: { readonly kind: string; readonly text: string } | null
  readonly evidence: { readonly what: string; readonly failure?: string } | null
}
