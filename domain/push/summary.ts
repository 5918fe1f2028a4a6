import type { DayNeed, ProjectDay, Today } from '../timeline/today.js'
import { shown, type PushMessage } from './message.js'

/** Reason of a message about several sessions: the end of quiet hours, many reminders at once, or the time of the day. */
export type SummaryOccasion = 'quiet' | 'reminder' | 'day'

/** Content of a message about several sessions. */
export interface Summary {
  /** Calls that wait. */
  readonly requests: number
  /** Sessions that wait at their terminal. */
  readonly waiting: ReadonlyArray<string>
  /** Sessions whose last turn failed. */
  readonly failed: ReadonlyArray<string>
  /** Sessions whose agent is done. */
  readonly ready: ReadonlyArray<string>
  /** Messages about budgets. */
  readonly budgets: number
  /** Prompts that may not have been sent, and scheduled runs that were missed. */
  readonly prompts: number
  /** Cards that were done. */
  readonly done: number
  readonly commits: number
}

export const NOTHING: Summary = {
  ...{ requests: 0, waiting: [], failed: [], ready: [], budgets: 0, prompts: 0, done: 0, commits: 0 },
}

export const isEmptySummary = (summary: Summary): boolean =>
  Object.values(summary).every(
    (part: number | ReadonlyArray<string>) => (typeof part === 'number' ? part : part.length) === 0,
  )

/** Lifetime of a message about several sessions: a working day. */
const SUMMARY_TTL_SECONDS = 8 * 3_600
const MAX_NAMES = 3

const TITLES: Readonly<Record<SummaryOccasion, string>> = {
  quiet: 'Quiet hours are over',
  reminder: 'Still waiting',
  day: 'Today',
}

const counted = (count: number, one: string, many: string): string | null =>
  count === 0 ? null : `${String(count)} ${count === 1 ? one : many}`

const named = (sessions: ReadonlyArray<string>): string =>
  sessions.slice(0, MAX_NAMES).join(', ') + (sessions.length > MAX_NAMES ? ', …' : '')

const listed = (word: string, sessions: ReadonlyArray<string>): string | null =>
  sessions.length === 0 ? null : `${word}: ${named(sessions)}`

/** Message about several sessions. The worker makes the text in the language of its page from the parts. */
export function summaryMessage(occasion: SummaryOccasion, summary: Summary): PushMessage {
  const { requests, waiting, failed, ready, budgets, prompts, done, commits } = summary
  const parts = [
    counted(requests, 'request waits', 'requests wait'),
    listed('Failed', failed),
    listed('Needs input', waiting),
    counted(prompts, 'prompt not sent', 'prompts not sent'),
    listed('Ready', ready),
    counted(budgets, 'budget alert', 'budget alerts'),
    counted(done, 'card done', 'cards done'),
    counted(commits, 'commit', 'commits'),
  ].filter((part) => part !== null)
  return {
    payload: {
      type: 'summary',
      title: TITLES[occasion],
      body: parts.length === 0 ? 'Nothing needs you.' : parts.join(' · '),
      occasion,
      page: occasion !== 'day' && requests > 0 ? 'approvals' : 'today',
      ...countsOf({ requests, budgets, prompts, done, commits }),
      ...{ failed: named(failed), waiting: named(waiting), ready: named(ready) },
    },
    ttlSeconds: SUMMARY_TTL_SECONDS,
    urgency: 'high',
    topic: 'summary',
  }
}

const countsOf = (counts: Readonly<Record<string, number>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)]))

/** Counts of the summary of a day. Names are shown without the prefix of the hub. */
export function summaryOfDay({ needs, projects }: Pick<Today, 'needs' | 'projects'>, prefix: string): Summary {
  const of = (kind: DayNeed['kind']): ReadonlyArray<DayNeed> => needs.filter((need) => need.kind === kind)
  const names = (some: ReadonlyArray<DayNeed>): ReadonlyArray<string> =>
    some.map(({ session }) => shown(session, prefix))
  const sum = (count: (project: ProjectDay) => number | undefined | null): number =>
    projects.reduce((total, project) => total + (count(project) ?? 0), 0)
  return {
    ...NOTHING,
    requests: of('waiting').reduce((total, { waiting }) => total + waiting, 0),
    waiting: names(of('waiting').filter(({ waiting }) => waiting === 0)),
    failed: names(of('failed')),
    prompts: of('unsent').length + of('missed').length,
    done: sum(({ done }) => done?.length),
    commits: sum(({ commits }) => commits),
  }
}
