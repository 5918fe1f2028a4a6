import type { Instant } from '../../../domain/shared/instant.js'

/** Upper bound of the tokens of one request; larger values are invalid. */
export const MOST_TOKENS = 1_000_000_000

/** Upper bound of a sum over many requests; a double holds it exactly. */
export const LARGEST_SUM = 1_000_000_000_000_000

/**
 * Token count from a log, or `null` for missing, negative, non-numeric and too large values. Strings of decimal digits are
 * converted, fractions are rounded down.
 */
export function readCount(raw: unknown, most: number): number | null {
  const count = typeof raw === 'string' && /^\d{1,15}$/.test(raw) ? Number(raw) : raw
  if (typeof count !== 'number' || !(count >= 0 && count <= most)) return null
  return count === 0 ? 0 : Math.floor(count)
}

/** Token count of one request; 0 where there is none. */
export const countOf = (raw: unknown): number => readCount(raw, MOST_TOKENS) ?? 0

/** End of the year 9999 in UTC, the last date that ISO 8601 can express. */
const LATEST = 253_402_300_799_999

/** Format that both programs write. */
const USUAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/i

/**
 * Time from a log: ISO 8601 with date and time of day. A time without a zone is in UTC, as both programs write it.
 * Future times are accepted. Returns `null` for anything else and for times before 1970.
 */
export function momentOf(raw: unknown): Instant | null {
  if (typeof raw !== 'string') return null
  if (USUAL.test(raw)) return inRange(Date.parse(raw))
  const match = ISO.exec(raw)
  if (match === null) return null
  const text = raw.replace(',', '.')
  return inRange(Date.parse(match[1] === undefined ? `${text}Z` : text))
}

/** NaN yields `null`. */
const inRange = (at: number): Instant | null => (at >= 0 && at <= LATEST ? at : null)

/** Upper bound of a path on any system; longer texts are cut. */
const MOST_CHARACTERS = 4_096

/** Non-empty string, or `null`. */
export const textOf = (raw: unknown): string | null =>
  typeof raw === 'string' && raw !== '' ? raw.slice(0, MOST_CHARACTERS) : null

/** JSON object; an empty one for any other value. */
export const recordOf = (raw: unknown): Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null ? (raw as Readonly<Record<string, unknown>>) : NOTHING

const NOTHING: Readonly<Record<string, unknown>> = {}
