import { sequenceS } from 'fp-ts/lib/Apply.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { NamedTokens } from '../../../application/access/named-tokens.port.js'
import type {
  ApprovalRulesStore,
  BudgetStore,
  CardStore,
  FinishJournal,
  LastReportsStore,
  ProjectStore,
  PromptQueueStore,
  PromptTemplateStore,
  ResumeStore,
  ScheduleStore,
  SessionRecordStore,
} from '../../../application/shared/state-store.port.js'
import type { ApprovalStore } from '../../../application/approvals/approval-store.port.js'
import type { PushPlanStore } from '../../../application/push/push-plan-store.port.js'
import type { PushSubscriptions } from '../../../application/push/push-subscriptions.port.js'
import type { SessionTokens } from '../../../application/sessions/session-tokens.port.js'
import type { SettingsStore } from '../../../application/settings/settings-store.port.js'
import type { WebhookStore } from '../../../application/webhooks/webhook-store.port.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { StateFault } from '../../../application/shared/state-fault.js'
import type { Settings } from '../../../domain/settings/settings.js'
import type { Instant } from '../../../domain/shared/instant.js'
import { approvalRulesSpec } from './approval-rules.json-store.js'
import { jsonApprovalStore } from './approval-store.json-store.js'
import { budgetStoreSpec } from './budget-store.json-store.js'
import { boardSpec } from './card-store.json-store.js'
import { bootMarkSpec, markBoot } from './boot-mark.json-store.js'
import { finishJournalSpec } from './finish-journal.json-store.js'
import { openJournaledStore } from './journaled-store.js'
import { openJsonStore } from './json-store.js'
import { lastReportsSpec } from './last-reports.json-store.js'
import { namedTokensSpec } from './named-tokens.json-store.js'
import { projectStoreSpec } from './project-store.json-store.js'
import { promptQueuesSpec } from './prompt-queue-store.json-store.js'
import { pushPlanSpec } from './push-plan.json-store.js'
import { pushSubscriptionsSpec } from './push-subscriptions.json-store.js'
import { schedulesSpec } from './schedule-store.json-store.js'
import { promptTemplatesSpec } from './template-store.json-store.js'
import { resumesSpec } from './resume-store.json-store.js'
import { sessionRecordStoreSpec } from './session-record-store.json-store.js'
import { jsonSessionTokens, sessionTokensSpec } from './session-tokens.json-store.js'
import { jsonSettingsStore, settingsSpec } from './settings-store.json-store.js'
import type { StateFolder } from './state-folder.js'
import { webhookStoreSpec } from './webhook-store.json-store.js'
import { vapidKeysOf, vapidKeysSpec, type VapidKeys } from './vapid-keys.json-store.js'

/** Everything that the state folder holds, open and ready. */
export interface OpenState {
  readonly sessionRecord: SessionRecordStore
  readonly sessionTokens: SessionTokens
  readonly namedTokens: NamedTokens
  readonly settingsStore: SettingsStore
  readonly approvalRules: ApprovalRulesStore
  readonly approvalStore: ApprovalStore
  readonly pushSubscriptions: PushSubscriptions
  readonly pushPlan: PushPlanStore
  readonly projectStore: ProjectStore
  readonly cardStore: CardStore
  readonly finishJournal: FinishJournal
  readonly budgetStore: BudgetStore
  readonly resumeStore: ResumeStore
  readonly promptQueues: PromptQueueStore
  readonly schedules: ScheduleStore
  readonly promptTemplates: PromptTemplateStore
  readonly webhookStore: WebhookStore
  readonly lastReports: LastReportsStore
  /** The pair that pushes are signed with, made and written when it is first asked for. */
  readonly vapidKeys: (newKeys: () => VapidKeys) => TE.TaskEither<Unavailable, VapidKeys>
  /** Marks this start; see `markBoot`. Once a start. */
  readonly markBoot: (now: Instant) => TE.TaskEither<Unavailable, Instant>
  /** Faults found when the files were opened, for the log and the client. */
  readonly faults: ReadonlyArray<StateFault>
  /** Answers once every change that was asked for until now is on disk, or has failed. */
  readonly settled: () => Promise<void>
}

export interface OpenStateOptions extends StateFolder {
  readonly settingsDefaults: Settings
  readonly newToken: () => string
  /** Folder of the project registry; defaults to the state folder. Locked in the same way. */
  readonly registryFolder?: string
}

/** Opens all state files. The caller holds the folder's lock and is the only writer. */
export function openState(options: OpenStateOptions): TE.TaskEither<Unavailable, OpenState> {
  return pipe(
    sequenceS(TE.ApplySeq)({
      records: openJsonStore(sessionRecordStoreSpec(options)),
      tokens: openJsonStore(sessionTokensSpec(options)),
      named: openJsonStore(namedTokensSpec(options)),
      settings: openJsonStore(settingsSpec(options)),
      rules: openJsonStore(approvalRulesSpec(options)),
      push: openJsonStore(pushSubscriptionsSpec(options)),
      pushPlan: openJsonStore(pushPlanSpec(options)),
      projects: openJsonStore(projectStoreSpec({ ...options, path: options.registryFolder ?? options.path })),
      vapid: openJsonStore(vapidKeysSpec(options)),
      board: openJournaledStore(boardSpec(options)),
      finishes: openJournaledStore(finishJournalSpec(options)),
      budgets: openJsonStore(budgetStoreSpec(options)),
      resumes: openJsonStore(resumesSpec(options)),
      prompts: openJournaledStore(promptQueuesSpec(options)),
      schedules: openJsonStore(schedulesSpec(options)),
      promptTemplates: openJsonStore(promptTemplatesSpec(options)),
      webhooks: openJsonStore(webhookStoreSpec(options)),
      reports: openJsonStore(lastReportsSpec(options)),
      boot: openJsonStore(bootMarkSpec(options)),
    }),
    TE.map((stores) => {
      const { records, tokens, named, settings, rules, push, projects, vapid, board, finishes, budgets, resumes } =
        stores
      const all = Object.values(stores)
      return {
        sessionRecord: records,
        sessionTokens: jsonSessionTokens(tokens, options.newToken),
        namedTokens: named,
        settingsStore: jsonSettingsStore(settings, options.settingsDefaults),
        approvalRules: rules,
        approvalStore: jsonApprovalStore(options),
        pushSubscriptions: push,
        pushPlan: stores.pushPlan,
        projectStore: projects,
        cardStore: board,
        finishJournal: finishes,
        budgetStore: budgets,
        resumeStore: resumes,
        promptQueues: stores.prompts,
        schedules: stores.schedules,
        promptTemplates: stores.promptTemplates,
        webhookStore: stores.webhooks,
        lastReports: stores.reports,
        vapidKeys: (newKeys) => vapidKeysOf(vapid, newKeys),
        markBoot: (now) => markBoot(stores.boot, now),
        faults: all.flatMap(({ faults }) => faults),
        settled: async () => {
          await Promise.all(all.map(({ settled }) => settled()))
        },
      }
    }),
  )
}
