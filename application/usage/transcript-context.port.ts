import type * as T from 'fp-ts/lib/Task.js'
import type { ContextEstimate } from '../../domain/usage/context-estimate.js'

/** Context size of the newest conversation in a folder. */
export interface TranscriptContext {
  /**
   * Of the last answer in the conversation that was written to last; `null` where there is none. The folder is an
   * absolute path, and need not exist any more. Fails never: what cannot be read says nothing.
   */
  readonly newestIn: (directory: string) => T.Task<ContextEstimate | null>
}
