import type { EstimatedConversation, TranscriptContext } from '../../../application/usage/transcript-context.port.js'
import type { ContextEstimate } from '../../../domain/usage/context-estimate.js'

/** Contexts in memory. */
export interface MemoryTranscriptContext extends TranscriptContext {
  /** A conversation that began in this folder has come to here; `null` for none. */
  readonly write: (directory: string, conversation: string, context: ContextEstimate | null) => void
}

/** Conversations of Claude Code of which only the last answer counts. */
export function memoryTranscriptContext(): MemoryTranscriptContext {
  const contexts = new Map<string, ContextEstimate | null>()
  const found = ({ conversation, folders }: EstimatedConversation): ContextEstimate | null =>
    conversation.agent === 'claude-code'
      ? (folders.map((folder) => contexts.get(`${folder} ${conversation.id}`)).find((one) => one !== undefined) ?? null)
      : null
  return {
    of: (conversation) => () => Promise.resolve(found(conversation)),
    write: (directory, conversation, context) => {
      contexts.set(`${directory} ${conversation}`, context)
    },
  }
}
