import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '../shared/instant.js'
import type { AgentMemory } from './agent-memory.js'
import type { Approval } from './approval.js'
import { canonicalJson, isJsonObject, type Json, type JsonObject } from './canonical-json.js'
import {
  approvalNotPending,
  digestMismatch,
  invalidDecision,
  invalidEdit,
  type ApprovalNotPending,
  type DigestMismatch,
  type InvalidAnswers,
  type InvalidDecision,
  type InvalidEdit,
} from './errors.js'
import { formContent } from './form-answers.js'
import { answeredInput, kindOf } from './question.js'

/** Decision of the operator about a call. */
export type Decision =
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

/** Unvalidated decision: `decision`, and optionally `digest`, `reason`, `updatedInput`, `remember`, `answers`, `cancel`, `agentRemembers`. */
export type DecisionRequest = Readonly<Record<string, unknown>>

/** Upper bounds in UTF-16 code units, above what people type or edit. */
export const MAX_REASON_LENGTH = 2_000
export const MAX_EDIT_LENGTH = 256 * 1024

/** Reason why a decision is refused. */
export type DecideFault = ApprovalNotPending | InvalidDecision | DigestMismatch | InvalidEdit | InvalidAnswers

/** Reads a decision about an approval. On an error the approval stays undecided. */
export function readDecision(
  approval: Approval,
  request: DecisionRequest,
  now: Instant,
): E.Either<DecideFault, Decision> {
  const { decision, digest, reason, updatedInput, remember, answers, cancel, agentRemembers } = request
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
  if (decision === 'deny') {
    const said = typeof reason === 'string' ? reason.trim().slice(0, MAX_REASON_LENGTH) : ''
    const isCancelled = kind === 'form' && cancel === true
    return E.right({ allow: false, reason: said === '' ? null : said, ...(isCancelled ? { isCancelled } : {}) })
  }
  if (kind === 'form') {
    return E.map((content: JsonObject): Decision => ({ allow: true, edited: { content }, remember: false }))(
      formContent(approval.call.input, answers),
    )
  }
  if (kind === 'question') {
    // Older clients send the whole input with the answers in it.
    const given = isAbsent(answers) && isJsonObject(updatedInput) ? updatedInput['answers'] : answers
    return E.map((edited: JsonObject): Decision => ({ allow: true, edited, remember: false }))(
      answeredInput(approval.call.input, given),
    )
  }
  if (kind === 'plan') {
    return isAbsent(updatedInput) ? E.right({ allow: true, edited: null, remember: false }) : E.left(invalidDecision)
  }
  if (isAbsent(updatedInput)) {
    const stored = agentRemembers === true && memory !== undefined ? { memory } : {}
    return E.right({ allow: true, edited: null, remember: remember === true, ...stored })
  }
  // A grant covers the call as it arrived. An edited call is another one, made by the operator.
  return E.map((edited: JsonObject): Decision => ({ allow: true, edited, remember: false }))(
    checkEdit(approval.call.input, updatedInput),
  )
}

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
