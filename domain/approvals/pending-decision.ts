import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { isGivenByKeys } from './agent-dialog.js'
import { readDecision, type DecideFault, type DecisionRequest } from './decision.js'
import type { Decided, PendingCall } from './desk-call.js'
import { approvalNotPending, invalidDecision } from './errors.js'
import { wordsFault } from './own-words.js'
import type { Decider } from './records.js'

/**
 * Reads a decision about a call; one that is held is made already. The time of day may have been set since the request; the agent
 * waits by the monotonic clock, whose time is `now`.
 */
export const readDecisionOn = (
  { approval, askedAt, held, place }: PendingCall,
  request: DecisionRequest,
  { decider, now }: { readonly decider: Decider; readonly now: number },
): E.Either<DecideFault, Decided> =>
  held !== null
    ? E.left(approvalNotPending)
    : pipe(
        readDecision(approval, request, approval.createdAt + now - askedAt, place),
        E.filterOrElse(
          (decision) => place === 'hook' || isGivenByKeys(approval.call, decision),
          (decision): DecideFault =>
            (decision.allow ? wordsFault(approval.call, decision.edited) : null) ?? invalidDecision,
        ),
        E.map((decision) => ({ why: 'decided', decision, decider })),
      )
