import type { AgentCli, AgentTranscripts } from '../../../application/agents/agent-cli.port.js'
import type { Variable } from '../../../infrastructure/config/variable-table.js'
import type { PastCallSource } from './past-calls.js'
import type { TranscriptPlaces } from './transcript-source.js'

/** Everything that a coding CLI is to the hub: its formats, and the readers of its files. */
export interface AgentEntry extends AgentCli {
  /** Variable of the environment with the folders of its files; `null` for files in the folder for data of the user. */
  readonly variable: Variable<ReadonlyArray<string> | null> | null
  /** `null` for a CLI whose conversations are not read. */
  readonly transcripts: (AgentTranscripts & TranscriptReaders) | null
}

/** Readers of the transcripts below some folders. */
export interface TranscriptReaders {
  readonly places: (folders: ReadonlyArray<string>) => TranscriptPlaces
  readonly pastCalls: (folders: ReadonlyArray<string>) => PastCallSource
}
