import * as E from 'fp-ts/lib/Either.js'
import { previewOf, subagentOf, type Approval, type ToolCall, type Verdict } from './approval.js'
import { canonicalJson, type JsonObject } from './canonical-json.js'
import type { ChainEntry, Sha256 } from './chain.js'
import type { Decision } from './decision.js'
import type { FinishedCall } from './tool-call.js'
import type { SessionId } from '../sessions/session-id.js'

/** Source of a decision. */
export interface Decider {
  /** `grant`: an earlier allow for the rest of the session. `rule`: a rule that a person made. */
  readonly by: 'operator' | 'named-token' | 'one-time-token' | 'grant' | 'rule'
  readonly user: string | null
  readonly ip: string | null
  readonly userAgent: string | null
  /** Client id, if the client sent one. */
  readonly client: string | null
  /** Id of the named token; absent for other sources. */
  readonly token?: string
  /** Ids of the rules; absent for other sources. */
  readonly rules?: ReadonlyArray<string>
}

export const BY_GRANT: Decider = { by: 'grant', user: null, ip: null, userAgent: null, client: null }

export const byRules = (rules: ReadonlyArray<string>): Decider => ({ ...BY_GRANT, by: 'rule', rules })

/** Upper bound in UTF-16 code units. For longer inputs the log stores digest and length only, to limit its growth. */
const MAX_RECORDED_INPUT = 64 * 1024

/** Fields of a call in the log. */
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
  ...(call.agent === undefined ? {} : { agent: call.agent }),
  ...subagentOf(call),
})

/** Log record before the operator is asked, or before a grant is applied. */
export const requestRecord = (id: string, call: ToolCall, mode: 'ask' | 'strict'): ChainEntry => ({
  kind: 'request',
  id,
  mode,
  ...callFields(call),
})

/** Log record of a decision. It refers to the digest of the input; an edited input has its own digest. */
export function decisionRecord(
  id: string,
  call: ToolCall,
  decision: Decision,
  decider: Decider,
  sha256: Sha256,
): ChainEntry {
  const said: JsonObject = decision.allow
    ? {
        ...{ decision: 'allow', remember: decision.remember, ...editFields(decision.edited, sha256) },
        ...(decision.memory === undefined ? {} : { memory: decision.memory.map((change) => ({ ...change })) }),
      }
    : { decision: 'deny', reason: decision.reason, ...(decision.isCancelled === true ? { isCancelled: true } : {}) }
  return {
    kind: 'decision',
    id,
    session: call.session,
    tool: call.tool,
    digest: call.digest,
    ...said,
    ...whoFields(decider),
  }
}

const whoFields = ({ by, user, ip, userAgent, client, token, rules }: Decider): JsonObject => ({
  ...{ by, user, ip, userAgent, client },
  ...(token === undefined ? {} : { token }),
  ...(rules === undefined ? {} : { rules }),
})

/** Log record of a decision that was taken back before it was delivered. `decider` is the person who took it back. */
export const withdrawalRecord = (id: string, call: ToolCall, { allow }: Decision, decider: Decider): ChainEntry => ({
  kind: 'withdrawal',
  id,
  session: call.session,
  tool: call.tool,
  digest: call.digest,
  decision: allow ? 'allow' : 'deny',
  ...whoFields(decider),
})

function editFields(edited: JsonObject | null, sha256: Sha256): JsonObject {
  const text = edited === null ? null : canonicalJson(edited)
  if (text === null || E.isLeft(text)) return {}
  return {
    editedDigest: sha256(text.right),
    editedInput: text.right.length <= MAX_RECORDED_INPUT ? edited : null,
  }
}

/** Log record of the answer to the agent and its reason. Written before the answer is sent. */
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
 * Log record of the delivery to the agent, written after it. `null`: the hub ended between outcome and delivery, so it
 * is unknown whether the agent received the answer. Logs of older versions have `delivered` in the outcome, which was
 * written after the answer was sent.
 */
export const deliveryRecord = ({ id, call }: Pick<Approval, 'id' | 'call'>, delivered: boolean | null): ChainEntry => ({
  kind: 'delivery',
  id,
  session: call.session,
  delivered,
})

/** Log record of a run of a call that the agent has reported. `digest` is that of the input that ran. */
export const runRecord = (
  id: string,
  session: SessionId,
  { tool, digest, toolUseId, hasFailed }: FinishedCall,
): ChainEntry => ({
  kind: 'run',
  id,
  session,
  tool,
  digest,
  toolUseId,
  ...(hasFailed ? { failed: true } : {}),
})

const OUTCOMES: Readonly<Record<Verdict['_tag'], string>> = {
  Allow: 'allowed',
  Deny: 'denied',
  Terminal: 'left-to-terminal',
  NoOpinion: 'left-to-terminal',
}

/** Log record of a call that a classifier of the agent refused. */
export const classifierRecord = (id: string, call: ToolCall, reason: string | null): ChainEntry => ({
  ...refusalRecord(id, call, 'classifier'),
  by: 'classifier',
  reason,
})

/** Log record of a call that was refused without asking; `rules` are the ids of those that denied it. */
export const refusalRecord = (
  id: string,
  call: ToolCall,
  why: string,
  rules: ReadonlyArray<string> = [],
): ChainEntry => ({
  kind: 'refusal',
  id,
  why,
  ...(rules.length === 0 ? {} : { rules }),
  ...callFields(call),
})
