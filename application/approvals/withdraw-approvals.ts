import * as T from 'fp-ts/lib/Task.js'
import type { DeskCall, PendingCall } from '../../domain/approvals/desk-call.js'
import type { Withdrawal } from '../../domain/approvals/withdrawal.js'
import { hasRun } from '../../domain/approvals/same-call.js'
import { yieldsToTerminal } from '../../domain/approvals/ruling.js'
import { readFinishedCall, type FinishedCall } from '../../domain/approvals/tool-call.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { AgentReport } from '../agents/agent-cli.port.js'
import type { ApprovalsSteps } from './ports.js'

/** Withdraws approvals that need no decision any more. An agent that still waits gets the verdict for an unanswered call. */
export interface WithdrawApprovals {
  /** Withdraws after a report of the agent: the call whose tool has run, or all of a turn that is over. */
  readonly onReport: (session: SessionId, report: AgentReport) => T.Task<void>
  /** Withdraws all approvals of a session that has ended. */
  readonly onSessionEnded: (session: SessionId) => T.Task<void>
  /** A terminal was attached: releases agents that show a dialog of their own there. */
  readonly onAttached: (session: SessionId) => T.Task<void>
  /** Withdraws all approvals before the hub stops, but those whose hooks ask again. */
  readonly onHubStopping: T.Task<void>
}

export function makeWithdrawApprovals(deps: Pick<ApprovalsSteps, 'calls' | 'held' | 'secrets'>): WithdrawApprovals {
  const { calls, held, secrets } = deps
  /** Withdraws pending calls, and drops the verdicts on answered ones. */
  const withdrawIn =
    (session: SessionId, why: Withdrawal, isOver: (one: DeskCall) => boolean = () => true): T.Task<void> =>
    async () => {
      const over = [...calls.ofSession(session)].filter(isOver)
      const ends = over.map((one) => {
        if (one._tag !== 'Answered') return calls.withdraw(one.approval.id, why)()
        calls.forget(one.id)
        return Promise.resolve()
      })
      await Promise.all(ends)
    }

  const onRun =
    (session: SessionId, ran: FinishedCall): T.Task<void> =>
    async () => {
      await withdrawIn(session, 'answered-at-terminal', (one) => hasRun(one, ran))()
      await calls.recordRun(session, ran)()
    }

  return {
    onReport: (session, { hook, call }) => {
      switch (hook?.event) {
        case 'PostToolUse': {
          const ran = readFinishedCall(call, secrets.sha256)
          return ran === null ? T.of(undefined) : onRun(session, hook.hasFailed ? { ...ran, hasFailed: true } : ran)
        }
        case 'Stop':
          // Subagents that run on may wait for an answer; their calls end with their connections.
          return hook.background === undefined ? withdrawIn(session, 'turn-over') : T.of(undefined)
        case 'SessionEnd':
          return withdrawIn(session, 'turn-over')
        default:
          return T.of(undefined)
      }
    },
    onSessionEnded: (session) => async () => {
      await withdrawIn(session, 'session-ended')()
      calls.forgetRuns(session)
    },
    onAttached: (session) =>
      withdrawIn(
        session,
        'attached',
        (one) =>
          one._tag !== 'Answered' &&
          one.approval.mode === 'ask' &&
          yieldsToTerminal(one.approval.call, one.approval.isRuled === true),
      ),
    onHubStopping: async () => {
      await held.deliverAll()
      const waiting = [...calls.all()].filter((one) => one._tag !== 'Answered')
      const end = ({ approval: { id, call } }: PendingCall): T.Task<void> =>
        call.asksAgain === true ? calls.cutOff(id) : calls.withdraw(id, 'hub-stopping')
      await Promise.all(waiting.map((one) => end(one)()))
    },
  }
}
