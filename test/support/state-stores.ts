import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { OpenState } from '../../adapters/outbound/json-store/open-state.js'
import {
  memorySessionTokens,
  memorySettingsStore,
  memoryStateStore,
  type MemorySettings,
} from '../../adapters/outbound/memory/stores.memory.js'
import type { StateStore } from '../../application/shared/state-store.port.js'
import { agentId } from '../../domain/agents/agent-id.js'
import type { NamedToken } from '../../domain/access/named-token.js'
import type { Approval } from '../../domain/approvals/approval.js'
import { DEFAULT_RULES, type ApprovalRules } from '../../domain/approvals/rules.js'
import { NO_LAST_REPORTS, type LastReports } from '../../domain/attention/last-reports.js'
import { EMPTY_BOARD, type Board, type Card } from '../../domain/board/card.js'
import type { FinishAt, FinishRecords } from '../../domain/board/finish.js'
import { EMPTY_PROJECT_REGISTRY } from '../../domain/projects/project.js'
import type { QueuedPrompt } from '../../domain/prompts/prompt.js'
import type { PromptTemplates } from '../../domain/prompts/prompt-template.js'
import type { Schedules } from '../../domain/prompts/schedule.js'
import type { PromptQueues } from '../../domain/prompts/prompt-queues.js'
import type { PushSubscription } from '../../domain/push/subscription.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import { EMPTY_RECORDS, remember } from '../../domain/sessions/session-record.js'
import type { Settings } from '../../domain/settings/settings.js'
import { EMPTY_BUDGET_RECORDS, type BudgetRecords } from '../../domain/usage/budget-records.js'
import type { Resumes } from '../../domain/usage/resumes.js'
import { EMPTY_WEBHOOK_RECORDS } from '../../domain/webhooks/webhook-records.js'
import { describeApprovalRules } from '../contracts/approval-rules.contract.js'
import { describeBudgetStore } from '../contracts/budget-store.contract.js'
import { describeCardStore } from '../contracts/card-store.contract.js'
import { describeFinishJournal } from '../contracts/finish-journal.contract.js'
import { describeLastReportsStore } from '../contracts/last-reports-store.contract.js'
import { describeFake, describeMutants } from '../contracts/mutants.js'
import { describeNamedTokens } from '../contracts/named-tokens.contract.js'
import { describeProjectStore } from '../contracts/project-store.contract.js'
import { describeScheduleStore } from '../contracts/schedule-store.contract.js'
import { describePromptQueueStore } from '../contracts/prompt-queue-store.contract.js'
import { DEFAULT_PUSH_PLAN, type PushPlan } from '../../domain/push/plan.js'
import { describePushPlanStore } from '../contracts/push-plan-store.contract.js'
import { describePushSubscriptions } from '../contracts/push-subscriptions.contract.js'
import { describeResumeStore } from '../contracts/resume-store.contract.js'
import { describeSessionRecord } from '../contracts/session-record-store.contract.js'
import { describeSessionTokens } from '../contracts/session-tokens.contract.js'
import { describeSettingsStore } from '../contracts/settings-store.contract.js'
import type { describeStateStore } from '../contracts/state-store.contract.js'
import { stateStoreMutants } from '../contracts/state-store.mutants.js'
import { describeTemplateStore } from '../contracts/template-store.contract.js'
import { describeWebhookStore } from '../contracts/webhook-store.contract.js'
import { aBoard, aCard } from './cards.js'
import { aNotification, aWebhook } from './webhooks.js'

/** Time at which all sample values were written. */
export const SAMPLE_TIME = Date.UTC(2026, 2, 1, 8, 15, 30, 120)

/** Folder of one contract test. `open` waits for the state that was opened before it. */
export interface StateScene {
  readonly open: (settingsDefaults?: Settings) => Promise<OpenState>
  readonly close: () => Promise<void>
}

type Step = (state: OpenState) => TE.TaskEither<unknown, unknown>

/** Store of the state folder. All tests that apply to every store are made from these rows. */
export interface StateStoreRow {
  readonly name: string
  /** Path in the state folder. */
  readonly file: string
  /** Changes that lead from an empty file to the sample value. */
  readonly changes: ReadonlyArray<Step>
  readonly value: Step
  /** Runs the contract suite of the port on the fake, its mutants and the file. Absent where there is no separate port. */
  readonly describeContract?: (scene: () => Promise<StateScene>) => void
}

const done = (): Promise<void> => Promise.resolve()

/** Row of a store that holds one value and has the common contract. */
function valueStore<A>(
  row: Pick<StateStoreRow, 'name' | 'file'>,
  storeOf: (state: OpenState) => StateStore<A>,
  describeOn: ReturnType<typeof describeStateStore<A>>,
  fresh: A,
  changes: ReadonlyArray<(before: A) => A>,
): StateStoreRow {
  return {
    ...row,
    changes: changes.map((change) => (state) => storeOf(state).update((before) => E.right(change(before)))),
    value: (state) => storeOf(state).read,
    describeContract: (scene) => {
      const open = () => {
        const store = memoryStateStore(fresh)
        return Promise.resolve({ store, reopen: () => Promise.resolve(store), close: done })
      }
      describeOn('memory', open)
      describeMutants(describeOn, stateStoreMutants<A>(), open)
      describeOn('json-store', async () => {
        const { open, close } = await scene()
        const opened = async (): Promise<StateStore<A>> => storeOf(await open())
        return { store: await opened(), reopen: opened, close }
      })
    },
  }
}

const SHOP = sessionId('cc-shop')

const card: Card = {
  id: 'card-1',
  projectId: 'shop',
  title: 'Größere Knöpfe',
  priority: 'p1',
  stage: 'review',
  origin: 'solo',
  theme: null,
  order: 3,
  sessionRef: 'cc-shop',
  brainstormDoc: null,
  notes: 'a\nb',
  branch: 'card/groessere-card-1',
  implementSummary: 'done',
  worktreePath: '/work/.penates-worktrees/shop/a',
  createdAt: SAMPLE_TIME,
  updatedAt: SAMPLE_TIME + 5,
  rev: 7,
  blockedBy: ['card-2'],
  slug: 'groessere',
  ownSession: null,
  ownSessionId: null,
  firstPort: 4100,
  plan: null,
  doneAt: null,
  moves: [
    { stage: 'idea', at: SAMPLE_TIME, by: { kind: 'operator', name: null } },
    { stage: 'implement', at: SAMPLE_TIME + 1, by: { kind: 'hub', name: null } },
    { stage: 'review', at: SAMPLE_TIME + 5, by: { kind: 'session', name: 'cc-shop' } },
  ],
  sessions: [
    {
      ...{ id: sessionId('id-of-shop'), name: 'cc-shop', at: SAMPLE_TIME + 1 },
      conversations: [{ agent: agentId('claude-code'), id: 'one' }],
    },
  ],
  extra: { mood: 'good' },
}

const finish: FinishAt<'done'> = {
  id: 'f1',
  cardId: 'card-1',
  projectId: 'shop',
  directory: '/work/shop',
  base: 'main',
  branch: 'card/x',
  branchTip: 'a'.repeat(40),
  baseBefore: 'b'.repeat(40),
  place: '/state/finish/f1',
  pushes: true,
  worktree: null,
  cardBefore: { stage: 'review', order: 3 },
  stage: 'done',
  merge: 'c'.repeat(40),
  startedAt: SAMPLE_TIME,
  endedAt: SAMPLE_TIME + 9,
  pushed: true,
  merged: true,
  reason: null,
  detail: null,
  cleanup: {
    sessionKilled: true,
    worktreeRemoved: true,
    worktreeKept: false,
    branchDeleted: true,
    branchKept: false,
    branchReason: null,
    checkedOutIn: null,
    rescue: ['refs/penates/rescue/x'],
  },
  revert: null,
}

const prompt: QueuedPrompt = {
  id: 'prompt-1',
  session: SHOP,
  text: 'Größe prüfen,\n\tdann committen',
  state: 'unknown',
  fault: 'restart',
  createdAt: SAMPLE_TIME,
  changedAt: SAMPLE_TIME + 5,
}

export const SAMPLE_APPROVAL: Approval = {
  id: 'approval-1',
  mode: 'strict',
  reason: null,
  createdAt: SAMPLE_TIME,
  expiresAt: SAMPLE_TIME + 110_000,
  secretHash: 'f'.repeat(64),
  call: {
    session: SHOP,
    gate: 'PreToolUse',
    tool: 'Bash',
    input: { command: 'ls größe' },
    digest: 'd'.repeat(64),
    inputLength: 24,
    permissionMode: 'default',
    cwd: '/work/shop',
    toolUseId: 'toolu_1',
    promptId: null,
    comesAgain: true,
  },
}

/** In the order in which `penates doctor` lists the files. */
export const STATE_STORES: ReadonlyArray<StateStoreRow> = [
  valueStore(
    { name: 'sessions', file: 'known-sessions.json' },
    ({ sessionRecord }) => sessionRecord,
    describeSessionRecord,
    EMPTY_RECORDS,
    [
      (before) => {
        const shop = { id: SHOP, name: 'cc-shop', directory: '/work/größe', command: 'claude --resume' }
        const docs = { id: sessionId('cc-docs'), name: 'cc-docs', directory: '/work/docs', command: '' }
        const two = remember(remember(before, shop, SAMPLE_TIME), docs, SAMPLE_TIME + 1000)
        const known = two.known.map((one) =>
          one.name === 'cc-shop' ? { ...one, pinned: true, muted: true } : { ...one, manuallyStopped: true },
        )
        const run = { pid: 4242, startedAt: SAMPLE_TIME - 5000 }
        const heartbeat = { run, at: SAMPLE_TIME, live: [SHOP] }
        return { known, heartbeat, reviving: [SHOP], faded: [], clipboard: null }
      },
    ],
  ),
  {
    name: 'tokens',
    file: 'session-tokens.json',
    changes: [
      ({ sessionTokens }) => sessionTokens.issue(SHOP, 'cc-shop'),
      ({ sessionTokens }) => sessionTokens.issue(sessionId('cc-notes'), 'cc-docs'),
    ],
    value: ({ sessionTokens }) =>
      TE.sequenceArray([sessionTokens.sessionOf('token-1'), sessionTokens.sessionOf('token-2')]),
    describeContract: (scene) => {
      describeFake(describeSessionTokens, ['tokens'], () => {
        const tokens = memorySessionTokens()
        return Promise.resolve({ tokens, reopen: () => Promise.resolve(tokens), close: done })
      })
      describeSessionTokens('json-store', async () => {
        const { open, close } = await scene()
        return { tokens: (await open()).sessionTokens, reopen: async () => (await open()).sessionTokens, close }
      })
    },
  },
  valueStore<ReadonlyArray<NamedToken>>(
    { name: 'namedTokens', file: 'named-tokens.json' },
    ({ namedTokens }) => namedTokens,
    describeNamedTokens,
    [],
    [
      () => [
        {
          id: 'token-1',
          label: 'Größe',
          scopes: [
            { kind: 'drive', sessions: [SHOP] },
            { kind: 'board', projectId: 'shop' },
          ],
          digest: 'e'.repeat(64),
          createdAt: SAMPLE_TIME,
          expiresAt: SAMPLE_TIME + 5,
          lastUsedAt: null,
        },
      ],
    ],
  ),
  {
    name: 'settings',
    file: 'settings.json',
    changes: [({ settingsStore }) => settingsStore.change({ autoRestore: false, remoteApproval: true })],
    value: ({ settingsStore }) => settingsStore.read,
    describeContract: (scene) => {
      describeFake(describeSettingsStore, ['open'], () => {
        const memory: MemorySettings = { overrides: {} }
        const open = (defaults: Settings) => Promise.resolve(memorySettingsStore(defaults, memory))
        return Promise.resolve({ open, close: done })
      })
      describeSettingsStore('json-store', async () => {
        const { open, close } = await scene()
        return { open: async (defaults) => (await open(defaults)).settingsStore, close }
      })
    },
  },
  valueStore<ApprovalRules>(
    { name: 'rules', file: 'approval-rules.json' },
    ({ approvalRules }) => approvalRules,
    describeApprovalRules,
    DEFAULT_RULES,
    [
      (before) => ({ ...before, waitMinutes: { 'cc-shop': 30 } }),
      () => ({
        mode: 'strict',
        sessions: { 'cc-shop': 'ask' },
        waitMinutes: {},
        ids: { 'id-of-shop': { name: 'cc-shop', mode: 'ask' } },
        freeTools: ['Read', 'Glob'],
        asksInAutoMode: false,
        grants: [{ session: SHOP, tool: 'Bash', digest: 'd'.repeat(64), grantedAt: SAMPLE_TIME }],
        permissions: [
          {
            ...{ id: 'rule-1', effect: 'allow', tool: 'Bash', projectId: null, agent: null, createdAt: SAMPLE_TIME },
            pattern: { kind: 'command', words: ['npm', 'test'], open: true },
          },
        ],
      }),
    ],
  ),
  valueStore<ReadonlyArray<PushSubscription>>(
    { name: 'subscriptions', file: 'push-subscriptions.json' },
    ({ pushSubscriptions }) => pushSubscriptions,
    describePushSubscriptions,
    [],
    [
      () => [
        {
          endpoint: 'https://push.example/abc',
          expirationTime: null,
          keys: { p256dh: 'p256', auth: 'auth' },
          deviceId: 'phone',
          createdAt: SAMPLE_TIME,
          failedAttempts: 1,
          lastError: { at: SAMPLE_TIME, statusCode: 410, reason: 'gone' },
        },
      ],
    ],
  ),
  valueStore<PushPlan>(
    { name: 'pushPlan', file: 'push-plan.json' },
    ({ pushPlan }) => pushPlan,
    describePushPlanStore,
    DEFAULT_PUSH_PLAN,
    [
      () => ({
        reminderMinutes: 15,
        quiet: { from: '22:00', to: '07:30' },
        todayAt: '08:00',
        timeZone: 'Europe/Berlin',
        todayOn: '2026-03-01',
        contact: 'mailto:me@example.com',
      }),
    ],
  ),
  {
    name: 'vapidKeys',
    file: 'vapid-keys.json',
    changes: [({ vapidKeys }) => vapidKeys(() => ({ publicKey: 'public', privateKey: 'private' }))],
    value: ({ vapidKeys }) => vapidKeys(() => ({ publicKey: 'new', privateKey: 'new' })),
  },
  valueStore(
    { name: 'projects', file: 'projects.json' },
    ({ projectStore }) => projectStore,
    describeProjectStore,
    EMPTY_PROJECT_REGISTRY,
    [
      () => ({
        projects: [
          { id: 'shop', displayName: 'Shop', path: '/work/shop', pinned: true },
          { id: 'docs', displayName: 'Docs', path: '/work/docs', pinned: false },
        ],
        hidden: ['/work/old'],
      }),
    ],
  ),
  valueStore<Board>(
    { name: 'board', file: 'board.json' },
    ({ cardStore }) => cardStore,
    describeCardStore,
    EMPTY_BOARD,
    [
      () => aBoard({ ...card, rev: 6 }, aCard({ id: 'gone' })),
      () => ({
        cards: [card, { ...card, id: 'card-2', stage: 'done', doneAt: SAMPLE_TIME, priority: null, extra: {} }],
        ideaSessions: [{ session: 'cc-ideas', projectId: 'shop' }],
        unknownEntries: [7],
        extra: { migratedAt: '2026-02-01T00:00:00.000Z' },
      }),
    ],
  ),
  valueStore<FinishRecords>(
    { name: 'finishes', file: 'finishes.json' },
    ({ finishJournal }) => finishJournal,
    describeFinishJournal,
    [],
    [() => [{ ...finish, stage: 'finalizing', endedAt: null, cleanup: null }], () => [finish]],
  ),
  valueStore<BudgetRecords>(
    { name: 'budgets', file: 'budgets.json' },
    ({ budgetStore }) => budgetStore,
    describeBudgetStore,
    EMPTY_BUDGET_RECORDS,
    [
      () => ({
        budgets: [
          { scope: { kind: 'month' }, limitUsd: 25.5, atLimit: 'ask' },
          { scope: { kind: 'project', project: '/work/shop' }, limitUsd: 5, atLimit: 'deny' },
        ],
        standings: { month: { period: '2026-03', spentUsd: 12.25, level: 'near' } },
      }),
    ],
  ),
  valueStore<Resumes>(
    { name: 'resumes', file: 'limit-resumes.json' },
    ({ resumeStore }) => resumeStore,
    describeResumeStore,
    {},
    [() => ({ 'cc-shop': { resumeAt: SAMPLE_TIME }, 'cc-docs': { resumeAt: null } })],
  ),
  valueStore<PromptQueues>(
    { name: 'prompts', file: 'prompts.json' },
    ({ promptQueues }) => promptQueues,
    describePromptQueueStore,
    [],
    [
      () => [{ ...prompt, state: 'waiting', fault: null }],
      () => [prompt, { ...prompt, id: 'prompt-2', text: 'x', state: 'waiting', fault: null }],
    ],
  ),
  valueStore<Schedules>(
    { name: 'schedules', file: 'schedules.json' },
    ({ schedules }) => schedules,
    describeScheduleStore,
    [],
    [
      () => [
        {
          id: 'schedule-1',
          session: SHOP,
          text: 'Größe prüfen',
          trigger: { _tag: 'Rule', rule: '0 9 * * 1-5', timeZone: 'Europe/Berlin' },
          createdAt: SAMPLE_TIME,
          dueAt: SAMPLE_TIME + 60_000,
          remaining: 99,
          runs: [{ at: SAMPLE_TIME - 60_000, outcome: 'missed' }],
        },
      ],
    ],
  ),
  valueStore<PromptTemplates>(
    { name: 'promptTemplates', file: 'prompt-templates.json' },
    ({ promptTemplates }) => promptTemplates,
    describeTemplateStore,
    [],
    [() => [{ id: 'template-1', title: 'Größe', text: 'Größe von {{branch}} prüfen' }]],
  ),
  valueStore(
    { name: 'lastReports', file: 'last-reports.json' },
    ({ lastReports }) => lastReports,
    describeLastReportsStore,
    NO_LAST_REPORTS,
    [
      (): LastReports => ({
        savedAt: SAMPLE_TIME,
        sessions: [
          {
            session: SHOP,
            activity: {
              ...{ activity: 'waiting', tool: 'Bash', since: SAMPLE_TIME, confirmedAt: SAMPLE_TIME },
              failure: null,
              evidence: { source: 'hook', what: 'PermissionRequest', at: SAMPLE_TIME },
            },
            statusLine: null,
          },
        ],
        limits: null,
      }),
    ],
  ),
  valueStore(
    { name: 'webhooks', file: 'webhooks.json' },
    ({ webhookStore }) => webhookStore,
    describeWebhookStore,
    EMPTY_WEBHOOK_RECORDS,
    [
      () => ({
        webhooks: [
          aWebhook({
            label: 'Größe',
            createdAt: SAMPLE_TIME,
            failures: 1,
            nextAttemptAt: SAMPLE_TIME + 5,
            dropped: 2,
            deliveries: [
              { at: SAMPLE_TIME, kind: 'session.waiting', delivered: false, statusCode: 500, reason: 'größe' },
            ],
          }),
          aWebhook({ id: 'topic', kind: 'ntfy', secret: null, disabled: { reason: 'gone', at: SAMPLE_TIME } }),
        ],
        waiting: [{ webhookId: 'hook', message: aNotification({ at: SAMPLE_TIME }), refusals: 1 }],
      }),
    ],
  ),
  {
    name: 'bootMark',
    file: 'boot.json',
    changes: [({ markBoot }) => markBoot(SAMPLE_TIME)],
    value: ({ markBoot }) => markBoot(0),
  },
  {
    name: 'approvals',
    file: 'approvals/open.journal',
    changes: [({ approvalStore }) => approvalStore.keep(SAMPLE_APPROVAL)],
    value: ({ approvalStore }) => approvalStore.kept,
  },
]
