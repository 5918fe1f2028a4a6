import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HubPlace, HubProcess } from './hub-process.js'
import { writtenLine } from './written-line.js'

/**
 * Looks like Claude Code at work, and at its prompt once there is a file `idle`; takes bracketed pastes, and stores its input
 * with visible control characters.
 */
const agent = (home: string): string => `#!/bin/sh
printenv PENATES_TOKEN > '${home}/token.txt'
stty -echo
rule=────────────────────
printf '\\033[?2004h\\n%s\\n❯ \\n%s\\n  esc to interrupt\\n' $rule $rule
(until [ -e '${home}/idle' ]; do sleep 0.1; done; printf '\\033[2J\\033[H%s\\n❯ \\n%s\\n  ? for shortcuts\\n' $rule $rule) &
exec cat -v > '${home}/typed.txt'
`

/** Starts a session with a stand-in of Claude Code, whose reports the test sends. */
export async function agentAtPrompt(
  { hub, place }: { readonly hub: HubProcess; readonly place: HubPlace },
  { name = 'shop', directory = place.home }: { readonly name?: string; readonly directory?: string } = {},
) {
  const [folder, fileOf] = [join(place.home, 'bin'), (file: string): string => join(place.home, file)]
  const command = join(folder, 'claude')
  await mkdir(folder, { recursive: true })
  await writeFile(command, agent(place.home))
  await chmod(command, 0o755)
  await hub.call('POST', '/api/sessions', { name, directory, command })
  return {
    typed: (): Promise<string> => readFile(fileOf('typed.txt'), 'utf8'),
    showPrompt: (): Promise<void> => writeFile(fileOf('idle'), ''),
    report: async (event: string, body: object = {}): Promise<void> => {
      const token = await writtenLine(fileOf('token.txt'))
      const headers = { Authorization: `Bearer ${token}`, 'X-Penates-Session': `cc-${name}` }
      await hub.call('POST', `/api/hooks/${event}`, body, headers)
    },
  }
}

export type AgentAtPrompt = Awaited<ReturnType<typeof agentAtPrompt>>
