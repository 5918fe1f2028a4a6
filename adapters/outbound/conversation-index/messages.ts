import type { AgentId } from '../../../domain/agents/agent-id.js'
import type { ConversationQuery, ConversationsFound } from '../../../domain/conversations/search.js'

/** Folder of transcripts of one coding CLI. */
export interface TranscriptRoot {
  readonly agent: AgentId
  readonly folder: string
}

/** Data that the thread of the index starts with. */
export interface ConversationIndexSettings {
  readonly roots: ReadonlyArray<TranscriptRoot>
  /** Path of the index, in a folder that no other process writes to. */
  readonly file: string
  /** Absolute path of the module with the `transcripts` of each agent. */
  readonly formats: ReadonlyArray<readonly [agent: AgentId, module: string]>
}

/** Request to the thread, and its answer. */
export type IndexRequest = ConversationQuery
export type IndexAnswer = ConversationsFound
