import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '../shared/instant.js'
import type { AgentMemory } from './agent-memory.js'
import type { Approval, CallPlace, ToolCall } from './approval.js'
import { canonicalJson, isJsonObject, type Json, type JsonObject } from './canonical-json.js'
import { reasonLimitOf, reasonProblem } from './denial-reason.js'
import {
  approvalNotPending,
  digestMismatch,
  invalidDecision,
  invalidEdit,
  invalidReason,
  type ApprovalNotPending,
  type DialogChanged,
  type DigestMismatch,
  type InvalidAnswers,
  type InvalidDecision,
  type InvalidEdit,
  type InvalidReason,
} from './errors.js'
import { formContent } from './form-answers.js'
import { answeredInput, kindOf } from './question.js'

/** Decision of the operator about a call. */
export type Decision = {
  /** True when a reason was given that the agent does not get with this answer. */
  readonly isReasonLeftOut?: true
} & (
  | {
      readonly allow: true
      /** Input to run with instead; `null` to run the call as it is. */
      readonly edited: JsonObject | null
      /** True when the same call may run again in this session without asking. */
      readonly remember: boolean
      /** Changes of the agent's own settings that it stores with the allow. */
      readonly memory?: ReadonlyArray<AgentMemory>
    }
  /** `isCancelled`: a form is dismissed without a choice. */
  | { readonly allow: false; readonly reason: string | null; readonly isCancelled?: true }
)

/** Unvalidated decision. */
export interface DecisionRequest {
  /** `allow` or `deny`. */
  readonly decision?: unknown
  /** Digest of the input that the person has seen. */
  readonly digest?: unknown
  readonly reason?: unknown
  /** Input to run with instead. */
  readonly updatedInput?: unknown
  /** True when the same call may run again in this session. */
  readonly remember?: unknown
  /** Texts by question, or values by field of a form. */
  readonly answers?: unknown
  /** True when a form is dismissed without a choice. */
  readonly cancel?: unknown
  /** True when the agent may store what its own dialog offers. */
  readonly agentRemembers?: unknown
  /** Milliseconds for which the decision can be taken back. */
  readonly holdMs?: unknown
}

/** Upper bound in UTF-16 code units, above what people edit. */
export const MAX_EDIT_LENGTH = 256 * 1024

/** Reason why a decision is refused. */
export type DecideFault =
  ApprovalNotPending | DialogChanged | InvalidDecision | DigestMismatch | InvalidEdit | InvalidAnswers | InvalidReason

/** Reads a decision about an approval at a place. On an error the approval stays undecided. */
export function readDecision(
  approval: Approval,
  request: DecisionRequest,
  now: Instant,
  place: CallPlace = 'hook',
): E.Either<DecideFault, Decision> {
  const { decision, digest, reason, updatedInput, remember, cancel, agentRemembers } = request
  if (now >= approval.expiresAt) return E.left(approvalNotPending)
  const isWellFormed =
    (decision === 'allow' || decision === 'deny') &&
    (isAbsent(digest) || typeof digest === 'string') &&
    (isAbsent(reason) || typeof reason === 'string') &&
    (isAbsent(remember) || typeof remember === 'boolean') &&
    (isAbsent(cancel) || typeof cancel === 'boolean') &&
    (isAbsent(agentRemembers) || typeof agentRemembers === 'boolean')
  if (!isWellFormed) return E.left(invalidDecision)
  if (typeof digest === 'string' && digest !== approval.call.digest) return E.left(digestMismatch)
  const kind = kindOf(approval.call)
  const { memory } = approval.call
  // The agent stores what its dialog would store for the call as it arrived, at that gate alone.
  if (agentRemembers === true && (decision === 'deny' || memory === undefined || !isAbsent(updatedInput))) {
    return E.left(invalidDecision)
  }
  const said = typeof reason === 'string' ? reason.trim() : ''
  const leftOut = said === '' ? {} : { isReasonLeftOut: true as const }
  if (decision === 'deny') {
    const cancelled = kind === 'form' && cancel === true ? { isCancelled: true as const } : {}
    const { limit, isOneLine } = reasonLimitOf(approval.call, place)
    // Older clients send a reason with any denial.
    if (limit === 0 && place === 'hook') return E.right({ allow: false, reason: null, ...cancelled, ...leftOut })
    const problem = reasonProblem(said, { limit, isOneLine })
    if (problem !== null) return E.left(invalidReason(problem, limit))
    return E.right({ allow: false, reason: said === '' ? null : said, ...cancelled })
  }
  if (cancel === true) return E.left(invalidDecision)
  return E.map((allowed: Decision) => ({ ...allowed, ...leftOut }))(readAllow(approval, request))
}

/** Reads an allow. A field that this kind of request does not take is refused: an ignored one would allow what was not meant. */
function readAllow(
  { call }: Approval,
  { updatedInput, remember, answers, agentRemembers }: DecisionRequest,
): E.Either<DecideFault, Decision> {
  const { input, memory, takesInput = true } = call
  const allowed = (edited: JsonObject): Decision => ({ allow: true, edited, remember: false })
  switch (kindOf(call)) {
    case 'form': {
      const content = E.map((given: JsonObject) => allowed({ content: given }))(formContent(input, answers))
      return E.isLeft(content) || isAbsent(updatedInput) ? content : E.left(invalidDecision)
    }
    case 'question': {
      // Older clients send the whole input with the answers in it.
      const { answers: answersWithin, ...others } = isJsonObject(updatedInput) ? updatedInput : {}
      const answered = answeredInput(input, answers ?? answersWithin)
      const isUnchanged = isAbsent(updatedInput) || (isAbsent(answers) && isPartOf(others, input))
      return E.isLeft(answered) ? answered : isUnchanged ? E.right(allowed(answered.right)) : E.left(invalidDecision)
    }
    case 'plan': {
      if (!isAbsent(answers)) return E.left(invalidDecision)
      if (isAbsent(updatedInput)) return E.right({ allow: true, edited: null, remember: false })
      return takesInput ? E.map(allowed)(editedPlan(input, updatedInput)) : E.left(invalidEdit('not-supported'))
    }
    case 'permission': {
      if (!isAbsent(answers)) return E.left(invalidDecision)
      if (isAbsent(updatedInput)) {
        const stored = agentRemembers === true && memory !== undefined ? { memory } : {}
        return E.right({ allow: true, edited: null, remember: remember === true, ...stored })
      }
      // A grant covers the call as it arrived. An edited call is another one, made by the operator.
      return takesInput ? E.map(allowed)(checkEdit(input, updatedInput)) : E.left(invalidEdit('not-supported'))
    }
  }
}

/** Checks an edit of a plan, which may change the text that the person has read and nothing else. */
function editedPlan(original: JsonObject, edited: unknown): E.Either<InvalidEdit, JsonObject> {
  const checked = checkEdit(original, edited)
  if (E.isLeft(checked)) return checked
  const { plan, ...others } = checked.right
  const { plan: before, ...othersBefore } = original
  const isText = typeof before === 'string' && typeof plan === 'string' && plan.trim() !== ''
  return isText && isEqual(others, othersBefore) ? checked : E.left(invalidEdit('not-supported'))
}

/** True when each field of an object is equal in the other one. */
const isPartOf = (part: JsonObject, whole: JsonObject): boolean =>
  Object.entries(part).every(([key, value]) => isEqual(value, whole[key]))

const isEqual = (one: Json, other: Json | undefined): boolean => {
  const [text, otherText] = [canonicalJson(one), canonicalJson(other ?? null)]
  return E.isRight(text) && E.isRight(otherText) && text.right === otherText.right
}

/** True when the agent runs the call with another input, for a plan with another text. */
export const canEditInput = (call: ToolCall): boolean =>
  call.takesInput !== false &&
  (kindOf(call) === 'permission' || (kindOf(call) === 'plan' && typeof call.input['plan'] === 'string'))

const isAbsent = (value: unknown): boolean => value === undefined || value === null

/** Checks an edit. It must be an object, and every key of the original that is kept must keep its type. */
export function checkEdit(original: JsonObject, edited: unknown): E.Either<InvalidEdit, JsonObject> {
  if (!isJsonObject(edited)) return E.left(invalidEdit('not-an-object'))
  const text = canonicalJson(edited)
  if (E.isLeft(text)) return E.left(invalidEdit('too-deep'))
  if (text.right.length > MAX_EDIT_LENGTH) return E.left(invalidEdit('too-large'))
  const fits = Object.keys(edited).every(
    (key) => !Object.hasOwn(original, key) || typeOf(edited[key] ?? null) === typeOf(original[key] ?? null),
  )
  return fits ? E.right(edited) : E.left(invalidEdit('other-type'))
}

const typeOf = (value: Json): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)
