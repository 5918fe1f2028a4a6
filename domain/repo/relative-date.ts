import type { Instant } from '../shared/instant.js'

const MINUTE_S = 60
const HOUR_MIN = 60
const DAY_H = 24
const YEAR_DAYS = 365

/** Age in the words of `git log --date=relative`. date.c of git. */
export function relativeDate(then: Instant, now: Instant): string {
  if (now < then) return 'in the future'
  const seconds = Math.floor((now - then) / 1000)
  if (seconds < 90) return ago(seconds, 'second')
  const minutes = Math.floor((seconds + 30) / MINUTE_S)
  if (minutes < 90) return ago(minutes, 'minute')
  const hours = Math.floor((minutes + 30) / HOUR_MIN)
  if (hours < 36) return ago(hours, 'hour')
  const days = Math.floor((hours + 12) / DAY_H)
  if (days < 14) return ago(days, 'day')
  if (days < 70) return ago(Math.floor((days + 3) / 7), 'week')
  if (days < YEAR_DAYS) return ago(Math.floor((days + 15) / 30), 'month')
  if (days >= 5 * YEAR_DAYS) return ago(Math.floor((days + 183) / YEAR_DAYS), 'year')
  const months = Math.floor((days * 12 * 2 + YEAR_DAYS) / (YEAR_DAYS * 2))
  const [years, rest] = [Math.floor(months / 12), months % 12]
  return rest === 0 ? ago(years, 'year') : `${counted(years, 'year')}, ${ago(rest, 'month')}`
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? '' : 's'}`

const ago = (count: number, unit: string): string => `${counted(count, unit)} ago`
