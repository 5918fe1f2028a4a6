import { computed, signal } from '@preact/signals'
import { hubNow } from './platform/hub-clock.js'

/** Current time of the hub in milliseconds, updated every second while the page is visible. */
export const now = signal(Date.now())

const CALM_MS = 10_000

/** Current time in steps of ten seconds, for durations shown in minutes or larger units. */
export const calmNow = computed(() => Math.floor(now.value / CALM_MS) * CALM_MS)

export function startTicking(): void {
  setInterval(() => {
    if (!document.hidden) now.value = hubNow()
  }, 1_000)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) now.value = hubNow()
  })
}
