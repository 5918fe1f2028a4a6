import type { ToolCall, Verdict } from './approval.js'
import type { Sha256 } from './chain.js'
import { kindOf } from './question.js'
import { isSameTool, runDigest, type FinishedCall } from './tool-call.js'

/** Call whose outcome is in the log. */
export interface EndedCall extends Pick<ToolCall, 'tool' | 'toolUseId'> {
  readonly id: string
  /** Of the input that the agent asked with, and of the one that a person replaced it with. */
  readonly runDigests: ReadonlyArray<string>
  readonly isDenied: boolean
}

export function endedCall(
  id: string,
  { tool, toolUseId, input }: ToolCall,
  verdict: Verdict,
  sha256: Sha256,
): EndedCall {
  const edited = verdict._tag === 'Allow' ? verdict.input : null
  const runDigests = [input, ...(edited === null ? [] : [edited])].map((one) => runDigest(one, sha256))
  return { id, tool, toolUseId, runDigests, isDenied: verdict._tag === 'Deny' }
}

/**
 * True when the reported run is that of this call: the agent's id of the call is the same, or one of both has none and
 * tool and input are the same. Without an id a refused call has not run: the agent may have asked for the same again.
 */
export function isRunOf(ended: EndedCall, ran: FinishedCall): boolean {
  if (!isSameTool(ended, ran)) return false
  if (ended.toolUseId !== null && ran.toolUseId !== null) return true
  // The answers are part of the input of a question that has run.
  return !ended.isDenied && (kindOf(ran) !== 'permission' || ended.runDigests.includes(ran.runDigest))
}
