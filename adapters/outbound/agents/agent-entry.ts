import type { AgentCli, AgentGate, AgentTranscripts } from '../../../application/agents/agent-cli.port.js'
import type { Variable } from '../../../infrastructure/config/variable-table.js'
import type { PastCallSource } from './past-calls.js'
import type { TranscriptPlaces } from './transcript-source.js'

/** Everything that a coding CLI is to the hub: its formats, and the readers of its files. */
export interface AgentEntry extends AgentCli {
  /** Variable of the environment with the folders of its files; `null` for files in the folder for data of the user. */
  readonly variable: Variable<ReadonlyArray<string> | null> | null
  /** `null` for a CLI whose conversations are not read. */
  readonly transcripts: (AgentTranscripts & TranscriptReaders) | null
  /** `null` for a CLI in whose settings `penates hooks` installs nothing. */
  readonly hookFile: HookFile | null
}

/** Settings file in which `penates hooks` installs the hooks. */
export interface HookFile {
  readonly name: string
  /** Its folder, absolute. */
  readonly folder: (surroundings: Surroundings) => string
  /** Further settings files of the CLI that are looked at; absolute. */
  readonly others: (folder: string) => ReadonlyArray<string>
  readonly gate: AgentGate
}

/** Surroundings of the user that sessions run as. */
export interface Surroundings {
  readonly home: string
  /** Folders that the variable of the CLI names; none where it is not set. */
  readonly configured: ReadonlyArray<string>
  readonly environment: Readonly<Record<string, string>>
}

/** Readers of the transcripts below some folders. */
export interface TranscriptReaders {
  readonly places: (folders: ReadonlyArray<string>) => TranscriptPlaces
  readonly pastCalls: (folders: ReadonlyArray<string>) => PastCallSource
}
