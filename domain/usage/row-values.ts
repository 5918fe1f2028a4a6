import type { Instant } from '../shared/instant.js'

/** No model takes or gives so many tokens in one request: what is larger was never counted. */
const MOST_TOKENS = 1_000_000_000

/**
 * A count of tokens as a log holds it. What is missing, negative, no number or larger than any request counts as 0;
 * decimal digits in quotes count as the number that they write, and of a fraction the whole part.
 */
export function countOf(raw: unknown): number {
  const count = typeof raw === 'string' && /^\d{1,15}$/.test(raw) ? Number(raw) : raw
  return typeof count === 'number' && count > 0 && count <= MOST_TOKENS ? Math.floor(count) : 0
}

/** Of a sum over many requests; a double holds it exactly. */
const LARGEST_SUM = 1_000_000_000_000_000

/** A running sum as a log holds it, otherwise as `countOf`. */
export const runningSumOf = (raw: unknown): number =>
  typeof raw === 'number' && raw > 0 && raw <= LARGEST_SUM ? Math.floor(raw) : countOf(raw)

/** The year 9999 in UTC; what is later no date writes. */
const LATEST = 253_402_300_799_999

/** As both programs write it. */
const USUAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const ISO = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(Z|[+-]\d\d:?\d\d)?$/i

/**
 * A time as a log holds it: ISO 8601 with date and time of day. One without a zone is in UTC, as those programs write
 * it; one that lies in the future is taken as it is. `null` for anything else and for what is before 1970.
 */
export function momentOf(raw: unknown): Instant | null {
  if (typeof raw !== 'string') return null
  if (USUAL.test(raw)) return inRange(Date.parse(raw))
  const match = ISO.exec(raw)
  if (match === null) return null
  const text = raw.replace(',', '.')
  return inRange(Date.parse(match[1] === undefined ? `${text}Z` : text))
}

/** NaN is none. */
const inRange = (at: number): Instant | null => (at >= 0 && at <= LATEST ? at : null)

/** Longer than any path that a system takes; what follows is cut off. */
const MOST_CHARACTERS = 4_096

/** A text of some length, or `null` for what is none. */
export const textOf = (raw: unknown): string | null =>
  typeof raw === 'string' && raw !== '' ? raw.slice(0, MOST_CHARACTERS) : null

/** A JSON object to look into; an empty one for anything else. */
export const recordOf = (raw: unknown): Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null ? (raw as Readonly<Record<string, unknown>>) : NOTHING

const NOTHING: Readonly<Record<string, unknown>> = {}
