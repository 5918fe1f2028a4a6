import type { PastCallSource } from '../past-calls.js'
import { momentOf, recordOf, textOf } from '../row-values.js'
import { CODEX } from './logs.js'
import { rolloutFiles } from './rollout-files.js'

/** Item of a command that has run (0.171.0); the call of the model has no folder. */
const COMMAND = 'CommandExecution'
const FILE = /^file:\/\//
/** Words in front of the command line that the model has written. */
const SHELL = /^-l?c$/

/** Commands in the rollouts of Codex below some folders. Its other tools have no calls that a rule can match. */
export const rolloutPastCalls = (folders: ReadonlyArray<string>): PastCallSource => ({
  folders,
  files: () => rolloutFiles(folders),
  textOf: (tool) => (tool === 'Bash' ? JSON.stringify(COMMAND) : null),
  callsIn: (line) => {
    const { timestamp, payload } = recordOf(line)
    const { type, id, command, cwd } = recordOf(recordOf(payload)['item'])
    const [toolUseId, script] = [textOf(id), commandLine(command)]
    if (type !== COMMAND || toolUseId === null || script === null) return null
    const call = { toolUseId, tool: 'Bash', input: { command: script }, cwd: folderOf(cwd), agent: CODEX }
    return { at: momentOf(timestamp), calls: [call] }
  },
})

/** Command line that the shell ran; `null` for other words. */
function commandLine(command: unknown): string | null {
  if (!Array.isArray(command)) return null
  const [, flag, script] = command as ReadonlyArray<unknown>
  return typeof flag === 'string' && SHELL.test(flag) && typeof script === 'string' ? script : null
}

/** Path of a `file:` URL; `null` for none. */
function folderOf(cwd: unknown): string | null {
  const url = textOf(cwd)
  if (url === null || !FILE.test(url)) return url
  try {
    return decodeURIComponent(new URL(url).pathname)
  } catch {
    return null
  }
}
