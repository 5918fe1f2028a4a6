import type { BackOff } from '../../../../http/client/back-off.js'

export { delayMs } from '../../../../http/client/back-off.js'

/** Reconnects within a second of a short interruption, and three times a minute after a long one. */
export const TERMINAL_BACK_OFF: BackOff = { firstMs: 1_000, maxMs: 20_000, jitter: 0.2 }

export const EVENTS_BACK_OFF: BackOff = { firstMs: 500, maxMs: 30_000, jitter: 0 }
