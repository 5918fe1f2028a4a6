import { signal, type ReadonlySignal } from '@preact/signals'
import { hubNow } from '../app/platform/hub-clock.js'
import type { Shelf } from '../app/platform/preference.js'
import { shelf } from '../app/platform/preferences.js'

/** Time without a visible page from which on it counts as an absence. */
const ABSENT_MS = 10 * 60_000
/** Interval at which a visible page notes that it is; closing a browser is not always reported. */
const NOTE_MS = 20_000
const SEEN_AT = 'penates_seen_at'
const AWAY_SINCE = 'penates_away_since'

/** Absence of the person from this device: two times in its storage, shared by its tabs. */
export interface AbsenceMemory {
  /** Start of the last absence, until it is dismissed; `null` for none. */
  readonly since: ReadonlySignal<number | null>
  /** Notes that a page is visible. */
  readonly note: () => void
  readonly dismiss: () => void
}

export function absenceMemory(kept: Shelf, now: () => number): AbsenceMemory {
  /** A time in the future is of a clock that was ahead. */
  const read = (key: string): number | null => {
    const at = Number(kept.read(key) ?? Number.NaN)
    return Number.isFinite(at) && at > 0 && at <= now() ? at : null
  }
  const since = signal(read(AWAY_SINCE))
  return {
    since,
    note: () => {
      const [at, seenAt] = [now(), read(SEEN_AT)]
      // An absence that was not dismissed goes on.
      if (seenAt !== null && at - seenAt > ABSENT_MS && since.peek() === null) {
        since.value = seenAt
        kept.write(AWAY_SINCE, String(seenAt))
      }
      kept.write(SEEN_AT, String(at))
    },
    dismiss: () => {
      since.value = null
      kept.write(AWAY_SINCE, null)
    },
  }
}

export const absence = absenceMemory(shelf, hubNow)

/** Follows whether the page is visible. Returns an unsubscribe function. */
export function followAbsence(): () => void {
  const look = (): void => {
    if (!document.hidden) absence.note()
  }
  const timer = setInterval(look, NOTE_MS)
  document.addEventListener('visibilitychange', look)
  look()
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', look)
  }
}
