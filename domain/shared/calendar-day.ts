import type { Instant } from './instant.js'

/** The day that an instant falls on in an IANA time zone: `2026-03-01`. */
export function dayIn(timeZone: string, at: Instant): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    .formatToParts(at)
    .map(({ type, value }): [string, string] => [type, value])
  const { year = '', month = '', day = '' } = Object.fromEntries(parts) as Readonly<Record<string, string>>
  return `${year}-${month}-${day}`
}

/** The time that the clock on the wall shows in an IANA time zone: `07:30`. */
export const clockTime = (timeZone: string, at: Instant): string =>
  new Intl.DateTimeFormat('en-US', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)
