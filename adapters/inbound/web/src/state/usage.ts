import { computed, signal } from '@preact/signals'
import type { BodyOf } from '../hub/hub.js'
import type { LiveEvent, UsageScan } from '../hub/live-events.js'
import { hubCalls } from './the-hub.js'

export type UsageHistory = BodyOf<'readUsage'>
/** Usage of accounts relative to their limits. */
export type UsageLimits = BodyOf<'readUsageLimits'>

/** IANA name of the browser's time zone. */
export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Requests about usage. Days are those of the browser's time zone. */
export const usageHub = hubCalls(({ client, ask }) => ({
  history: (days: number) => ask(client.readUsage({ query: { days, tz: browserZone() } }), ({ body }) => body),
  limits: () => ask(client.readUsageLimits({ query: { days: 1 } }), ({ body }) => body),
}))

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
  if (event.type === 'hello') found.value += 1
  if (event.type !== 'usage-progress') return false
  scanning.value = event.progress
  if (event.progress.state === 'ready') tellLater()
  return true
}

const known = signal<UsageLimits | null>(null)
/** Limits as last read; `null` before the first response. */
export const limits = computed(() => known.value)

/** The hub caches limits for half a minute. */
const LIMITS_EVERY_MS = 60_000

/** Polls the limits. Returns an unsubscribe function. */
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
