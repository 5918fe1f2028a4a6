import * as E from 'fp-ts/lib/Either.js'
import type { brand } from '../shared/brand.js'
import type { Instant } from '../shared/instant.js'
import { QUARTER_MS } from './cell.js'
import { invalidTimeZone, type InvalidTimeZone } from './errors.js'

/** Name in the IANA time zone database of this machine: `Europe/Berlin`, `UTC`. */
export type TimeZone = string & { readonly [brand]: 'TimeZone' }

/** Maximum length of a zone name in characters. */
const MAX_NAME_LENGTH = 64

/** Accepts names only. Offsets such as `+02:00`, which some engines accept as zones, are refused. */
export function parseTimeZone(raw: string): E.Either<InvalidTimeZone, TimeZone> {
  if (raw.length > MAX_NAME_LENGTH || !/^[A-Za-z]/.test(raw)) return E.left(invalidTimeZone)
  return E.tryCatch(
    () => {
      new Intl.DateTimeFormat('en-US', { timeZone: raw })
      return raw as TimeZone
    },
    () => invalidTimeZone,
  )
}

/** Milliseconds. */
export const DAY_MS = 86_400_000
const QUARTERS_OF_A_DAY = DAY_MS / QUARTER_MS

/** The two offsets of a UTC day; `until` is the end of the first one. */
interface DayOffsets {
  readonly before: number
  readonly until: Instant
  readonly after: number
}

/**
 * Offset of a zone from UTC in milliseconds, for the start of a quarter of an hour. A query to the engine takes
 * microseconds, so there are two per UTC day, and a binary search for the transition on days when the clocks change.
 */
export function zoneOffsets(timeZone: string): (quarter: Instant) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  const known = new Map<number, DayOffsets>()
  const starts = new Map<number, number>()

  const ask = (at: Instant): number => {
    const written = format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign = '+', hours = '0', minutes = '0', seconds = '0'] =
      /^GMT([+-])(\d+):(\d+)(?::(\d+))?$/.exec(written) ?? []
    const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
    return sign === '-' ? -ms : ms
  }

  const atStart = (day: number): number => {
    const offset = starts.get(day) ?? ask(day * DAY_MS)
    starts.set(day, offset)
    return offset
  }

  const offsetsOf = (day: number): DayOffsets => {
    const [before, after] = [atStart(day), atStart(day + 1)]
    let [low, high] = [1, QUARTERS_OF_A_DAY]
    while (before !== after && low < high) {
      const middle = (low + high) >> 1
      if (ask(day * DAY_MS + middle * QUARTER_MS) === before) low = middle + 1
      else high = middle
    }
    return { before, until: day * DAY_MS + high * QUARTER_MS, after }
  }

  return (quarter) => {
    const day = Math.floor(quarter / DAY_MS)
    let offsets = known.get(day)
    if (offsets === undefined) known.set(day, (offsets = offsetsOf(day)))
    return quarter < offsets.until ? offsets.before : offsets.after
  }
}

/** `2026-11-24`, for a day counted from the Unix epoch. */
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** 0 is Monday; the epoch was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

/** First day of the month that contains the day. */
export const monthStart = (day: number): number => day - new Date(day * DAY_MS).getUTCDate() + 1
