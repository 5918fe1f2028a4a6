import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { activityOf, agentPlace, type Agent, type AgentPlace } from '../support/agent-place.js'
import { CLAUDE_CODE_VERSIONS } from '../support/claude-code.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'

const SERVER = fileURLToPath(new URL('../../../test/fixtures/mcp/asking-server.mjs', import.meta.url))
const WITHIN_MS = 60_000
const TURN_MS = 8_000

const SCHEMA = {
  type: 'object',
  properties: {
    name: { type: 'string', title: 'Name', minLength: 2 },
    count: { type: 'integer', minimum: 1, maximum: 5 },
    sure: { type: 'boolean', default: true },
    hue: { type: 'string', enum: ['red', 'blue'] },
    sizes: { type: 'array', items: { type: 'string', enum: ['s', 'm'] } },
  },
  required: ['name'],
}
const FORM = { message: 'Who?', requestedSchema: SCHEMA }
const ANSWERS = { name: 'Ada', count: 3, sure: false, hue: 'blue', sizes: ['s', 'm'] }
const ADDRESS = { mode: 'url', message: 'Sign in', url: 'https://example.com/in?a=1', elicitationId: 'one' }

interface Waiting {
  readonly id: string
  readonly kind: string
  readonly input: Readonly<Record<string, unknown>>
  readonly digest: string
}

for (const version of CLAUDE_CODE_VERSIONS)
  describe(`forms of MCP servers of the ${version} Claude Code`, function () {
    this.timeout(180_000)
    let place: AgentPlace
    let hub: HubProcess
    let agent: Agent
    let answers: string

    before(async () => {
      place = await agentPlace({ version })
      hub = await place.startHub()
      await place.penates('hooks', 'install')
      const config = join(place.folder('a'), 'servers.json')
      answers = join(place.home, 'answers.jsonl')
      const servers = { asking: { command: process.execPath, args: [SERVER, answers] } }
      await writeFile(config, JSON.stringify({ mcpServers: servers }))
      const flags = `--mcp-config ${config} --strict-mcp-config --permission-mode bypassPermissions`
      await hub.call('POST', '/api/approvals/config', { mode: 'ask', freeTools: ['mcp__asking__*'] })
      agent = await place.agent(hub, 'a', flags)
    })
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') console.log(await place.screens(), hub.output().slice(-4_000))
    })
    after(() => place.close())

    const waiting = async (): Promise<ReadonlyArray<Waiting>> => {
      // A client that waits counts as able to answer.
      const { body } = await hub.call('GET', '/api/approvals?wait=2')
      return (body as { approvals: ReadonlyArray<Waiting> }).approvals
    }
    const firstWithin = async (ms: number): Promise<Waiting | null> => {
      for (const until = Date.now() + ms; Date.now() < until;) {
        const [found] = await waiting()
        if (found !== undefined) return found
      }
      return null
    }
    /** Keys in the moment in which a turn ends can stay in the line of the prompt. Before the first turn the state is unknown. */
    const turnIsOver = (): Promise<void> =>
      eventually(async () => {
        expect(await activityOf(hub, 'cc-a')).to.be.oneOf(['unknown', 'idle'])
      }, WITHIN_MS)
    const call = (request: object): Promise<void> => agent.ask(`call: mcp__asking__ask ${JSON.stringify(request)}`)
    /** Claude Code connects to its servers beside its first turn, which may be over before. */
    const asked = async (request: object): Promise<Waiting> => {
      for (const until = Date.now() + WITHIN_MS; Date.now() < until;) {
        await turnIsOver()
        const within = firstWithin(TURN_MS)
        await call(request)
        const found = await within
        if (found !== null) return found
      }
      throw new Error('the server has not asked')
    }
    const decide = async ({ id, digest }: Waiting, more: object): Promise<number> =>
      (await hub.call('POST', `/api/approvals/${id}`, { digest, ...more })).status
    /** Last answer that the server got. */
    const serverGets = (answer: object): Promise<void> =>
      eventually(async () => {
        const lines = (await readFile(answers, 'utf8')).trim().split('\n')
        expect(JSON.parse(lines.at(-1) ?? '')).to.deep.include(answer)
      }, WITHIN_MS)

    it('reach the server as a person answered them, and never without an answer', async () => {
      const form = await asked(FORM)
      expect([form.kind, form.input['server'], form.input['schema']]).to.deep.equal(['form', 'asking', SCHEMA])
      expect(await place.screens()).to.not.contain('requests your input')
      expect(await decide(form, { decision: 'allow' })).to.equal(400)
      expect(await decide(form, { decision: 'allow', answers: { ...ANSWERS, count: 9 } })).to.equal(400)
      expect(await decide(form, { decision: 'allow', answers: ANSWERS })).to.equal(200)
      await serverGets({ action: 'accept', content: ANSWERS })
      await agent.shows('All done.')

      expect(await decide(await asked(FORM), { decision: 'deny' })).to.equal(200)
      await serverGets({ action: 'decline' })
      expect(await decide(await asked(FORM), { decision: 'deny', cancel: true })).to.equal(200)
      await serverGets({ action: 'cancel' })
    })

    if (version === 'measured')
      it('have no addresses: the agent refuses them before any hook', async () => {
        await turnIsOver()
        await call(ADDRESS)
        await serverGets({ code: -32_602 })
        expect(await waiting()).to.deep.equal([])
      })
    else
      it('have an address that a person accepts after opening it', async () => {
        const address = await asked(ADDRESS)
        expect(address.input['url']).to.equal(ADDRESS.url)
        expect(await decide(address, { decision: 'allow' })).to.equal(200)
        await serverGets({ action: 'accept' })
      })

    it('are left to the dialog at the terminal where a viewer is, and answered there', async () => {
      const form = await asked(FORM)
      const [tmux, ...options] = place.tmux.argv
      const viewer = spawn(tmux, [...options, '-C', 'attach-session', '-t', '=cc-a'])
      await agent.shows('requests your input')
      expect(await waiting()).to.deep.equal([])
      expect(await decide(form, { decision: 'allow', answers: ANSWERS })).to.equal(404)
      const { body } = await hub.call('GET', '/api/sessions')
      const [session] = body as ReadonlyArray<{ readonly activity: string }>
      expect(session?.activity).to.equal('waiting')
      await agent.press('Escape')
      await serverGets({ action: 'cancel' })
      viewer.kill()
    })
  })
