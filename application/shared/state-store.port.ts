import type * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ApprovalRules } from '../../domain/approvals/rules.js'
import type { LastReports } from '../../domain/attention/last-reports.js'
import type { Board } from '../../domain/board/card.js'
import type { FinishRecords } from '../../domain/board/finish.js'
import type { ProjectRegistry } from '../../domain/projects/project.js'
import type { PromptQueues } from '../../domain/prompts/prompt-queues.js'
import type { PromptTemplates } from '../../domain/prompts/prompt-template.js'
import type { Schedules } from '../../domain/prompts/schedule.js'
import type { SessionRecords } from '../../domain/sessions/session-record.js'
import type { BudgetRecords } from '../../domain/usage/budget-records.js'
import type { Resumes } from '../../domain/usage/resumes.js'
import type { Unavailable } from './errors.js'

/** Value that survives the process and is replaced as a whole. */
export interface StateStore<A> {
  /** Value as stored last. */
  readonly read: TE.TaskEither<Unavailable, A>
  /**
   * Replaces the value and answers with the new one. Changes are applied one at a time in the order of the calls; the
   * answer comes when the new value is on disk. A left, or the same value back, writes nothing. When the write fails the
   * value stays as it was.
   */
  readonly update: <Refusal>(change: (value: A) => E.Either<Refusal, A>) => TE.TaskEither<Refusal | Unavailable, A>
}

/** Records of known sessions. */
export type SessionRecordStore = StateStore<SessionRecords>

/** Rules of approvals that a person has set. */
export type ApprovalRulesStore = StateStore<ApprovalRules>

/** Last reports of agents. */
export type LastReportsStore = StateStore<LastReports>

/** Registered projects. */
export type ProjectStore = StateStore<ProjectRegistry>

/** The board. */
export type CardStore = StateStore<Board>

/** Finishes. Each step of a finish is stored before the next one begins. */
export type FinishJournal = StateStore<FinishRecords>

/** Queued prompts. That a prompt is on its way is stored before it is typed. */
export type PromptQueueStore = StateStore<PromptQueues>

/** Scheduled prompts. */
export type ScheduleStore = StateStore<Schedules>

/** Prompt templates. */
export type PromptTemplateStore = StateStore<PromptTemplates>

/** Budgets and how they stand. */
export type BudgetStore = StateStore<BudgetRecords>

/** Sessions that continue by themselves after a limit. */
export type ResumeStore = StateStore<Resumes>
