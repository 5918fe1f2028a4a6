import { decimal } from '../app/texts/numbers.js'

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** Size with decimal units: `12 B`, `3.4 MB`. */
export function bytesText(bytes: number, locale: string): string {
  let [value, unit] = [bytes, 0]
  while (value >= 1_000 && unit < UNITS.length - 1) {
    value /= 1_000
    unit += 1
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : decimal(value, 1, locale)} ${UNITS[unit] ?? ''}`
}

/** Duration: `0.4 ms`, `12 ms`, `1.5 s`; `–` for `null`. */
export function millisecondsText(ms: number | null, locale: string): string {
  if (ms === null) return '–'
  if (ms >= 1_000) return `${decimal(ms / 1_000, 1, locale)} s`
  return `${ms < 10 ? decimal(ms, 1, locale) : Math.round(ms)} ms`
}
