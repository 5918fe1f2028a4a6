import type { HubSession } from './hub/hub.js'

/** State of a session. Each has its own colour and sign. */
export type Need = 'waiting' | 'failed' | 'retrying' | 'working' | 'idle' | 'unknown' | 'dormant' | 'foreign'

export function needOf({ status, activity, failure, retry }: HubSession): Need {
  if (status !== 'running') return status
  if (failure !== null) return 'failed'
  return activity === 'working' && retry !== null ? 'retrying' : activity
}

const RANK: Readonly<Record<Need, number>> = {
  ...{ waiting: 0, failed: 1, retrying: 2, working: 3, idle: 4, unknown: 5, dormant: 6, foreign: 7 },
}

/** Order of names for people. */
// eslint-disable-next-line no-restricted-syntax -- A page has these data anyway.
export const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Orders by state, then pinned first, then by name. The order is stable while nothing changes. */
const byNeed = (one: HubSession, other: HubSession): number =>
  RANK[needOf(one)] - RANK[needOf(other)] ||
  Number(other.pinned) - Number(one.pinned) ||
  byName.compare(one.name, other.name)

/** Order of the rail: pinned first, then by state. */
export const pinnedFirst = (one: HubSession, other: HubSession): number =>
  Number(other.pinned) - Number(one.pinned) || byNeed(one, other)

export interface SessionGroups {
  readonly running: ReadonlyArray<HubSession>
  readonly dormant: ReadonlyArray<HubSession>
  readonly foreign: ReadonlyArray<HubSession>
}

export function grouped(sessions: ReadonlyArray<HubSession>): SessionGroups {
  const sorted = [...sessions].sort(byNeed)
  return {
    running: sorted.filter(({ status }) => status === 'running'),
    dormant: sorted.filter(({ status }) => status === 'dormant'),
    foreign: sorted.filter(({ status }) => status === 'foreign'),
  }
}

/** True when every word of the filter occurs in the text. */
export const matchesFilter = (filter: string, text: string): boolean => {
  const within = text.toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => within.includes(word))
}

/** List with changed entries in their places, new ones at the end, and without removed ones. */
export function withChanges(
  all: ReadonlyArray<HubSession>,
  changed: ReadonlyArray<HubSession>,
  removed: ReadonlyArray<string>,
): ReadonlyArray<HubSession> {
  const byId = new Map(changed.map((session) => [session.id, session]))
  const gone = new Set(removed)
  const kept = all.filter(({ id }) => !gone.has(id))
  const known = new Set(kept.map(({ id }) => id))
  return [
    ...kept.map((session) => byId.get(session.id) ?? session),
    ...changed.filter(({ id }) => !known.has(id) && !gone.has(id)),
  ]
}

/** Names of sessions that are new or changed noticeably. */
export function changedNames(
  before: ReadonlyArray<HubSession>,
  after: ReadonlyArray<HubSession>,
): ReadonlyArray<string> {
  const old = new Map(before.map((session) => [session.name, session]))
  return after
    .filter((session) => {
      const was = old.get(session.name)
      return was === undefined || needOf(was) !== needOf(session) || was.git?.branch !== session.git?.branch
    })
    .map(({ name }) => name)
}
