import * as E from 'fp-ts/lib/Either.js'
import type { brand } from '../shared/brand.js'
import type { Instant } from '../shared/instant.js'
import { QUARTER_MS } from './cell.js'
import { invalidTimeZone, type InvalidTimeZone } from './errors.js'

/** A name of the IANA time zone database that this machine knows: `Europe/Berlin`, `UTC`. */
export type TimeZone = string & { readonly [brand]: 'TimeZone' }

/** Longer than any zone is called. */
const MAX_NAME_LENGTH = 64

/** Names only: offsets such as `+02:00`, which some engines take for zones, are none. */
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

/** The two offsets of a day of UTC; `until` is where the first one ends. */
interface DayOffsets {
  readonly before: number
  readonly until: Instant
  readonly after: number
}

/**
 * How far the clocks of a zone are ahead of UTC, in milliseconds, for the start of a quarter of an hour. Asking the
 * engine takes microseconds, so it is asked twice a day of UTC and, on days that clocks are changed, for the moment.
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

/** `2026-11-24`, of days counted from the Unix epoch. */
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** 0 is Monday; the epoch was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

/** The first day of the month that a day lies in. */
export const monthStart = (day: number): number => day - new Date(day * DAY_MS).getUTCDate() + 1
