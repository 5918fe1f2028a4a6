import * as E from 'fp-ts/lib/Either.js'
import { previewOf, type Approval, type ToolCall, type Verdict } from './approval.js'
import { canonicalJson, type JsonObject } from './canonical-json.js'
import type { ChainEntry, Sha256 } from './chain.js'
import type { Decision } from './decision.js'

/** Who decided, and from where. */
export interface Decider {
  /** `grant`: what a person had allowed for the rest of the session. */
  readonly by: 'operator' | 'one-time-token' | 'grant'
  readonly user: string | null
  readonly ip: string | null
  readonly userAgent: string | null
  /** The client's own id, if it sent one. */
  readonly client: string | null
}

export const BY_GRANT: Decider = { by: 'grant', user: null, ip: null, userAgent: null, client: null }

/** Of longer inputs the record keeps digest and length: a log is not to grow by a megabyte a call. */
const MAX_RECORDED_INPUT = 64 * 1024

/** What of a call goes into the log. */
const callFields = (call: ToolCall): JsonObject => ({
  session: call.session,
  gate: call.gate,
  tool: call.tool,
  digest: call.digest,
  inputLength: call.inputLength,
  input: call.inputLength <= MAX_RECORDED_INPUT ? call.input : null,
  preview: previewOf(call.tool, call.input),
  cwd: call.cwd,
  permissionMode: call.permissionMode,
  toolUseId: call.toolUseId,
})

/** A person is about to be asked, or a grant spares them. */
export const requestRecord = (id: string, call: ToolCall, mode: 'ask' | 'strict'): ChainEntry => ({
  kind: 'request',
  id,
  mode,
  ...callFields(call),
})

/** Somebody decided about exactly this digest. An edited input has a digest of its own. */
export function decisionRecord(
  id: string,
  call: ToolCall,
  decision: Decision,
  decider: Decider,
  sha256: Sha256,
): ChainEntry {
  const { by, user, ip, userAgent, client } = decider
  const who = { by, user, ip, userAgent, client }
  const said: JsonObject = decision.allow
    ? { decision: 'allow', remember: decision.remember, ...editFields(decision.edited, sha256) }
    : { decision: 'deny', reason: decision.reason }
  return { kind: 'decision', id, session: call.session, tool: call.tool, digest: call.digest, ...said, ...who }
}

function editFields(edited: JsonObject | null, sha256: Sha256): JsonObject {
  const text = edited === null ? null : canonicalJson(edited)
  if (text === null || E.isLeft(text)) return {}
  return {
    editedDigest: sha256(text.right),
    editedInput: text.right.length <= MAX_RECORDED_INPUT ? edited : null,
  }
}

/** Answer that is about to be given to the agent, and why. Written before it is given. */
export const outcomeRecord = (
  { id, call }: Pick<Approval, 'id' | 'call'>,
  verdict: Verdict,
  why: string,
): ChainEntry => ({
  kind: 'outcome',
  id,
  session: call.session,
  digest: call.digest,
  outcome: OUTCOMES[verdict._tag],
  why,
})

/**
 * Delivery of an outcome to the agent, written after it. `null`: the hub ended between the two, so the agent may have its
 * answer or not. Logs of older versions have `delivered` in the outcome, which was written after the answer was given.
 */
export const deliveryRecord = ({ id, call }: Pick<Approval, 'id' | 'call'>, delivered: boolean | null): ChainEntry => ({
  kind: 'delivery',
  id,
  session: call.session,
  delivered,
})

const OUTCOMES: Readonly<Record<Verdict['_tag'], string>> = {
  Allow: 'allowed',
  Deny: 'denied',
  Terminal: 'left-to-terminal',
  NoOpinion: 'left-to-terminal',
}

/** A call that was refused without asking anybody. */
export const refusalRecord = (id: string, call: ToolCall, why: string): ChainEntry => ({
  kind: 'refusal',
  id,
  why,
  ...callFields(call),
})
