import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { WebSocket } from 'ws'
import { agentPlace, type Agent, type AgentPlace } from '../support/agent-place.js'
import { CLAUDE_CODE_VERSIONS } from '../support/claude-code.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'
import { approvalOf, noApprovals } from '../support/pending-approvals.js'
import { personPresent } from '../support/person-present.js'

const WITHIN_MS = 30_000
const POLL_MS = 300
const CELL = { id: 'one', cell_type: 'code', metadata: {}, source: ['a = 1'], outputs: [], execution_count: null }
const NOTEBOOK = {
  cells: [CELL],
  metadata: { kernelspec: { name: 'python3', language: 'python' }, language_info: { name: 'python' } },
  ...{ nbformat: 4, nbformat_minor: 5 },
}

for (const version of CLAUDE_CODE_VERSIONS)
  describe(`dialogs of changed files and of MCP servers, for the ${version} Claude Code`, function () {
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

    const file = (name: string, of: string): string => join(place.folder(name), of)
    const has = (path: string, text: string) =>
      eventually(async () => void expect(await readFile(path, 'utf8')).to.include(text), WITHIN_MS, POLL_MS)
    const call = (tool: string, input: object): string => `call: ${tool} ${JSON.stringify(input)}`
    const restart = async (): Promise<void> => {
      await hub.end('SIGKILL')
      hub = await place.startHub()
    }
    /** An agent that has read a file with this text. */
    async function reader(name: string, of: string, text: string): Promise<Agent> {
      const agent = await place.agent(hub, name, '--permission-mode default')
      await writeFile(file(name, of), text)
      await agent.ask(call('Read', { file_path: file(name, of) }))
      await agent.shows('All done.')
      return agent
    }
    async function decided(name: string, id: string, decision: 'allow' | 'deny'): Promise<void> {
      expect((await approvalOf(hub, name)).id).to.equal(id)
      expect((await hub.call('POST', `/api/approvals/${id}`, { decision })).status).to.equal(200)
    }

    it('are answered after the hub was killed: an edit, an overwritten file, a cell and a note', async () => {
      const lines = Array.from({ length: 30 }, (_, at) => `line ${String(at + 1)}`)
      const server = resolve('test/fixtures/mcp/asking-server.mjs')
      const mcp = { command: process.execPath, args: [server, file('d', 'notes')] }
      const config = join(place.home, 'servers.json')
      await writeFile(config, JSON.stringify({ mcpServers: { 'shop-notes': mcp } }))
      const [edits, writes, notebook, notes] = await Promise.all([
        reader('a', 'lines.txt', lines.join('\n')),
        reader('b', 'lines.txt', lines.join('\n')),
        reader('c', 'cells.ipynb', JSON.stringify(NOTEBOOK)),
        place.agent(hub, 'd', `--permission-mode default --mcp-config ${config} --strict-mcp-config`),
      ])
      await edits.ask(
        call('Edit', { file_path: file('a', 'lines.txt'), old_string: 'line 12', new_string: 'twelve\n  12' }),
      )
      const content = lines.map((line, at) => (at % 20 === 9 ? `${line}, anew` : line)).join('\n')
      await writes.ask(call('Write', { file_path: file('b', 'lines.txt'), content }))
      await notebook.ask(
        call('NotebookEdit', { notebook_path: file('c', 'cells.ipynb'), cell_id: 'one', new_source: 'a = 2' }),
      )
      await notes.ask(call('mcp__shop-notes__write_note', { text: 'buy  bread', of: [1, { a: null }] }))
      const names = ['cc-a', 'cc-b', 'cc-c', 'cc-d']
      const asked = await Promise.all(names.map((name) => approvalOf(hub, name)))
      await Promise.all([edits, writes, notebook].map((agent) => agent.shows('Do you want to')))
      await notes.shows('Do you want to proceed?')
      await restart()
      for (const [at, { id }] of asked.entries()) await decided(names[at] ?? '', id, at === 1 ? 'deny' : 'allow')
      await has(file('a', 'lines.txt'), 'line 11\ntwelve\n  12\nline 13')
      await has(file('c', 'cells.ipynb'), 'a = 2')
      await has(file('d', 'notes'), 'buy  bread')
      await noApprovals(hub, WITHIN_MS)
      expect(await readFile(file('b', 'lines.txt'), 'utf8')).to.equal(lines.join('\n'))
      const { body } = await hub.call('GET', '/api/approvals/history')
      const { calls } = body as { calls: ReadonlyArray<{ session: string; outcome: string; why: string }> }
      expect(calls.map(({ session, outcome, why }) => [session, outcome, why]).sort()).to.deep.equal(
        names.map((name, at) => [name, at === 1 ? 'denied' : 'allowed', 'answered-by-keys']),
      )
    })

    it('are not pressed where they ask about another file', async () => {
      const agent = await reader('e', 'one.txt', 'first\n')
      await writeFile(file('e', 'two.txt'), 'first\n')
      await agent.ask(call('Read', { file_path: file('e', 'two.txt') }))
      await agent.shows(/two\.txt[\s\S]*All done/)
      const edit = (of: string) => call('Edit', { file_path: file('e', of), old_string: 'first', new_string: 'second' })
      await agent.ask(edit('one.txt'))
      const { id } = await approvalOf(hub, 'cc-e')
      await agent.shows('Do you want to make this edit to one.txt?')
      await hub.end('SIGKILL')
      const isAsking = (screen: string): boolean => screen.includes('make this edit to one.txt?')
      await agent.pressUntil('Escape', isAsking, (screen) => void expect(isAsking(screen)).to.equal(false))
      await agent.ask(edit('two.txt'))
      await agent.shows('Do you want to make this edit to two.txt?')
      hub = await place.startHub()
      const answer = await hub.call('POST', `/api/approvals/${id}`, { decision: 'allow' })
      expect(answer.status).to.be.oneOf([404, 409])
      await agent.shows('Do you want to make this edit to two.txt?')
      expect(await readFile(file('e', 'two.txt'), 'utf8')).to.equal('first\n')
    })
  })
