import { allow, denied, deny, type Approval, type Verdict } from './approval.js'
import { hasKnownDialog } from './agent-dialog.js'
import { isJsonObject } from './canonical-json.js'
import type { ChainEntry } from './chain.js'
import { deliveryRecord, outcomeRecord, requestRecord } from './records.js'
import { unanswered } from './restraint.js'
import type { Grant } from './rules.js'

const find = (records: ReadonlyArray<ChainEntry>, kind: string): ChainEntry | undefined =>
  records.find((record) => record.kind === kind)

/**
 * Records that the log lacks about an approval that a hub left open. `records` are the existing ones.
 *
 * An answer is sent only after its outcome is written. Without outcome and decision the agent has no answer. With one
 * of them and without a delivery the state is unknown, because older versions sent the answer after writing the
 * decision.
 */
export function closingRecords(approval: Approval, records: ReadonlyArray<ChainEntry>): ReadonlyArray<ChainEntry> {
  const outcome = find(records, 'outcome')
  const decision = standingDecision(records)
  if (outcome !== undefined) {
    const isClosed = 'delivered' in outcome || find(records, 'delivery') !== undefined
    return isClosed ? [] : [deliveryRecord(approval, null)]
  }
  if (decision !== undefined) {
    return [outcomeRecord(approval, verdictOf(decision), 'decided'), deliveryRecord(approval, null)]
  }
  const request =
    find(records, 'request') === undefined ? [requestRecord(approval.id, approval.call, approval.mode)] : []
  return [
    ...request,
    outcomeRecord(approval, unanswered(approval, ''), 'hub-restarted'),
    deliveryRecord(approval, false),
  ]
}

/** Decision that was not withdrawn, as one is that no key was pressed for. */
function standingDecision(records: ReadonlyArray<ChainEntry>): ChainEntry | undefined {
  const last = records.findLast(({ kind }) => kind === 'decision' || kind === 'withdrawal')
  return last?.kind === 'decision' ? last : undefined
}

const isUndecided = (records: ReadonlyArray<ChainEntry>): boolean =>
  find(records, 'outcome') === undefined && standingDecision(records) === undefined

/** True when the dialog of the agent may still wait for an answer to an approval that a hub left open. */
export const mayWaitAtDialog = (approval: Approval, records: ReadonlyArray<ChainEntry>): boolean =>
  hasKnownDialog(approval) && isUndecided(records)

/** True when the hook of an approval that a hub left open asks again, and no decision stands. */
export const mayAskAgain = ({ call }: Approval, records: ReadonlyArray<ChainEntry>): boolean =>
  call.asksAgain === true && isUndecided(records)

/**
 * Verdict that the hook of an approval gets when it asks again; `null` without one that can be told: a long edited input is
 * not in the log.
 */
export function verdictAgain({ call }: Approval, records: ReadonlyArray<ChainEntry>): Verdict | null {
  const decision = standingDecision(records)
  if (call.asksAgain !== true || decision === undefined || find(records, 'delivery') !== undefined) return null
  const { reason, editedInput } = decision
  if (decision['decision'] === 'allow') {
    if (!('editedDigest' in decision)) return allow()
    return isJsonObject(editedInput) ? allow(editedInput) : null
  }
  return denied(typeof reason === 'string' ? reason : null)
}

const verdictOf = (decision: ChainEntry): Verdict => (decision['decision'] === 'allow' ? allow() : deny(''))

/**
 * Grant from an allow in these records, for the rest of the session; `null` when none was given, or by a version without ids,
 * because the name may have gone to another session.
 */
export function grantIn(
  { call: { session, tool, digest }, createdAt }: Approval,
  records: ReadonlyArray<ChainEntry>,
): Grant | null {
  const decision = standingDecision(records)
  if (decision?.['decision'] !== 'allow' || decision['remember'] !== true) return null
  if (decision['sessionId'] !== session) return null
  return { session, tool, digest, grantedAt: createdAt }
}
