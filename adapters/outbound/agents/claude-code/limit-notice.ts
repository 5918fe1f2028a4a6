import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '../../../../domain/shared/instant.js'
import type { LimitNotice } from '../../../../domain/usage/limits.js'
import { DAY_MS, parseTimeZone, zoneOffsets } from '../../../../domain/usage/time-zone.js'
import { readScreen, RULE } from './screen.js'

/**
 * `You've hit your session limit · resets 3pm (Europe/Berlin)`. Weekly and model limits have the same form, and name a
 * day when the reset is more than one day away. Observed in 2.1.197.
 */
const NOTICE = /You['’]ve (?:hit|reached) your [\w .'’-]*?limit\b(?: *[·∙] *resets ([^()]+?) *\(([\w/+-]+)\))?/
const TIME = /^(?:([A-Z][a-z]{2}) (\d{1,2}),? (?:(\d{4}),? )?(?:at )?)?(\d{1,2})(?::(\d{2}))? ?([ap])m$/i
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** Mark at the start of a line from the person at the prompt or from the agent. */
const SAID = /^\s*[❯>●⏺]/
/** Maximum number of lines into which a narrow terminal wraps the notice. */
const NOTICE_LINES = 4

/** Returns the notice when it is the last message above an idle prompt, else `null`. */
export function readLimitNotice(screen: ReadonlyArray<string>, now: Instant, timeZone: string): LimitNotice | null {
  if (readScreen(screen) !== 'ready') return null
  const above = screen.slice(0, screen.slice(0, screen.findLastIndex(isRule)).findLastIndex(isRule))
  const start = above.findLastIndex((line) => /You['’]ve (?:hit|reached)/.test(line))
  if (start === -1 || above.slice(start + 1).some((line) => SAID.test(line))) return null
  const text = above
    .slice(start, start + NOTICE_LINES)
    .map((line) => line.trim())
    .join(' ')
  const [found, time, zone] = NOTICE.exec(text) ?? []
  if (found === undefined) return null
  return { resetsAt: time === undefined ? null : nextTime(time, zone ?? timeZone, now) }
}

const isRule = (line: string): boolean => RULE.test(line)

const [MINUTE_MS, HOUR_MS] = [60_000, 3_600_000]
/** Longest time to a reset: no limit is longer than a month. */
const FARTHEST_MS = 32 * DAY_MS

/** Next time at which clocks of the zone show this time; `null` when the text is not a time. */
function nextTime(words: string, zone: string, now: Instant): Instant | null {
  const [, month, day, year, hour, minute, half] = TIME.exec(words.trim()) ?? []
  const timeZone = parseTimeZone(zone)
  if (hour === undefined || half === undefined || E.isLeft(timeZone)) return null
  const offsetAt = zoneOffsets(timeZone.right)
  const ms = ((Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0)) * HOUR_MS + Number(minute ?? 0) * MINUTE_MS
  const days = candidateDays({ month, day, year }, new Date(now + offsetAt(now)))
  return (
    days
      .map((date) => date + ms)
      .map((wall) => wall - offsetAt(wall - offsetAt(wall)))
      .find((at) => at > now && at < now + FARTHEST_MS) ?? null
  )
}

/** Candidate days as local midnights: today and tomorrow, or the named day. */
function candidateDays(
  named: { readonly month: string | undefined; readonly day: string | undefined; readonly year: string | undefined },
  today: Date,
): ReadonlyArray<number> {
  const thisYear = today.getUTCFullYear()
  if (named.month === undefined)
    return [0, 1].map((days) => Date.UTC(thisYear, today.getUTCMonth(), today.getUTCDate() + days))
  const month = MONTHS.indexOf(named.month.toLowerCase())
  if (month === -1) return []
  const years = named.year === undefined ? [thisYear, thisYear + 1] : [Number(named.year)]
  return years.map((year) => Date.UTC(year, month, Number(named.day)))
}
