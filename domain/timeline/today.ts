import type { Activity } from '../attention/activity.js'
import type { TurnFailure } from '../attention/turn-failure.js'
import type { Instant } from '../shared/instant.js'

/** Sources of the summary of a day. */
export type TodaySource = 'approvals' | 'commits' | 'usage' | 'cards' | 'schedules' | 'prompts'

/** A session as it is now, and what happened in it since. */
export interface DaySession {
  readonly session: string
  /** Id of its project; `null` outside of all projects. */
  readonly project: string | null
  readonly isLive: boolean
  /** Started, and ended, since. */
  readonly isNew: boolean
  readonly isOver: boolean
  readonly activity: Activity
  /** Start of its activity; `null` when it is not known. */
  readonly activeSince: Instant | null
  /** Error in which its last turn ended; `null` for none. */
  readonly failure: TurnFailure | null
  /** Approvals that wait now. */
  readonly waiting: number
  /** Commits since in its folder by their hash; `null` when they could not be read. */
  readonly commits: ReadonlyArray<string> | null
  /** Subject of the newest one; `null` without one. */
  readonly lastCommit: string | null
  /** US dollars since; `null` when they could not be read, 0 for a session without a conversation. */
  readonly costUsd: number | null
  readonly hasConversation: boolean
}

/** Something of a session or a card, with its project. */
interface OfProject {
  readonly project: string | null
  readonly at: Instant
}

/** Scheduled run that was missed, or a prompt that may not have been sent. */
export interface TroubledPrompt extends OfProject {
  readonly id: string
  readonly session: string
  readonly text: string
}

/** Everything that a summary is made of; `null` for what could not be read. */
export interface DayFacts {
  readonly since: Instant
  readonly sessions: ReadonlyArray<DaySession>
  /** Calls since that a rule decided. */
  readonly ruled: ReadonlyArray<OfProject> | null
  /** Cards that reached `done` since. */
  readonly done: ReadonlyArray<OfProject & { readonly title: string }> | null
  readonly missed: ReadonlyArray<TroubledPrompt> | null
  readonly unsent: ReadonlyArray<TroubledPrompt> | null
}

/** Something that needs a person. `failed`: a turn; `waiting`: an agent; `unsent`: a prompt; `missed`: a scheduled run. */
export interface DayNeed {
  readonly kind: 'failed' | 'waiting' | 'unsent' | 'missed'
  readonly session: string
  readonly project: string | null
  /** Time of its start; `null` when it is not known. */
  readonly at: Instant | null
  /** Id of the prompt or the schedule; `null` for others. */
  readonly id: string | null
  /** Text of a prompt; empty for others. */
  readonly text: string
  /** Error of a turn; `null` for others. */
  readonly failure: TurnFailure | null
  /** Approvals that wait; 0 for others and for a dialog in the terminal. */
  readonly waiting: number
}

/** Changes in a project since; `null` for what could not be read. */
export interface ProjectDay {
  /** `null` for sessions outside of all projects. */
  readonly project: string | null
  /** Sessions in which something happened. */
  readonly sessions: ReadonlyArray<string>
  /** Titles of the cards that were done. */
  readonly done: ReadonlyArray<string> | null
  readonly commits: number | null
  readonly lastCommit: string | null
  readonly costUsd: number | null
  readonly ruled: number | null
  readonly missed: number | null
  readonly unsent: number | null
}

/** Summary of the time since a person was last here. */
export interface Today {
  readonly since: Instant
  /** Failed turns first, then agents that wait, the longest first. */
  readonly needs: ReadonlyArray<DayNeed>
  /** Projects in which something happened, by name; sessions outside of all are last. */
  readonly projects: ReadonlyArray<ProjectDay>
  readonly missing: ReadonlyArray<TodaySource>
}

/** Summary of what happened since a time. */
export function todayOf(facts: DayFacts): Today {
  const { since, sessions, ruled, done, missed, unsent } = facts
  const all = [...sessions, ...(ruled ?? []), ...(done ?? []), ...(missed ?? []), ...(unsent ?? [])]
  const projects = [...new Set(all.map(({ project }) => project))].sort(byName)
  return {
    since,
    needs: needsOf(facts),
    projects: projects.map((project) => projectDay(project, facts)).filter(isNews),
    missing: missingOf(facts),
  }
}

const byName = (one: string | null, other: string | null): number =>
  Number(one === null) - Number(other === null) || (one ?? '').localeCompare(other ?? '')

function needsOf({ sessions, unsent, missed }: DayFacts): ReadonlyArray<DayNeed> {
  const live = sessions.filter(({ isLive }) => isLive)
  const ofSession = (kind: DayNeed['kind'], each: DaySession): DayNeed => ({
    ...{ kind, session: each.session, project: each.project, at: each.activeSince, id: null, text: '' },
    ...{ failure: kind === 'failed' ? each.failure : null, waiting: kind === 'waiting' ? each.waiting : 0 },
  })
  const ofPrompt =
    (kind: DayNeed['kind']) =>
    ({ session, project, at, id, text }: TroubledPrompt): DayNeed => ({
      ...{ kind, session, project, at, id, text, failure: null, waiting: 0 },
    })
  const longestFirst = (one: DayNeed, other: DayNeed): number => (one.at ?? Infinity) - (other.at ?? Infinity) || 0
  return [
    live.filter(({ failure }) => failure !== null).map((each) => ofSession('failed', each)),
    live
      .filter(({ waiting, activity }) => waiting > 0 || activity === 'waiting')
      .map((each) => ofSession('waiting', each)),
    (unsent ?? []).map(ofPrompt('unsent')),
    (missed ?? []).map(ofPrompt('missed')),
  ].flatMap((needs) => [...needs].sort(longestFirst))
}

function projectDay(project: string | null, { since, sessions, ruled, done, missed, unsent }: DayFacts): ProjectDay {
  const isOf = (each: { readonly project: string | null }): boolean => each.project === project
  const own = sessions.filter(isOf)
  const count = (all: ReadonlyArray<OfProject> | null): number | null => all?.filter(isOf).length ?? null
  const newest = own.find(({ lastCommit }) => lastCommit !== null)
  return {
    project,
    sessions: own.filter((each) => hasNews(each, since)).map(({ session }) => session),
    done: done?.filter(isOf).map(({ title }) => title) ?? null,
    commits: commitsOf(own),
    lastCommit: newest?.lastCommit ?? null,
    costUsd: costOf(own),
    ...{ ruled: count(ruled), missed: count(missed), unsent: count(unsent) },
  }
}

const hasNews = ({ isNew, isOver, activity, activeSince, commits, costUsd }: DaySession, since: Instant): boolean =>
  isNew ||
  isOver ||
  (activity !== 'unknown' && activeSince !== null && activeSince > since) ||
  (commits?.length ?? 0) > 0 ||
  (costUsd ?? 0) > 0

/** Sessions of one repository have the same commits: each counts once. */
function commitsOf(sessions: ReadonlyArray<DaySession>): number | null {
  const all = sessions.map(({ commits }) => commits)
  return all.includes(null) ? null : new Set(all.flatMap((commits) => commits ?? [])).size
}

/** Sum of the sessions with a conversation; `null` when there is none, and when one of them is not known. */
function costOf(sessions: ReadonlyArray<DaySession>): number | null {
  const costs = sessions.filter(({ hasConversation }) => hasConversation).map(({ costUsd }) => costUsd)
  if (costs.length === 0 || costs.includes(null)) return null
  return costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0)
}

const isNews = ({ sessions, done, commits, costUsd, ruled, missed, unsent }: ProjectDay): boolean =>
  sessions.length > 0 || [done?.length, commits, costUsd, ruled, missed, unsent].some((figure) => (figure ?? 0) > 0)

function missingOf({ sessions, ruled, done, missed, unsent }: DayFacts): ReadonlyArray<TodaySource> {
  const isMissing: Readonly<Record<TodaySource, boolean>> = {
    approvals: ruled === null,
    commits: sessions.some(({ commits }) => commits === null),
    usage: sessions.some(({ costUsd, hasConversation }) => hasConversation && costUsd === null),
    cards: done === null,
    schedules: missed === null,
    prompts: unsent === null,
  }
  return (Object.keys(isMissing) as TodaySource[]).filter((source) => isMissing[source])
}
