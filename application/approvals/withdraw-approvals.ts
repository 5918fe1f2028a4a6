import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Approval } from '../../domain/approvals/approval.js'
import { unanswered } from '../../domain/approvals/restraint.js'
import { hasDialogOfItsOwn } from '../../domain/approvals/ruling.js'
import { isSameTool, readFinishedCall } from '../../domain/approvals/tool-call.js'
import { readHook, type HookPayload } from '../../domain/attention/hook.js'
import type { PendingApprovals } from './pending-approvals.js'
import type { RecentVerdicts } from './recent-verdicts.js'
import type { Secrets } from './secrets.port.js'
import { undecided, type SettleApproval } from './settle-approval.js'

/** Reason for a withdrawal. */
export type Withdrawal = 'answered-at-terminal' | 'turn-over' | 'session-ended' | 'attached' | 'hub-stopping'

/** Withdraws approvals that need no decision any more. An agent that still waits gets the verdict for an unanswered call. */
export interface WithdrawApprovals {
  /** Withdraws after a report of the agent: the call whose tool has run, or all of a turn that is over. */
  readonly onHook: (session: string, event: string, payload: HookPayload) => T.Task<void>
  /** Withdraws all approvals of a session that has ended. */
  readonly onSessionEnded: (session: string) => T.Task<void>
  /** A terminal was attached: releases agents that show a dialog of their own there. */
  readonly onAttached: (session: string) => T.Task<void>
  /** Withdraws all approvals before the hub stops. */
  readonly onHubStopping: T.Task<void>
}

export interface WithdrawApprovalsDeps {
  readonly settleApproval: SettleApproval
  readonly pending: PendingApprovals
  readonly recentVerdicts: RecentVerdicts
  readonly secrets: Secrets
}

export function makeWithdrawApprovals(deps: WithdrawApprovalsDeps): WithdrawApprovals {
  const { settleApproval, pending, recentVerdicts, secrets } = deps

  /** An approval that was decided meanwhile counts as withdrawn. */
  const withdraw = (id: string, why: Withdrawal): T.Task<void> =>
    pipe(
      settleApproval(id, (approval) => E.right(undecided(unanswered(approval, REASONS[why]), why))),
      TE.match(
        () => undefined,
        () => undefined,
      ),
    )

  const withdrawAll = (session: string, why: Withdrawal, concerns: (approval: Approval) => boolean): T.Task<void> =>
    pipe(
      pending
        .ofSession(session)
        .filter(({ approval }) => concerns(approval))
        .map(({ approval }) => withdraw(approval.id, why)),
      T.sequenceArray,
      T.map(() => undefined),
    )

  const onToolRan = (session: string, payload: HookPayload): T.Task<void> => {
    const ran = readFinishedCall(payload, secrets.sha256)
    if (ran === null) return T.of(undefined)
    recentVerdicts.forget(session, ran)
    return withdrawAll(
      session,
      'answered-at-terminal',
      ({ call }) => call.digest === ran.digest && isSameTool(call, ran),
    )
  }

  const onTurnOver = (session: string, why: Withdrawal): T.Task<void> => {
    recentVerdicts.forget(session, null)
    return withdrawAll(session, why, () => true)
  }

  return {
    onHook: (session, event, payload) => {
      switch (readHook(event, payload)?.event) {
        case 'PostToolUse':
          return onToolRan(session, payload)
        case 'Stop':
        case 'SessionEnd':
          return onTurnOver(session, 'turn-over')
        default:
          return T.of(undefined)
      }
    },
    onSessionEnded: (session) => onTurnOver(session, 'session-ended'),
    onAttached: (session) =>
      withdrawAll(session, 'attached', ({ mode, call }) => mode === 'ask' && hasDialogOfItsOwn(call)),
    onHubStopping: () =>
      pipe(
        pending.all().map(({ approval }) => withdraw(approval.id, 'hub-stopping')),
        T.sequenceArray,
        T.map(() => undefined),
      )(),
  }
}

/** Reasons for an agent in `strict`. */
const REASONS: Readonly<Record<Withdrawal, string>> = {
  'answered-at-terminal': 'The question was answered at the terminal',
  'turn-over': 'The turn is over',
  'session-ended': 'The session has ended',
  attached: 'Somebody took over at the terminal',
  'hub-stopping': 'The hub is stopping',
}
