import { isAbsolute } from 'node:path'
import type { AgentEntry } from '../../adapters/outbound/agents/agent-entry.js'
import { AGENTS } from '../../adapters/outbound/agents/agents.js'
import type { AgentId } from '../../domain/agents/agent-id.js'
import type { Config } from '../config/environment.js'

/**
 * Folders that the environment names for the files of a CLI: its variable, or the folder for data of the user that sessions run as.
 * Another account than that of the hub has its own environment. A path that is not absolute counts as not set: XDG Base Directory
 * Specification.
 */
export function configuredFolders(config: Config, { id, variable }: AgentEntry): ReadonlyArray<string> {
  if (variable !== null) return config.agentFolders[id] ?? []
  const { XDG_DATA_HOME: folder = '' } = userEnvironment(config)
  return isAbsolute(folder) ? [folder] : []
}

/** Environment of the user that sessions run as; empty for another account, which has its own. */
export const userEnvironment = ({ sessionUser, childEnvironment }: Config): Readonly<Record<string, string>> =>
  sessionUser === null ? childEnvironment : {}

/** Transcripts of a coding CLI, and the folders that they are in. */
export interface TranscriptFolders {
  readonly agent: AgentId
  readonly transcripts: NonNullable<AgentEntry['transcripts']>
  readonly folders: ReadonlyArray<string>
}

/** Transcripts of every coding CLI whose conversations are read. */
export const transcriptFolders = (config: Config): ReadonlyArray<TranscriptFolders> =>
  AGENTS.flatMap((agent) => {
    const { id, transcripts } = agent
    if (transcripts === null) return []
    return [
      { agent: id, transcripts, folders: transcripts.folders(configuredFolders(config, agent), config.agentHome) },
    ]
  })
