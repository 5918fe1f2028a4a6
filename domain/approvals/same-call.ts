import type { ToolCall } from './approval.js'
import type { AnsweredCall, CallIdentity, DeskCall, PendingCall } from './desk-call.js'
import { kindOf } from './question.js'
import type { Instant } from '../shared/instant.js'
import { isSameTool, type FinishedCall } from './tool-call.js'

/** Milliseconds. A call comes to its second gate at once; only a person at the terminal takes longer. */
const RECENT_MS = 10 * 60_000
const MAX_ANSWERED_PER_SESSION = 200

const isRecent = ({ at }: AnsweredCall, now: Instant): boolean => Math.abs(now - at) <= RECENT_MS

export const callOf = (one: DeskCall): CallIdentity => (one._tag === 'Answered' ? one.call : one.approval.call)
export const idOf = (one: DeskCall): string => (one._tag === 'Answered' ? one.id : one.approval.id)

/** True when the digest is that of the input that the agent asked with, or of the one that a person replaced it with. */
const hasDigest = (one: DeskCall, digest: string): boolean =>
  callOf(one).digest === digest || (one._tag === 'Answered' && one.editedDigest === digest)

/** True when the reported run is that of this call. What a person answered at the terminal is part of a question's input. */
export const hasRun = (one: DeskCall, ran: Omit<FinishedCall, 'runDigest'>): boolean =>
  isSameTool(callOf(one), ran) && (kindOf(ran) !== 'permission' || hasDigest(one, ran.digest))

/**
 * Two calls with the same input are the same call only if the agent's id or their two gates show it. The gate before the
 * tool comes first: a call there never joins one at the agent's dialog, where `NoOpinion` has no effect.
 */
function isRepeated(one: DeskCall, again: ToolCall): boolean {
  const { session, tool, gate, promptId, toolUseId } = callOf(one)
  if (session !== again.session || tool !== again.tool || !hasDigest(one, again.digest)) return false
  if (gate !== again.gate) return gate === 'PreToolUse' && promptId === again.promptId
  // A call from a transcript has an id, and its late hook has none.
  return toolUseId !== null && (toolUseId === again.toolUseId || (again.toolUseId === null && isAtDialog(one)))
}

const isAtDialog = (one: DeskCall): boolean => one._tag !== 'Answered' && one.place === 'dialog'

/** The pending call that is sent again, or comes to its second gate. */
export function findPending(calls: Iterable<DeskCall>, again: ToolCall): PendingCall | null {
  for (const one of calls) if (one._tag !== 'Answered' && isRepeated(one, again)) return one
  return null
}

/** The answered call that is sent again, or comes to its second gate. */
export function findAnswered(calls: Iterable<DeskCall>, again: ToolCall, now: Instant): AnsweredCall | null {
  for (const one of calls) if (one._tag === 'Answered' && isRecent(one, now) && isRepeated(one, again)) return one
  return null
}

/** Answered calls that cannot be found any more, of those in the order of their answers. */
export function* expired(answers: Iterable<AnsweredCall>, now: Instant): Iterable<AnsweredCall> {
  for (const one of answers) {
    if (isRecent(one, now)) return
    yield one
  }
}

/** Oldest answered calls of a session, in the order of their answers, that make room for one more. */
export function beyondLimit(ofSession: Iterable<DeskCall>): ReadonlyArray<AnsweredCall> {
  const answers = [...ofSession].filter((one) => one._tag === 'Answered')
  return answers.slice(0, Math.max(0, answers.length + 1 - MAX_ANSWERED_PER_SESSION))
}
