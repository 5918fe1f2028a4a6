import type { TranscriptContext } from '../../../application/usage/transcript-context.port.js'
import type { ContextEstimate } from '../../../domain/usage/context-estimate.js'

/** Contexts in memory. */
export interface MemoryTranscriptContext extends TranscriptContext {
  /** A conversation in this folder has come to here; `null` for none. */
  readonly write: (directory: string, context: ContextEstimate | null) => void
}

/** Conversations of which only the last answer counts. */
export function memoryTranscriptContext(): MemoryTranscriptContext {
  const contexts = new Map<string, ContextEstimate | null>()
  return {
    newestIn: (directory) => () => Promise.resolve(contexts.get(directory) ?? null),
    write: (directory, context) => {
      contexts.set(directory, context)
    },
  }
}
