import { computed, signal } from '@preact/signals'
import type { BodyOf } from '../hub/asking.js'
import type { LiveEvent, UsageScan } from '../hub/live-events.js'
import { hubCalls } from './the-hub.js'

export type UsageHistory = BodyOf<'readUsage'>
/** How near accounts are to their limits. */
export type UsageLimits = BodyOf<'readUsageLimits'>

/** Name of the person's time zone. */
export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Days are those of the browser's time zone. */
export const usageHub = hubCalls(({ client, ask }) => ({
  history: (days: number) => ask(client.readUsage({ query: { days, tz: browserZone() } }), ({ body }) => body),
  limits: () => ask(client.readUsageLimits({ query: { days: 1 } }), ({ body }) => body),
}))

const scanning = signal<UsageScan | null>(null)
/** How far the hub is with reading logs, as it last said; `null` while it said nothing. */
export const scan = computed(() => scanning.value)

const found = signal(0)
/** Grows when there may be something new. */
export const usageRevision = computed(() => found.value)

/** Agents write all the time; longer than the hub answers the same when there is something new. */
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

/** Whether the event was about usage alone. */
export function onUsageEvent(event: LiveEvent): boolean {
  if (event.type === 'hello') found.value += 1
  if (event.type !== 'usage-progress') return false
  scanning.value = event.progress
  if (event.progress.state === 'ready') tellLater()
  return true
}

const known = signal<UsageLimits | null>(null)
/** Limits as last read; `null` before. */
export const limits = computed(() => known.value)

/** The hub keeps them for half a minute. */
const LIMITS_EVERY_MS = 60_000

/** Keeps the limits read until the answer is called. */
export function followLimits(): () => void {
  let isStopped = false
  const read = async (): Promise<void> => {
    const answer = await usageHub.limits()
    if (!isStopped && answer.ok) known.value = answer.value
  }
  const again = (): void => {
    if (!document.hidden) void read()
  }
  again()
  const timer = setInterval(again, LIMITS_EVERY_MS)
  document.addEventListener('visibilitychange', again)
  return () => {
    isStopped = true
    clearInterval(timer)
    document.removeEventListener('visibilitychange', again)
  }
}
