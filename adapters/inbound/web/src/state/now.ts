import { signal } from '@preact/signals'

/** The time that the page shows spans against; ticks once a second while somebody looks. */
export const now = signal(Date.now())

export function startTicking(): void {
  setInterval(() => {
    if (!document.hidden) now.value = Date.now()
  }, 1_000)
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) now.value = Date.now()
  })
}
