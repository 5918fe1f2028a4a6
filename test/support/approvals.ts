import { AGENTS } from '../../adapters/outbound/agents/agents.js'
import { FILE_TOOLS } from '../../adapters/outbound/agents/claude-code/file-tools.js'
import {
  memoryStateStore,
  memoryApprovalStore,
  memorySettingsStore,
  memoryApprovalHistory,
} from '../../adapters/outbound/memory/stores.memory.js'
import { EMPTY_RECORDS } from '../../domain/sessions/session-record.js'
import { EMPTY_PROJECT_REGISTRY, type Project, type ProjectRegistry } from '../../domain/projects/project.js'
import { parseShell } from '../../adapters/outbound/shell/shell-parser.unbash.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  memoryApprovalLedger,
  type MemoryApprovalLedger,
} from '../../adapters/outbound/memory/approval-ledger.memory.js'
import { memoryAuditLog, type MemoryAuditLog } from '../../adapters/outbound/memory/audit-log.memory.js'
import { memoryClock, type MemoryClock } from '../../adapters/outbound/memory/clock.memory.js'
import { memoryLog, type LogEntry } from '../../adapters/outbound/memory/log.memory.js'
import { memoryGuardedFolders } from '../../adapters/outbound/memory/guarded-folders.memory.js'
import { memorySecrets } from '../../adapters/outbound/memory/machine.memory.js'
import { memorySessionHost, type MemorySessionHost } from '../../adapters/outbound/memory/session-host.memory.js'
import { memoryTerminalQuestions } from '../../adapters/outbound/memory/terminal-questions.memory.js'
import {
  memoryPastCalls,
  memoryToolResults,
  type MemoryPastCalls,
  type MemoryToolResults,
} from '../../adapters/outbound/memory/agents.memory.js'
import type { Alarms } from '../../application/approvals/alarms.js'
import type { ApprovalHistory } from '../../application/approvals/approval-history.port.js'
import type { Clearances } from '../../application/approvals/clearances.js'
import type { WatchRuns } from '../../application/approvals/watch-runs.js'
import type { SettingsStore } from '../../application/settings/settings-store.port.js'
import type { ApprovalLedger } from '../../application/approvals/approval-ledger.port.js'
import type { ApprovalRulesStore, SessionRecordStore } from '../../application/shared/state-store.port.js'
import type { ApprovalStore } from '../../application/approvals/approval-store.port.js'
import type { ApprovalNotifier } from '../../application/approvals/desk-calls.js'
import type { HandOver } from '../../application/approvals/remind-people.js'
import type { ApprovalDesk } from '../../application/approvals/approval-desk.js'
import type { DecisionSender } from '../../application/approvals/decision-sender.js'
import { memoryCallFiles, type MemoryCallFiles } from '../../adapters/outbound/memory/call-files.memory.js'
import { makeCallDialogs } from '../../application/approvals/call-dialogs.js'
import { makeDeskCalls, type DeskCalls } from '../../application/approvals/desk-calls.js'
import type { PermissionRules } from '../../application/approvals/permission-rules.js'
import type { RecoverApprovals } from '../../application/approvals/recover-approvals.js'
import type { Secrets } from '../../application/shared/secrets.port.js'
import { makeRateLimit } from '../../application/access/rate-limit.js'
import { makeApprovals } from '../../application/approvals/approvals-feature.js'
import { makeAgentSessions } from '../../application/attention/agent-sessions.js'
import { makeUpdateActivity } from '../../application/attention/update-activity.js'
import { makeAttentionStore, type AttentionStore } from '../../application/attention/attention-store.js'
import { makeObserveAgents } from '../../application/attention/observe-agents.js'
import { makeFollowSessions } from '../../application/attention/follow-sessions.js'
import { makePresence, type Presence } from '../../application/attention/presence.js'
import { makeFeed, type Feed } from '../../application/shared/feed.js'
import { FAILURE_LIMIT } from '../../domain/access/rate.js'
import type { HubEvent } from '../../domain/events/hub-event.js'
import { THE_HUB } from '../../application/shared/audit-log.port.js'
import { unavailable } from '../../application/shared/errors.js'
import { makeKeyedLock } from '../../application/shared/keyed-lock.js'
import type { Verdict } from '../../domain/approvals/approval.js'
import type { CallDelivery } from '../../domain/approvals/desk-call.js'
import type { DecisionRequest } from '../../domain/approvals/decision.js'
import { DEFAULT_RULES, type ApprovalRules } from '../../domain/approvals/rules.js'
import type { Restraint } from '../../domain/approvals/restraint.js'
import { aReport } from './agents.js'
import type { CallSource } from '../../domain/approvals/tool-call.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import { makeSessionDirectory } from '../../application/sessions/session-directory.js'
import { makePermissionModes } from '../../application/attention/permission-modes.js'
import { makeStatusLines } from '../../application/attention/status-lines.js'
import type { ReadEarlierPlan } from '../../application/approvals/read-earlier-plan.js'
import type { ReadWaitingTime } from '../../application/approvals/read-waiting-time.js'
import type { ApprovalsPorts } from '../../application/approvals/ports.js'

/** The project that is registered on a desk. */
export const SHOP: Project = {
  id: 'shop',
  displayName: 'Shop',
  path: '/work/shop',
  pinned: false,
}

/** State that outlives a hub: disk, sessions and time. */
export interface DeskWorld {
  readonly clock: MemoryClock
  readonly host: MemorySessionHost
  readonly store: ApprovalStore
  readonly ledger: MemoryApprovalLedger
  readonly rules: ApprovalRulesStore
  readonly secrets: Secrets
  readonly record: SessionRecordStore
  readonly results: MemoryToolResults
  readonly pastCalls: MemoryPastCalls
  readonly callFiles: MemoryCallFiles
  /** While true nothing can be written. */
  isDiskFull: boolean
  isPersonReachable: boolean
  /** Restraints on every session. */
  restraint: Restraint | null
  /** Time between reminders, in milliseconds; `null` for none. */
  reminders: ReturnType<ApprovalNotifier['reminders']>
}

export function deskWorld(rules: Partial<ApprovalRules> = {}): DeskWorld {
  const clock = memoryClock(1_000_000)
  return {
    clock,
    host: memorySessionHost(clock),
    store: memoryApprovalStore(),
    ledger: memoryApprovalLedger(clock),
    rules: memoryStateStore<ApprovalRules>({ ...DEFAULT_RULES, ...rules }),
    secrets: memorySecrets(),
    record: memoryStateStore(EMPTY_RECORDS),
    results: memoryToolResults(),
    pastCalls: memoryPastCalls(),
    callFiles: memoryCallFiles(),
    isDiskFull: false,
    isPersonReachable: true,
    restraint: null,
    reminders: null,
  }
}

/** The same with any log. */
export type DeskPlace = Omit<DeskWorld, 'ledger'> & { readonly ledger: ApprovalLedger }

/** The approvals of one hub, from its start to its end. */
export interface Desk extends ApprovalDesk {
  readonly settings: SettingsStore
  readonly clearances: Clearances
  readonly alarms: Alarms
  readonly runs: WatchRuns
  readonly recover: RecoverApprovals
  readonly presence: Presence
  /** Begins and ends the watches over dialogs and missed calls, which keep timers in the clock. */
  readonly watchDialogs: () => void
  readonly stopDialogs: () => void
  readonly permissionRules: PermissionRules
  readonly readWaitingTime: ReadWaitingTime
  readonly readEarlierPlan: ReadEarlierPlan
  readonly feed: Feed
  readonly told: ReadonlyArray<HubEvent>
  readonly audit: MemoryAuditLog
  readonly attention: AttentionStore
  readonly logged: ReadonlyArray<LogEntry>
  /** Secrets that were pushed to people, by approval. */
  readonly pushed: ReadonlyMap<string, string>
  /** Messages to people, in their order. */
  readonly sent: ReadonlyArray<SentCall>
  readonly handOver: HandOver
}

/** Message about a call; of `all` of them. */
type SentCall = CallDelivery & { readonly id: string }

/** Searches the log in memory; any other log is empty to it. */
const historyOf = ({ ledger }: DeskPlace): ApprovalHistory =>
  'entries' in ledger
    ? memoryApprovalHistory(ledger as MemoryApprovalLedger)
    : {
        mentioning: () => TE.right([]),
        before: () => TE.right({ records: [], before: null }),
      }

/** The approvals of one hub on the modules that ship, with fakes for tools, budgets and push. */
export function openDesk(world: DeskPlace, history = historyOf(world)): Desk {
  const { clock, host, rules, secrets, record } = world
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
  const audit = memoryAuditLog()
  const pushed = new Map<string, string>()
  const sent: SentCall[] = []
  const settings = memorySettingsStore()
  const feed = makeFeed()
  const told: HubEvent[] = []
  feed.subscribe((event) => told.push(event))
  const attention = makeAttentionStore()
  const directory = makeSessionDirectory()
  feed.subscribe((event) => {
    if (event._tag === 'session-renamed') directory.note({ id: event.session, name: event.newName })
  })
  const presence = makePresence({ directory, clock })
  const [statusLines, permissionModes] = [makeStatusLines({ clock }), makePermissionModes()]
  const approvals = makeApprovals({
    attention: {
      updateActivity: makeUpdateActivity({ store: attention, record, directory, feed, clock }),
      presence,
      agentSessions: makeAgentSessions(),
      observeAgents: makeObserveAgents({ store: attention, statusLines, permissionModes, clock }),
    },
    push: {
      approvalNotifier: {
        hasSubscribers: () => world.isPersonReachable,
        reaches: (deviceId) => world.isPersonReachable && deviceId === 'phone',
        notify: ({ id }, secret, delivery) => {
          pushed.set(id, secret)
          sent.push({ id, ...delivery })
        },
        reminders: () => world.reminders,
        remindOfAll: () => {
          if (world.reminders !== null) world.reminders = { ...world.reminders, toldAt: clock.monotonic() }
          sent.push({ id: 'all', occasion: 'reminder' })
        },
      },
    },
    usage: { policyGuards: { of: () => () => Promise.resolve(world.restraint) } },
    store,
    ledger,
    history,
    rules,
    settings,
    host,
    directory,
    guardedFolders: memoryGuardedFolders({ fileTools: FILE_TOOLS, parseShell, folders: ['/home/me/code'] }),
    agents: AGENTS,
    projectStore: memoryStateStore<ProjectRegistry>({ ...EMPTY_PROJECT_REGISTRY, projects: [SHOP] }),
    parseShell,
    results: world.results,
    pastCalls: world.pastCalls,
    callFiles: world.callFiles,
    record,
    terminalQuestions: memoryTerminalQuestions(),
    secrets,
    countMiss: makeRateLimit({ clock }, FAILURE_LIMIT),
    feed,
    audit,
    clock,
    log,
    withLock: makeKeyedLock(),
  })
  makeFollowSessions({
    feed,
    store: attention,
    permissionModes,
    statusLines,
  }).start()
  // The watch over transcripts would keep a timer in the clock.
  approvals.jobs.find(({ name }) => name === 'approvals follow sessions')?.start()
  if (world.reminders !== null) approvals.jobs.find(({ name }) => name === 'reminders of calls')?.start()
  const watches = ['watch over dialogs', 'watch over missed calls']
  let stops: ReadonlyArray<() => void> = []
  return {
    ...approvals.desk,
    watchDialogs: () => {
      stops = approvals.jobs.filter(({ name }) => watches.includes(name)).map((job) => job.start())
    },
    stopDialogs: () => {
      for (const stop of stops) stop()
    },
    settings,
    clearances: approvals.clearances,
    alarms: approvals.alarms,
    runs: approvals.watchRuns,
    recover: approvals.recoverApprovals,
    presence,
    permissionRules: approvals.permissionRules,
    readWaitingTime: approvals.readWaitingTime,
    readEarlierPlan: approvals.readEarlierPlan,
    feed,
    told,
    audit,
    attention,
    logged: log.entries,
    pushed,
    sent,
    handOver: approvals.handOver,
  }
}

/** Desk in a world where the session `cc-shop` runs. */
export function shopDesk(rules: Partial<ApprovalRules> = {}): { readonly world: DeskWorld; readonly desk: Desk } {
  const world = deskWorld(rules)
  startNamed(world.host, 'cc-shop')
  return { world, desk: openDesk(world) }
}

/** Asks for a verdict. `said` is `null` while the agent has none. */
export async function askAt(
  desk: Desk,
  source = aCall(),
): Promise<{ readonly said: ReturnType<typeof heldBy>; readonly abandon: () => void }> {
  const asking = desk.ask(source)
  const said = heldBy(asking.verdict())
  await settled()
  return { said, abandon: asking.abandon }
}

/** Id of the oldest pending call; `none` without one. */
export const firstIdOf = (desk: Desk): string => desk.list.now()[0]?.id ?? 'none'

export const aCall = (
  call: Partial<Omit<CallSource, 'call'>> = {},
  payload: Record<string, unknown> = {},
): CallSource => ({
  session: sessionId('cc-shop'),
  gate: 'PermissionRequest',
  comesAgain: true,
  ...call,
  call: aReport(null, { tool_name: 'Bash', tool_input: { command: 'make' }, permission_mode: 'default', ...payload })
    .call,
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

/** Starts a session whose id is its name. */
export function startNamed(host: MemorySessionHost, name: string, directory?: string): void {
  host.controls.startByHand(name, directory)
  host.controls.set(name, { id: sessionId(name) })
}

/** Lets time pass in steps, so that what waits for it comes to rest between them. */
export async function passSteadily({ clock }: Pick<DeskWorld, 'clock'>, ms: number, stepMs = 500): Promise<void> {
  for (let left = ms; left > 0; left -= stepMs) {
    clock.advance(Math.min(stepMs, left))
    await settled()
  }
}

/** Decides the oldest pending call, or this one, at the dialog of its agent, which takes some time. */
export async function decideAtDialog(
  world: Pick<DeskWorld, 'clock'>,
  desk: Desk,
  decision = aDecision(),
  id = firstIdOf(desk),
): ReturnType<ReturnType<Desk['decide']>> {
  const deciding = desk.decide(id, decision, anOperator())()
  await passSteadily(world, 2_000)
  return deciding
}

/** Lets everything that is under way come to rest. */
export const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Answer to an agent; `null` while it is held. */
export function heldBy(verdict: Promise<Verdict>): () => Verdict | null {
  let said: Verdict | null = null
  void verdict.then((one) => {
    said = one
  })
  return () => said
}

/** The calls on a desk, with fakes for everything that is not given. */
export function openCalls(
  clock: MemoryClock = memoryClock(1_000_000),
  given: Partial<Pick<ApprovalsPorts, 'audit' | 'log'>> = {},
): DeskCalls {
  const { store, ledger, rules, secrets } = deskWorld()
  const [feed, audit, log, withLock] = [makeFeed(), memoryAuditLog(), memoryLog(), makeKeyedLock()]
  const directory = makeSessionDirectory()
  const updateActivity = makeUpdateActivity({
    store: makeAttentionStore(),
    record: memoryStateStore(EMPTY_RECORDS),
    directory,
    feed,
    clock,
  })
  const approvalNotifier = { notify: () => undefined }
  const callDialogs = makeCallDialogs({
    agents: AGENTS,
    host: memorySessionHost(clock),
    callFiles: memoryCallFiles(),
    clock,
  })
  const tools = { store, ledger, rules, secrets, audit, clock, log, callDialogs, ...given }
  return makeDeskCalls({ ...tools, feed, updateActivity, directory, approvalNotifier, withLock })
}
