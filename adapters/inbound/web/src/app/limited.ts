import { batch, signal } from '@preact/signals'
import { now } from './now.js'
import { hubNow } from './platform/hub-clock.js'

/** Time at which the hub accepts requests of this device again. */
export const limitedUntil = signal(0)

/** Takes note of a refused request. It is sent again by itself after this time. */
export function noteLimited(retryAfterSeconds: number): void {
  batch(() => {
    now.value = hubNow()
    limitedUntil.value = Math.max(limitedUntil.value, now.value + retryAfterSeconds * 1_000)
  })
}
