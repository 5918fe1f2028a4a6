import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { eventually } from './eventually.js'
import { withHub, type HubInBrowser } from './with-hub.js'
import { writtenLine } from './written-line.js'

/** A hub in strict mode with the session `cc-shop`, whose agent can ask for approvals. */
export interface AskingHub extends HubInBrowser {
  /** Headers that identify the session. */
  readonly identity: () => Readonly<Record<string, string>>
  /** An agent's call at the gate; settles with what the agent is told. */
  readonly askFor: (
    tool: string,
    input: Readonly<Record<string, unknown>>,
    more?: Readonly<Record<string, unknown>>,
  ) => Promise<unknown>
  /** Same, for a command of Bash. */
  readonly ask: (command: string) => Promise<unknown>
  /** In strict mode a call is only held while a person is present: the page has reported that it is visible. */
  readonly untilPersonIsPresent: () => Promise<void>
}

/** Folder of the agent, below which nothing is guarded. */
const projectIn = (home: string): string => join(home, 'shop')

/** Hooks that start a hub and a browser for tests of approvals. */
export function withAskingHub(): AskingHub {
  let sessionToken = ''
  const running = withHub({
    ready: async ({ hub, place }) => {
      await hub.call('POST', '/api/approvals/config', { mode: 'strict' })
      const command = 'printenv PENATES_TOKEN > token.txt; exec sleep 900'
      const folder = projectIn(place.home)
      await mkdir(folder)
      await hub.call('POST', '/api/sessions', { name: 'shop', directory: folder, command })
      sessionToken = await writtenLine(join(folder, 'token.txt'))
    },
  })
  const identity = (): Readonly<Record<string, string>> => ({
    Authorization: `Bearer ${sessionToken}`,
    'X-Penates-Session': 'cc-shop',
  })
  const askFor: AskingHub['askFor'] = async (tool_name, tool_input, more = {}) => {
    const { body } = await running.hub.call(
      'POST',
      '/api/hooks/pre-tool-use',
      { tool_name, permission_mode: 'bypassPermissions', tool_input, cwd: projectIn(running.place.home), ...more },
      { ...identity(), 'X-Penates-Gate': 'http' },
    )
    return (body as { hookSpecificOutput: unknown }).hookSpecificOutput
  }
  const untilPersonIsPresent = (): Promise<void> =>
    eventually(async () => {
      const { body } = await running.hub.call('GET', '/api/push/presence')
      const { presence } = body as { readonly presence: ReadonlyArray<{ readonly visible: boolean }> }
      expect(presence.some(({ visible }) => visible)).to.equal(true)
    })
  return Object.assign(running, {
    identity,
    askFor,
    ask: (command: string) => askFor('Bash', { command }),
    untilPersonIsPresent,
  })
}
