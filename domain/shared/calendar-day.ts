import type { Instant } from './instant.js'

/** Making a format takes a hundred times as long as using it. There are as many as known zones. */
const formats = new Map<string, Intl.DateTimeFormat>()

const made = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  })

/** Date and time on the wall in an IANA time zone by their parts. An unknown zone throws a `RangeError`. */
function wallClock(timeZone: string, at: Instant): Readonly<Record<string, string>> {
  const format = formats.get(timeZone) ?? made(timeZone)
  formats.set(timeZone, format)
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
}

/** The day that an instant falls on in an IANA time zone: `2026-03-01`. */
export function dayIn(timeZone: string, at: Instant): string {
  const { year = '', month = '', day = '' } = wallClock(timeZone, at)
  return `${year}-${month}-${day}`
}

/** The time that the clock on the wall shows in an IANA time zone: `07:30`. */
export function clockTime(timeZone: string, at: Instant): string {
  const { hour = '', minute = '' } = wallClock(timeZone, at)
  return `${hour}:${minute}`
}
