import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  memoryApprovalLedger,
  type MemoryApprovalLedger,
} from '../../adapters/outbound/memory/approval-ledger.memory.js'
import { memoryApprovalRules } from '../../adapters/outbound/memory/approval-rules.memory.js'
import { memoryApprovalStore } from '../../adapters/outbound/memory/approval-store.memory.js'
import { memoryAuditLog, type MemoryAuditLog } from '../../adapters/outbound/memory/audit-log.memory.js'
import { memoryClock, type MemoryClock } from '../../adapters/outbound/memory/clock.memory.js'
import { memoryLog, type LogEntry } from '../../adapters/outbound/memory/log.memory.js'
import { memorySecrets } from '../../adapters/outbound/memory/secrets.memory.js'
import { memorySessionHost, type MemorySessionHost } from '../../adapters/outbound/memory/session-host.memory.js'
import { memorySessionRecord } from '../../adapters/outbound/memory/session-record.memory.js'
import { memorySettingsStore } from '../../adapters/outbound/memory/settings-store.memory.js'
import type { ApprovalLedger } from '../../application/approvals/approval-ledger.port.js'
import type { ApprovalRulesStore } from '../../application/approvals/approval-rules.port.js'
import type { ApprovalStore } from '../../application/approvals/approval-store.port.js'
import { makeBudget } from '../../application/access/budget.js'
import { makeAskApproval, type AskApproval } from '../../application/approvals/ask-approval.js'
import {
  makeDecideApproval,
  type DecideApproval,
  type DecisionSender,
} from '../../application/approvals/decide-approval.js'
import { makeFollowApprovals } from '../../application/approvals/follow-approvals.js'
import { makeHoldApproval } from '../../application/approvals/hold-approval.js'
import { makeListApprovals, type ListApprovals } from '../../application/approvals/list-approvals.js'
import { makePendingApprovals } from '../../application/approvals/pending-approvals.js'
import { makePrecedents } from '../../application/approvals/precedents.js'
import { makeRecoverApprovals, type RecoverApprovals } from '../../application/approvals/recover-approvals.js'
import { makeRulesInForce } from '../../application/approvals/rules-in-force.js'
import type { Secrets } from '../../application/approvals/secrets.port.js'
import { makeSettleApproval } from '../../application/approvals/settle-approval.js'
import { makeWithdrawApprovals, type WithdrawApprovals } from '../../application/approvals/withdraw-approvals.js'
import { makeAttend } from '../../application/attention/attend.js'
import { makeAttentionStore, type AttentionStore } from '../../application/attention/attention-store.js'
import { makeFeed } from '../../application/attention/feed.js'
import type { Feed, FeedEvent } from '../../application/attention/feed.port.js'
import { THE_HUB } from '../../application/shared/audit-log.port.js'
import { unavailable } from '../../application/shared/errors.js'
import { makeKeyedLock } from '../../application/shared/keyed-lock.js'
import { FAILURE_LIMIT } from '../../domain/access/rate.js'
import type { Approval, Verdict } from '../../domain/approvals/approval.js'
import type { DecisionRequest } from '../../domain/approvals/decision.js'
import { DEFAULT_RULES, type ApprovalRules } from '../../domain/approvals/rules.js'
import type { Restraint } from '../../domain/approvals/restraint.js'
import type { CallSource } from '../../domain/approvals/tool-call.js'

/** What outlives a hub: the disk, the sessions and the time. */
export interface DeskWorld {
  readonly clock: MemoryClock
  readonly host: MemorySessionHost
  readonly store: ApprovalStore
  readonly ledger: MemoryApprovalLedger
  readonly rules: ApprovalRulesStore
  readonly secrets: Secrets
  /** While true nothing can be written. */
  isDiskFull: boolean
  isAnybodyThere: boolean
  /** What holds every session back. */
  restraint: Restraint | null
}

export function deskWorld(rules: Partial<ApprovalRules> = {}): DeskWorld {
  const clock = memoryClock(1_000_000)
  return {
    clock,
    host: memorySessionHost(clock),
    store: memoryApprovalStore(),
    ledger: memoryApprovalLedger(clock),
    rules: memoryApprovalRules({ ...DEFAULT_RULES, ...rules }),
    secrets: memorySecrets(),
    isDiskFull: false,
    isAnybodyThere: true,
    restraint: null,
  }
}

/** The same with any log. */
export type DeskPlace = Omit<DeskWorld, 'ledger'> & { readonly ledger: ApprovalLedger }

/** The approvals of one hub, from its start to its end. */
export interface Desk {
  readonly ask: AskApproval
  readonly decide: DecideApproval
  readonly list: ListApprovals
  readonly withdraw: WithdrawApprovals
  readonly recover: RecoverApprovals
  readonly feed: Feed
  readonly told: ReadonlyArray<FeedEvent>
  readonly audit: MemoryAuditLog
  readonly attention: AttentionStore
  readonly logged: ReadonlyArray<LogEntry>
  /** Secrets that were pushed to people, by approval. */
  readonly pushed: ReadonlyMap<string, string>
}

export function openDesk(world: DeskPlace): Desk {
  const { clock, host, rules, secrets } = world
  const unlessFull =
    <A, B>(write: (value: A) => TE.TaskEither<ReturnType<typeof unavailable>, B>) =>
    (value: A) =>
      TE.flatMap(() => write(value))(
        TE.fromEither(
          world.isDiskFull
            ? { _tag: 'Left' as const, left: unavailable('store', 'ENOSPC') }
            : { _tag: 'Right' as const, right: undefined },
        ),
      )
  const store = { ...world.store, keep: unlessFull(world.store.keep), drop: unlessFull(world.store.drop) }
  const ledger: ApprovalLedger = {
    ...world.ledger,
    append: (...entries) => unlessFull((added: typeof entries) => world.ledger.append(...added))(entries),
  }
  const log = memoryLog()
  const feed = makeFeed()
  const told: FeedEvent[] = []
  feed.subscribe((event) => told.push(event))
  const attention = makeAttentionStore()
  const attend = makeAttend({ store: attention, record: memorySessionRecord(), feed, clock })
  const audit = memoryAuditLog()
  const pending = makePendingApprovals()
  const precedents = makePrecedents({ clock })
  const pushed = new Map<string, string>()
  const approvers = {
    isAnybodyThere: () => world.isAnybodyThere,
    call: ({ id }: Approval, secret: string) => void pushed.set(id, secret),
  }
  const settleApproval = makeSettleApproval({
    pending,
    precedents,
    ledger,
    store,
    feed,
    attend,
    clock,
    log,
    withLock: makeKeyedLock(),
  })
  const holdApproval = makeHoldApproval({
    settleApproval,
    pending,
    store,
    ledger,
    approvers,
    secrets,
    feed,
    attend,
    audit,
    clock,
    log,
  })
  const withdraw = makeWithdrawApprovals({ settleApproval, pending, precedents, secrets })
  makeFollowApprovals({ feed, pending, precedents, rules, withdraw, log })()
  return {
    ask: makeAskApproval({
      restraints: { of: () => () => Promise.resolve(world.restraint) },
      rulesInForce: makeRulesInForce({ rules, settings: memorySettingsStore() }),
      holdApproval,
      pending,
      precedents,
      approvers,
      ledger,
      host,
      secrets,
      clock,
      log,
    }),
    decide: makeDecideApproval({
      settleApproval,
      pending,
      rules,
      audit,
      countMiss: makeBudget({ clock }, FAILURE_LIMIT),
      secrets,
      clock,
      log,
    }),
    list: makeListApprovals({ pending, feed, clock }),
    withdraw,
    recover: makeRecoverApprovals({ store, ledger, rules }),
    feed,
    told,
    audit,
    attention,
    logged: log.entries,
    pushed,
  }
}

export const aCall = (
  call: Partial<Omit<CallSource, 'payload'>> = {},
  payload: Record<string, unknown> = {},
): CallSource => ({
  session: 'cc-shop',
  gate: 'PermissionRequest',
  comesAgain: true,
  ...call,
  payload: { tool_name: 'Bash', tool_input: { command: 'make' }, permission_mode: 'default', ...payload },
})

export const aBypassedCall = (payload: Record<string, unknown> = {}): CallSource =>
  aCall({ gate: 'PreToolUse' }, { permission_mode: 'bypassPermissions', tool_use_id: 'toolu_1', ...payload })

export const aDecision = (decision: DecisionRequest = {}): DecisionRequest => ({ decision: 'allow', ...decision })

export const anOperator = (sender: Partial<DecisionSender> = {}): DecisionSender => ({
  caller: THE_HUB,
  client: null,
  isOperator: true,
  secret: null,
  ...sender,
})

/** Lets everything that is under way come to rest. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** What an agent was told so far; `null` while it is held. */
export function heldBy(verdict: Promise<Verdict>): () => Verdict | null {
  let said: Verdict | null = null
  void verdict.then((one) => {
    said = one
  })
  return () => said
}
