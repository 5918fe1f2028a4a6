const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Duration in its largest unit: `12 s`, `3 m`, `5 h`, `2 d`. Never negative. */
export function span(ms: number): string {
  if (ms < MINUTE) return `${Math.max(0, Math.floor(ms / SECOND))} s`
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} m`
  if (ms < DAY) return `${Math.floor(ms / HOUR)} h`
  return `${Math.floor(ms / DAY)} d`
}

/** Duration that changes at most once a minute. Everything below a minute is `justNow`. */
export const calmSpan = (ms: number, justNow: string): string => (ms < MINUTE ? justNow : span(ms))
