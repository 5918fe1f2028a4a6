import { computed, signal } from '@preact/signals'
import type { Answer, BodyOf, CodeOf } from '../app/hub/hub.js'
import type { LiveEvent, LiveFrame, UsageScan } from '../app/hub/live-events.js'
import { newest } from '../app/newest.js'
import { part, type HubSnapshot } from '../app/snapshot.js'
import { ask, client } from '../app/the-hub.js'
import { ALL_USAGE, type UsageFilter } from '../app/routing/route.js'

export type UsageHistory = BodyOf<'readUsage'>
/** Account with its limits. */
export type LimitAccount = NonNullable<HubSnapshot['accounts']>[number]

/** IANA name of the browser's time zone. */
export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Reads usage by days of the browser's time zone. `day`: the day whose hours are listed. */
export const readHistory = (
  days: number,
  only: UsageFilter = ALL_USAGE,
  day = '',
): Promise<Answer<UsageHistory, CodeOf<'readUsage'>>> =>
  ask(client.readUsage({ query: { days, tz: browserZone(), ...only, day } }))

const scanning = signal<UsageScan | null>(null)
/** Progress of the hub's log scan; `null` before the first event. */
export const scan = computed(() => scanning.value)

const found = signal(0)
/** Counter that grows when usage data may have changed. */
export const usageRevision = computed(() => found.value)

/**
 * Minimum time between two updates, because agents write constantly. It exceeds the hub's cache time for changed data.
 */
const NEWS_EVERY_MS = 2_000
let isDue = false

function tellLater(): void {
  if (isDue) return
  isDue = true
  setTimeout(() => {
    isDue = false
    found.value += 1
  }, NEWS_EVERY_MS)
}

/** Handles usage events. Returns true when the event concerns usage only. */
export function onUsageEvent(event: LiveEvent): boolean {
  if (event.type === 'hello') {
    found.value += 1
    void known.again()
  }
  if (event.type !== 'usage-progress') return false
  scanning.value = event.progress
  if (event.progress.state === 'ready') tellLater()
  return true
}

const accounts = signal<HubSnapshot['accounts']>(null)
/** Accounts with their limits as last sent by the hub; `null` before. */
export const limitAccounts = computed(() => accounts.value)

const known = newest(accounts, part('accounts'))

/** Handles frames with limits. Returns true for those. */
export function onLimits(frame: LiveFrame): boolean {
  if (frame.type === 'limits') known.change(() => frame.accounts)
  return frame.type === 'limits'
}
