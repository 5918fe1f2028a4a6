import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hubPlace, type HubPlace, type HubProcess } from '../hub-process.js'
import { writtenLine } from '../written-line.js'

const ID = '11111111-2222-4333-8444-555555555555'
const AT = '2026-11-27T12:00:00.000Z'

/** Hub with a shell, a session that shows its input, an agent with a conversation, and two cards. */
export interface JourneyHub {
  readonly hub: () => HubProcess
  readonly place: HubPlace
  /** Asks as the agent `cc-agent`; settles with the decision. */
  readonly asks: (tool: string, input: object) => Promise<unknown>
  readonly stageOf: (title: string) => Promise<string | undefined>
  /** Kills the hub. Returns a function that starts it again at the same address. */
  readonly kill: () => Promise<() => Promise<void>>
  readonly close: () => Promise<void>
}

interface Card {
  readonly title: string
  readonly stage: string
}

export async function journeyHub(): Promise<JourneyHub> {
  const place = await hubPlace()
  let hub = await place.start({ PUBLIC_HOSTS: 'hub.example.com' })
  await hub.call('POST', '/api/approvals/config', { mode: 'strict' })
  await writeConversation(place.home)
  const token = join(place.home, 'token.txt')
  for (const session of [
    { name: 'shop', shell: true },
    { name: 'input', command: 'exec cat -A' },
    { name: 'agent', command: `printenv PENATES_TOKEN > ${token}; exec sleep 900` },
  ])
    await hub.call('POST', '/api/sessions', { directory: place.home, ...session })
  const identity = { Authorization: `Bearer ${await writtenLine(token)}`, 'X-Penates-Session': 'cc-agent' }
  await hub.call('POST', '/api/hooks/UserPromptSubmit', { session_id: ID, prompt: 'fix the cart' }, identity)
  for (const title of ['First card', 'Second card'])
    await hub.call('POST', '/api/board/cards', { projectId: 'shop', title, allowUnknownProject: true })
  return {
    hub: () => hub,
    place,
    asks: async (tool_name, tool_input) => {
      const call = { tool_name, permission_mode: 'default', tool_input, cwd: place.home }
      const headers = { ...identity, 'X-Penates-Gate': 'http' }
      const { body } = await hub.call('POST', '/api/hooks/PermissionRequest', call, headers)
      return (body as { hookSpecificOutput: { decision: unknown } }).hookSpecificOutput.decision
    },
    stageOf: async (title) => {
      const { body } = await hub.call('GET', '/api/board/cards')
      return (body as { cards: ReadonlyArray<Card> }).cards.find((card) => card.title === title)?.stage
    },
    kill: async () => {
      const { port } = new URL(hub.url)
      await hub.end('SIGKILL')
      return async () => {
        hub = await place.start({ PORT: port, PUBLIC_HOSTS: 'hub.example.com' })
      }
    },
    close: place.close,
  }
}

/** Transcript of Claude Code in the folder of all sessions. */
async function writeConversation(home: string): Promise<void> {
  const folder = join(home, '.claude', 'projects', home.replaceAll(/[^A-Za-z0-9]/g, '-'))
  await mkdir(folder, { recursive: true })
  const rows = [
    ['user', 'fix the <b>cart</b>'],
    ['assistant', [{ type: 'text', text: 'It is **repaired**' }]],
  ].map(([type, content]) => JSON.stringify({ type, cwd: home, timestamp: AT, sessionId: ID, message: { content } }))
  await writeFile(join(folder, `${ID}.jsonl`), `${rows.join('\n')}\n`)
}
