import { computed, signal } from '@preact/signals'

/** The time that the page shows spans against; ticks once a second while somebody looks. */
export const now = signal(Date.now())

const CALM_MS = 10_000

/** The same in steps of ten seconds: for spans of minutes and more, which need no second look. */
export const calmNow = computed(() => Math.floor(now.value / CALM_MS) * CALM_MS)

export function startTicking(): void {
  setInterval(() => {
    if (!document.hidden) now.value = Date.now()
  }, 1_000)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) now.value = Date.now()
  })
}
