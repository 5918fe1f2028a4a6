import { computed, effect, signal } from '@preact/signals'
import { isObject, parsedObject } from '../../app/platform/parsed.js'
import { browserShelf } from '../../app/platform/preference.js'
import { alarms } from '../../app/alarms.js'
import { openApprovals } from '../../app/approvals.js'
import { pressingBudgets } from '../../usage/budgets.js'
import {
  findNeeds,
  isSnoozed,
  NEED_KINDS,
  withoutIgnored,
  type Need,
  type NeedKind,
  type NeedRules,
} from './need-kinds.js'
import { calmNow } from '../../app/now.js'
import { sessions } from '../../app/sessions.js'
import { shownTerminals } from '../../app/terminal-layout.js'
import { ask, client } from '../../app/the-hub.js'
import { followRecordings, stops } from './stops.js'
import { limitAccounts } from '../../usage/usage.js'
import { watchPart } from '../../app/watched-parts.js'
import { hubNow } from '../../app/platform/hub-clock.js'

const shelf = browserShelf(() => localStorage)
const KEY = 'penates_needs'

interface Stored extends NeedRules {
  /** Turns that ended by then count as read, in the time of the hub; `null` until its sessions are known. */
  readonly since: number | null
  /** End of the latest turn that was seen in a session's terminal, in the time of the hub, by session id. */
  readonly seen: Readonly<Record<string, number>>
}

const times = (value: unknown): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(isObject(value) ? value : {}).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number',
    ),
  )

const isKind = (value: unknown): value is NeedKind => NEED_KINDS.some((kind) => kind === value)

const kindLists = (value: unknown): NeedRules['ignored'] =>
  Object.fromEntries(
    Object.entries(isObject(value) ? value : {}).map(([id, kinds]) => [
      id,
      Array.isArray(kinds) ? kinds.filter(isKind) : [],
    ]),
  )

function stored(): Stored {
  const read = parsedObject(shelf.read(KEY)) ?? {}
  return {
    since: typeof read['since'] === 'number' ? read['since'] : null,
    seen: times(read['seen']),
    snoozed: times(read['snoozed']),
    ignored: kindLists(read['ignored']),
  }
}

const kept = signal<Stored>(stored())

/** Choices of this device about what counts. */
export const needRules = computed<NeedRules>(() => kept.value)

interface KnownUpdate {
  readonly id: string
  readonly name: string
  readonly latest: string | null
}

const updates = signal<ReadonlyArray<KnownUpdate>>([])

/** Reads the updates that the hub has found. */
export async function readUpdates(): Promise<void> {
  const answer = await ask(client.listUpdates({ query: { refresh: false } }), ({ body: { hub, clis } }) =>
    [hub, ...clis].filter(({ outdated }) => outdated),
  )
  if (answer.ok) updates.value = answer.value
}

const all = computed(() => {
  const { since, seen } = kept.value
  const found = findNeeds({
    sessions: sessions.value ?? [],
    approvals: openApprovals.value,
    alarms: alarms.value,
    budgets: pressingBudgets.value,
    accounts: limitAccounts.value ?? [],
    updates: updates.value,
    stops: stops.value,
    seenAt: (session) => Math.max(since ?? Infinity, seen[session] ?? 0),
  })
  return withoutIgnored(found, kept.value)
})

/** Needs that count now, the most urgent first. Its length is the number on the rail, the title and the icon. */
export const needs = computed(() => all.value.filter((need) => !isSnoozed(kept.value, need, calmNow.value)))
export const snoozedNeeds = computed(() => all.value.filter((need) => isSnoozed(kept.value, need, calmNow.value)))

/** Leaves a need out of the list until that time; 0 ends it. */
export function snooze({ id }: Need, until: number): void {
  const open = Object.entries(kept.value.snoozed).filter(([, time]) => time > hubNow())
  kept.value = { ...kept.value, snoozed: { ...Object.fromEntries<number>(open), [id]: until } }
}

/** Sets the kinds of a session that never count. */
export function ignoreKinds(session: string, kinds: ReadonlyArray<NeedKind>): void {
  kept.value = { ...kept.value, ignored: { ...kept.value.ignored, [session]: kinds } }
}

/** Marks the ended turns of a session as read. The time is the hub's, as clocks of devices may be wrong. */
export function markSeen({ id, at }: { readonly id: string; readonly at: number | null }): void {
  kept.value = { ...kept.value, seen: { ...kept.value.seen, [id]: at ?? 0 } }
}

/** Marks shown terminals as read, and puts the number on the icon of the installed app. Returns a function that ends it. */
export function followNeeds(): () => void {
  const ends = [
    followRecordings(),
    watchPart(
      'updates',
      () => void readUpdates(),
      () => updates.peek().length > 0,
    ),
    effect(() => {
      if (kept.value.since !== null || sessions.value === null) return
      const ends = sessions.value.map(({ activitySince }) => activitySince ?? 0)
      kept.value = { ...kept.value, since: Math.max(0, ...ends) }
    }),
    effect(() => {
      shelf.write(KEY, JSON.stringify(kept.value))
    }),
    effect(() => {
      const inSight = shownTerminals()
      const read = needs.value.find(({ kind, session }) => kind === 'finished' && inSight.includes(session?.name ?? ''))
      if (read?.session && !document.hidden) markSeen({ id: read.session.id, at: read.at })
    }),
    effect(() => {
      const count = needs.value.length
      // Only installed pages of some browsers have a badge.
      if ('setAppBadge' in navigator) navigator.setAppBadge(count).catch(() => undefined)
    }),
  ]
  return () => {
    for (const end of ends) end()
  }
}
