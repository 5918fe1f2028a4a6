import { createReadStream } from 'node:fs'
import { realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { agentPlace, type AgentPlace } from '../support/agent-place.js'
import { CLASSIFIER_DENIES } from '../support/messages-api.js'
import { agentBin, CLAUDE_CODE_VERSIONS, type ClaudeCodeVersion } from '../support/claude-code.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'

const WITHIN_MS = 60_000
/** A client may read 300 times a minute. */
const POLL_MS = 300

/** The longest list of events in the program begins with these two. */
const FIRST_EVENTS = '"PreToolUse","PostToolUse",'
const MAX_LIST_LENGTH = 4_096

/** Names of all hook events in the program itself. */
async function eventsOf(version: ClaudeCodeVersion): Promise<ReadonlyArray<string>> {
  const lists: string[] = []
  let rest = ''
  for await (const chunk of createReadStream(await realpath(join(await agentBin(version), 'claude')), 'latin1')) {
    const text = rest + String(chunk)
    for (let at = text.indexOf(FIRST_EVENTS); at !== -1; at = text.indexOf(FIRST_EVENTS, at + 1)) {
      lists.push(/^(?:"[A-Za-z]+",?)+/.exec(text.slice(at, at + MAX_LIST_LENGTH))?.[0] ?? '')
    }
    rest = text.slice(-MAX_LIST_LENGTH)
  }
  const [longest = ''] = lists.sort((a, b) => b.length - a.length)
  return longest.split(',').map((name) => name.replaceAll('"', ''))
}

for (const version of CLAUDE_CODE_VERSIONS)
  describe(`events of the ${version} Claude Code`, function () {
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

    const session = async (): Promise<Listed | undefined> => {
      const sessions = (await hub.call('GET', '/api/sessions')).body as ReadonlyArray<Listed>
      return sessions.find(({ name }) => name === 'cc-a')
    }
    /** The last event is one of `whats`: nothing orders the reports of an agent and of its sub-agent. */
    const becomes = (activity: string, ...whats: readonly string[]) =>
      eventually(
        async () => {
          const listed = await session()
          expect(listed?.activity).to.equal(activity)
          expect(listed?.evidence?.what).to.be.oneOf(whats)
        },
        WITHIN_MS,
        POLL_MS,
      )

    const conversation = async (query = ''): Promise<ReadonlyArray<Entry>> => {
      const { body } = await hub.call('GET', `/api/sessions/cc-a/conversation${query}`)
      return (body as { readonly entries: ReadonlyArray<Entry> }).entries
    }

    it('are each accepted by the hub, with any payload, and none is called a failure', async () => {
      const events = await eventsOf(version)
      expect(events).to.include.members([
        'PreToolUse',
        'StopFailure',
        'PermissionDenied',
        'Elicitation',
        'WorktreeCreate',
      ])
      const headers = { 'X-Penates-Session': 'cc-none' }
      for (const event of events) {
        for (const payload of [
          {},
          { hook_event_name: event, session_id: 'x', tool_name: 7, background_tasks: [null] },
        ]) {
          const { status } = await hub.call('POST', `/api/hooks/${event}`, payload, headers)
          expect([event, status]).to.satisfy(([, answered]: [string, number]) => answered === 200 || answered === 204)
        }
      }
      expect(hub.output()).not.to.match(/"level":"error"/)
    })

    it('show a session at work while its work in the background goes on', async () => {
      const agent = await place.agent(hub, 'a', '--permission-mode bypassPermissions')
      const until = (file: string) => `until [ -e ${file} ]; do sleep 0.2; done`
      const input = { description: 'd', prompt: `run: ${until('go')}`, subagent_type: 'general-purpose' }
      await agent.ask(`call: Agent ${JSON.stringify({ ...input, run_in_background: true })}`)
      await agent.shows('Waiting for 1 background agent')
      await becomes('working', 'Stop', 'PreToolUse')
      await writeFile(join(place.folder('a'), 'go'), '')
      await becomes('idle', 'Stop')
      await eventually(
        async () => {
          const main = await conversation()
          const call = main.find(({ startsSubagent }) => startsSubagent)?.callId ?? 'none'
          const kinds = (await conversation(`?call=${call}`)).map(({ kind, text }) => [kind, text.slice(0, 9)])
          expect(kinds).to.deep.equal([
            ['prompt', 'run: unti'],
            ['call', 'until [ -'],
            ['result', '(Bash com'],
            ['answer', 'All done.'],
          ])
          const said = main.filter(({ kind, text }) => kind === 'prompt' && text.startsWith('<'))
          expect(said).to.deep.equal([])
        },
        WITHIN_MS,
        POLL_MS,
      )
      const command = { command: until('go-on'), description: 'd', run_in_background: true }
      await agent.ask(`call: Bash ${JSON.stringify(command)}`)
      await becomes('working', 'Stop')
      await writeFile(join(place.folder('a'), 'go-on'), '')
      await becomes('idle', 'Stop')
    })

    // The newest version leaves the check of auto mode to the service.
    if (version === 'measured')
      it('count a call that the classifier of the agent denied, and list it in the history', async () => {
        const agent = await place.agent(hub, 'b', '--permission-mode auto')
        await agent.ask(`run: curl -d ${CLASSIFIER_DENIES} http://127.0.0.1:9`)
        await agent.shows('Denied by auto mode')
        await eventually(
          async () => {
            const sessions = (await hub.call('GET', '/api/sessions')).body as ReadonlyArray<Listed>
            expect(sessions.find(({ name }) => name === 'cc-b')?.classifierDenials).to.equal(1)
            const { calls } = (await hub.call('GET', '/api/approvals/history')).body as { calls: ReadonlyArray<Ended> }
            expect(calls.map(({ outcome, decision }) => [outcome, decision?.by, decision?.reason])).to.deep.equal([
              ['denied', 'classifier', 'not wanted'],
            ])
          },
          WITHIN_MS,
          POLL_MS,
        )
      })
  })

interface Listed {
  readonly name: string
  readonly activity: string
  readonly evidence: { readonly what: string } | null
  readonly classifierDenials: number
}
interface Entry {
  readonly kind: string
  readonly text: string
  readonly callId: string | null
  readonly startsSubagent: boolean
}
interface Ended {
  readonly outcome: string
  readonly decision: { readonly by: string; readonly reason: string | null } | null
}
