import { join } from 'node:path'
import { AGENTS } from '../adapters/outbound/agents/agents.js'
import { FILE_TOOLS } from '../adapters/outbound/agents/claude-code/file-tools.js'
import { parseShell } from '../adapters/outbound/shell/shell-parser.unbash.js'
import { fsGuardedFolders } from '../adapters/outbound/system/guarded-folders.fs.js'
import type { GuardedFolders } from '../application/approvals/guarded-folders.port.js'
import type { Config } from './environment.js'

/** Environments and memory of running programs, the hub's among them. */
const PROCESSES = '/proc'

/** Places that a tool of a strict session reaches only after a question. */
export function openGuardedFolders({ home, agentHome, agentFolders, stateFolder }: Config): GuardedFolders {
  const homes = [...new Set([home, agentHome])]
  const places = [
    ...homes.flatMap((one) => AGENTS.flatMap(({ settings }) => settings.map((name) => join(one, name)))),
    ...Object.values(agentFolders).flatMap((folders) => folders ?? []),
  ]
  return fsGuardedFolders({
    home: agentHome,
    places: [stateFolder, PROCESSES, ...places],
    settingsFolders: AGENTS.map(({ projectSettings }) => projectSettings),
    variables: ['PENATES_HOME', ...AGENTS.flatMap(({ variable }) => variable?.name ?? [])],
    fileTools: FILE_TOOLS,
    parseShell,
  })
}
