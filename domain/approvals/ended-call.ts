import { kindOf } from './question.js'
import { isSameTool, type FinishedCall } from './tool-call.js'

/** Call whose outcome is in the log. */
export interface EndedCall extends FinishedCall {
  readonly id: string
  /** Digest of the input that a person replaced the call's with; `null` without an edit. */
  readonly editedDigest: string | null
  readonly isDenied: boolean
}

/**
 * True when the reported run is that of this call: the agent's id of the call is the same, or one of both has none and
 * tool and input are the same. Without an id a refused call has not run: the agent may have asked for the same again.
 */
export function isRunOf(ended: EndedCall, ran: FinishedCall): boolean {
  if (!isSameTool(ended, ran)) return false
  if (ended.toolUseId !== null && ran.toolUseId !== null) return true
  const isSameInput = ended.digest === ran.digest || ended.editedDigest === ran.digest
  // The answers are part of the input of a question that has run.
  return !ended.isDenied && (kindOf(ran) !== 'permission' || isSameInput)
}
