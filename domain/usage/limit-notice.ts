import * as E from 'fp-ts/lib/Either.js'
import { readScreen } from '../attention/screen.js'
import type { Instant } from '../shared/instant.js'
import { DAY_MS, parseTimeZone, zoneOffsets } from './time-zone.js'

/** What an agent shows when it has run into a limit and waits at its prompt. */
export interface LimitNotice {
  /** `null` when it does not say, or not in words that are known. */
  readonly resetsAt: Instant | null
}

/**
 * `You've hit your session limit · resets 3pm (Europe/Berlin)`; weekly and model limits say so likewise, and name a day
 * when it is more than one away. Seen in 2.1.197.
 */
const NOTICE = /You['’]ve (?:hit|reached) your [\w .'’-]*?limit\b(?: *[·∙] *resets ([^()]+?) *\(([\w/+-]+)\))?/
const TIME = /^(?:([A-Z][a-z]{2}) (\d{1,2}),? (?:(\d{4}),? )?(?:at )?)?(\d{1,2})(?::(\d{2}))? ?([ap])m$/i
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** What begins with a mark of its own was said by somebody: the person at the prompt, or the agent. */
const SAID = /^\s*[❯>●⏺]/
/** The rule over the prompt. */
const RULE = /^[─━]{10,}/
/** A narrow terminal breaks the notice into this many lines at most. */
const NOTICE_LINES = 4

/** The notice, when it is the last thing that was said above an idle prompt; `null` otherwise. */
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
/** No limit is longer than a month. */
const FARTHEST_MS = 32 * DAY_MS

/** The next moment that clocks in a zone show this; `null` when these are no words of a time. */
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

/** Midnights, as clocks show them, that may be meant: today and tomorrow, or the day that is named. */
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
