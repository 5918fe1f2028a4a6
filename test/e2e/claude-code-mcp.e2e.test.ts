import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { agentPlace, type AgentPlace } from '../support/agent-place.js'
import { PROGRAM } from '../support/cli-process.js'
import type { HubProcess } from '../support/hub-process.js'

const WITHIN_MS = 90_000
const TURN_MS = 10_000

describe('Claude Code with the hub as an MCP server', function () {
  this.timeout(120_000)
  let place: AgentPlace
  let hub: HubProcess
  beforeEach(async () => {
    place = await agentPlace()
    hub = await place.startHub()
  })
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') console.log(await place.screens(), hub.output().slice(-4_000))
    await place.close()
  })

  /** Claude Code replaces the variable by the token of the session. */
  const serversOf = {
    'standard input and output': () => ({ command: process.execPath, args: [PROGRAM, 'mcp'] }),
    HTTP: () => ({ type: 'http', url: `${hub.url}/mcp`, headers: { Authorization: 'Bearer ${PENATES_TOKEN}' } }),
  }

  for (const [way, serverOf] of Object.entries(serversOf))
    it(`asks a person through its tool over ${way}, for its own session, and hears the answer`, async () => {
      await hub.call('POST', '/api/approvals/config', { mode: 'ask' })
      const servers = { penates: serverOf() }
      const config = join(place.folder('a'), 'servers.json')
      await writeFile(config, JSON.stringify({ mcpServers: servers }))
      const agent = await place.agent(
        hub,
        'a',
        `--mcp-config ${config} --strict-mcp-config --permission-mode bypassPermissions`,
      )
      // Claude Code connects to its servers beside its first turn, which may be over before.
      let asked: Waiting | null = null
      for (const until = Date.now() + WITHIN_MS; asked === null && Date.now() < until;) {
        await agent.ask('call: mcp__penates__ask_approval {"tool_name":"Deploy","input":{"to":"staging"}}')
        asked = await question('Deploy')
      }
      if (asked === null) throw new Error('no question about Deploy')
      expect(asked).to.deep.include({ session: 'cc-a', input: { to: 'staging' } })
      await hub.call('POST', `/api/approvals/${asked.id}`, { decision: 'allow', digest: asked.digest })
      await agent.shows('All done.')
      expect(await readFile(join(place.state, 'approvals.log'), 'utf8')).to.contain('"tool":"Deploy"')
    })

  interface Waiting {
    readonly id: string
    readonly session: string
    readonly tool: string
    readonly input: object
    readonly digest: string
  }

  /** Waits as a client does, which counts as a person who can answer; allows what comes before, such as the tool itself. */
  async function question(tool: string): Promise<Waiting | null> {
    for (const until = Date.now() + TURN_MS; Date.now() < until;) {
      const { body } = await hub.call('GET', '/api/approvals?wait=2')
      for (const one of (body as { approvals: ReadonlyArray<Waiting> }).approvals) {
        if (one.tool === tool) return one
        await hub.call('POST', `/api/approvals/${one.id}`, { decision: 'allow', digest: one.digest })
      }
    }
    return null
  }
})
