import { batch, computed, signal } from '@preact/signals'
import type { HubFailure, HubSession } from '../hub/hub.js'
import type { LiveEvent } from '../hub/live-events.js'
import { guessHome } from './folders.js'
import { DEFAULT_PREFIX, shownName } from './names.js'
import { changedNames, needOf } from './session-order.js'
import { readClis } from './clis.js'
import { facts, readFacts } from './hub-facts.js'
import { now } from './now.js'
import { newest } from './newest.js'
import { hub } from './the-hub.js'

const POLL_MS = 5_000
/** Duration of the highlight on a changed session. */
const MARKED_MS = 2_000
/** Events within this time cause one read. One change sends several events. */
const GATHER_MS = 30

/** Sessions from the hub; `null` before the first response. */
export const sessions = signal<ReadonlyArray<HubSession> | null>(null)
export const reach = signal<'connecting' | 'online' | 'offline' | 'limited'>('connecting')
/** Time at which the hub accepts requests again, while `reach` is `limited`. */
export const limitedUntil = signal(0)
/** Reason that the hub cannot list running sessions although it answers. */
export const hostFault = signal<string | null>(null)
/** Time of the last response. */
export const heardAt = signal<number | null>(null)
export const prefix = computed(() => facts.value?.features.sessionPrefix ?? DEFAULT_PREFIX)
/** Names of sessions that changed within the last `MARKED_MS`. */
export const marked = signal<ReadonlySet<string>>(new Set())
/** Names of sessions that are being ended. */
export const ending = signal<ReadonlySet<string>>(new Set())
/** Time since which a session has its state, as observed by this page. */
export const needSince = signal<ReadonlyMap<string, number>>(new Map())

export const sessionByName = computed(() => new Map((sessions.value ?? []).map((session) => [session.name, session])))
export const takenNames = computed<ReadonlySet<string>>(() => new Set(sessionByName.value.keys()))
export const home = computed(() => guessHome((sessions.value ?? []).flatMap(({ path }) => path ?? [])))

export const shown = (name: string): string => shownName(name, prefix.value)

const list = newest(sessions, read, (before, now) => {
  if (before) noteChanges(before, now, Date.now())
})

/** Reads the list. Resolves once a list that was requested after the call is shown. */
export const refresh = list.again

async function read(): Promise<ReadonlyArray<HubSession> | null> {
  const answer = await hub.sessions()
  if (!answer.ok) {
    noteFailure(answer.failure)
    return null
  }
  batch(() => {
    reach.value = 'online'
    heardAt.value = Date.now()
    hostFault.value = answer.value.hostFault
  })
  return answer.value.sessions
}

function noteFailure(failure: HubFailure): void {
  if (failure._tag === 'Unreachable') reach.value = 'offline'
  if (failure._tag !== 'TooManyRequests') return
  batch(() => {
    reach.value = 'limited'
    now.value = Date.now()
    limitedUntil.value = now.value + failure.retryAfterSeconds * 1_000
  })
  clearTimeout(gathering)
  gathering = setTimeout(() => void refresh(), failure.retryAfterSeconds * 1_000)
}

const isLimited = (): boolean => reach.peek() === 'limited' && Date.now() < limitedUntil.peek()

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
  setTimeout(() => {
    marked.value = new Set([...marked.value].filter((name) => !names.includes(name)))
  }, MARKED_MS)
}

/** Optimistic update of one entry until the next read. */
export function patch(name: string, change: Partial<HubSession>): void {
  list.change((all) => all.map((session) => (session.name === name ? { ...session, ...change } : session)))
}

/** Gives an entry another name until the next read. */
export function nameListed(id: string | null, name: string): void {
  list.change((all) => all.map((session) => (session.id === id ? { ...session, name } : session)))
}

let gathering: ReturnType<typeof setTimeout> | undefined

/** Applies an event of the hub. */
export function onLiveEvent(event: LiveEvent): void {
  if (event.type === 'session-activity') {
    const before = sessions.value
    patch(event.name, { activity: event.activity })
    if (before && sessions.value) noteChanges(before, sessions.value, event.at)
    return
  }
  // The hub may have restarted while the socket was closed.
  if (event.type === 'hello') {
    void readFacts()
    void readClis()
  }
  clearTimeout(gathering)
  gathering = setTimeout(() => void refresh(), GATHER_MS)
}

/** Polls the list while the page is visible. Returns an unsubscribe function. */
export function followSessions(): () => void {
  const look = (): void => {
    if (!document.hidden && !isLimited()) void refresh()
  }
  void refresh()
  const poll = setInterval(look, POLL_MS)
  document.addEventListener('visibilitychange', look)
  window.addEventListener('online', look)
  return () => {
    clearInterval(poll)
    document.removeEventListener('visibilitychange', look)
    window.removeEventListener('online', look)
    list.forget()
    sessions.value = null
    reach.value = 'connecting'
    heardAt.value = null
  }
}
