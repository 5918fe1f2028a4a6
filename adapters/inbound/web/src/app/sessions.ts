import { computed, signal } from '@preact/signals'
import type { HubSession } from './hub/hub.js'
import type { LiveEvent, LiveEventOf, LiveFrameOf } from './hub/live-events.js'
import { DEFAULT_PREFIX, shownName } from './names.js'
import { changedNames, needOf, withChanges } from './session-order.js'
import { readClis } from './clis.js'
import { facts, readFacts } from './hub-facts.js'
import { limitedUntil } from './limited.js'
import { newest } from './newest.js'
import { now } from './now.js'
import { readSnapshot, type HubSnapshot } from './snapshot.js'
import { hubNow } from './platform/hub-clock.js'

/** Duration of the highlight on a changed session. */
const MARKED_MS = 2_000

/** Sessions from the hub; `null` before the first response. */
export const sessions = signal<ReadonlyArray<HubSession> | null>(null)
const link = signal<'connecting' | 'online' | 'offline'>('connecting')
/** `limited`: the hub refuses reads of this device for a while. */
export const reach = computed(() => (limitedUntil.value > now.value ? 'limited' : link.value))
/** Reason that the hub cannot list running sessions although it answers. */
export const hostFault = signal<string | null>(null)
/** Parts of the list that the hub could not read. */
export const missingParts = signal<HubSnapshot['missing']>([])
/** Sessions that left the list at a start of the hub. */
export const fadedSessions = signal<HubSnapshot['fadedSessions']>([])
/** Time of the last response. */
export const heardAt = signal<number | null>(null)
export const prefix = computed(() => facts.value?.features.sessionPrefix ?? DEFAULT_PREFIX)
/** Names of sessions that changed within the last `MARKED_MS`. */
export const marked = signal<ReadonlySet<string>>(new Set())
/** Names of sessions that are being ended. */
export const ending = signal<ReadonlySet<string>>(new Set())
/** Time since which a session has its state, as observed by this page. */
const needSince = signal<ReadonlyMap<string, number>>(new Map())

export const sessionByName = computed(() => new Map((sessions.value ?? []).map((session) => [session.name, session])))
export const takenNames = computed<ReadonlySet<string>>(() => new Set(sessionByName.value.keys()))
export const home = computed(() => facts.value?.features.home ?? null)

export const shown = (name: string): string => shownName(name, prefix.value)

const list = newest(sessions, read, (before, now) => {
  if (before) noteChanges(before, now, hubNow())
})

/** Reads the list. Resolves once a list that was requested after the call is shown. */
export const refresh = list.again

async function read(): Promise<ReadonlyArray<HubSession> | null> {
  const answer = await readSnapshot()
  if (!answer.ok) {
    if (answer.failure._tag === 'Unreachable') link.value = 'offline'
    return null
  }
  noteReached()
  hostFault.value = answer.value.hostFault
  missingParts.value = answer.value.missing
  fadedSessions.value = answer.value.fadedSessions
  return answer.value.sessions
}

/** Marks the hub as reachable. */
export function noteReached(): void {
  heardAt.value = hubNow()
  link.value = 'online'
}

/** Time since a session has its state, in milliseconds; of a dormant one, since it was last seen. `null` when unknown. */
export function stateSince({ name, status, activitySince, created, lastSeenAt }: HubSession): number | null {
  if (status === 'dormant') return lastSeenAt === undefined ? null : Date.parse(lastSeenAt)
  return activitySince ?? needSince.value.get(name) ?? created
}

/** Time of the oldest shown report of an agent to a former run of the hub; `null` when all are of this run. */
export function asOf({ activityAsOf, costAsOf }: HubSession): number | null {
  const times = [activityAsOf, costAsOf].filter((time) => time !== undefined)
  return times.length === 0 ? null : Math.min(...times)
}

function noteChanges(before: ReadonlyArray<HubSession>, after: ReadonlyArray<HubSession>, at: number): void {
  const names = changedNames(before, after)
  if (names.length === 0) return
  const was = new Map(before.map((session) => [session.name, needOf(session)]))
  const now = new Map(after.map((session) => [session.name, needOf(session)]))
  needSince.value = new Map([
    ...[...needSince.value].filter(([name]) => now.has(name)),
    ...names.filter((name) => was.get(name) !== now.get(name)).map((name) => [name, at] as const),
  ])
  marked.value = new Set([...marked.value, ...names])
  setTimeout(() => (marked.value = new Set([...marked.value].filter((name) => !names.includes(name)))), MARKED_MS)
}

/** Optimistic update of one entry until the next read. */
export function patch(name: string, change: Partial<HubSession>): void {
  list.change((all) => all.map((session) => (session.name === name ? { ...session, ...change } : session)))
}

/** Gives an entry another name until the next read. */
export function nameListed(id: string | null, name: string): void {
  list.change((all) => all.map((session) => (session.id === id ? { ...session, name } : session)))
}

/** Applies changes of the list. */
export function onSessionList({ changed, removed, hostFault: fault, missing }: LiveFrameOf<'session-list'>): void {
  hostFault.value = fault
  missingParts.value = missing
  const before = sessions.value
  list.change((all) => withChanges(all, changed, removed))
  if (before && sessions.value) noteChanges(before, sessions.value, hubNow())
}

/** Applies an event of the hub. */
export function onLiveEvent(event: LiveEvent): void {
  if (event.type === 'session-activity') {
    const before = sessions.value
    list.change((all) => all.map((session) => (session.name === event.name ? withActivity(session, event) : session)))
    if (before && sessions.value) noteChanges(before, sessions.value, event.at)
  }
  if (event.type !== 'hello') return
  void readFacts()
  void readClis()
  void refresh()
}

/** The session with an activity that the hub has just observed. */
function withActivity(session: HubSession, event: LiveEventOf<'session-activity'>): HubSession {
  const { activityAsOf: _, ...current } = session
  const { activity, failure = null, retry = null } = event
  return { ...current, activity, failure, retry }
}

/** Resets the list at sign-out. */
export function forgetSessions(): void {
  list.forget()
  sessions.value = null
  link.value = 'connecting'
  heardAt.value = null
}
