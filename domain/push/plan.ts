import * as E from 'fp-ts/lib/Either.js'
import { clockTime, dayIn } from '../shared/calendar-day.js'
import type { Instant } from '../shared/instant.js'
import { parseTimeZone } from '../usage/time-zone.js'
import { invalidPushPlan, type InvalidPushPlan } from './errors.js'

/** Time of day by the clock on the wall: `07:30`. */
export type ClockTime = string

/** Hours in which messages are held back, across midnight when they end before they begin. */
export interface QuietHours {
  readonly from: ClockTime
  readonly to: ClockTime
}

/** When people get messages. */
export interface PushPlan {
  /** Minutes between reminders of a call that waits; 0 for none. */
  readonly reminderMinutes: number
  /** `null` for none. */
  readonly quiet: QuietHours | null
  /** Time of the message about the day; `null` for none. */
  readonly todayAt: ClockTime | null
  /** IANA zone of the times above; `null` for that of the hub's machine. */
  readonly timeZone: string | null
  /** Day of the last message about the day, or of the one that was set too late for it; `null` before the first. */
  readonly todayOn: string | null
  /** Contact for push services, `mailto:` or `https:`; `null` for that of the environment. */
  readonly contact: string | null
}

/** Plan of a hub whose operator has set nothing: every message at once, no reminders. */
export const DEFAULT_PUSH_PLAN: PushPlan = {
  reminderMinutes: 0,
  quiet: null,
  todayAt: null,
  timeZone: null,
  todayOn: null,
  contact: null,
}

/** Unvalidated change of the plan. What is left out stays. */
export interface PushPlanChange {
  readonly reminderMinutes?: unknown
  readonly quiet?: unknown
  readonly todayAt?: unknown
  readonly timeZone?: unknown
  readonly contact?: unknown
}

/** Bounds of the time between reminders, in minutes. */
const REMINDER_MINUTES = { min: 5, max: 1_440 } as const
const CLOCK_TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/

const isClockTime = (raw: unknown): raw is ClockTime => typeof raw === 'string' && CLOCK_TIME.test(raw)

const isReminder = (raw: unknown): raw is number =>
  raw === 0 || (Number.isInteger(raw) && Number(raw) >= REMINDER_MINUTES.min && Number(raw) <= REMINDER_MINUTES.max)

const isZone = (raw: unknown): raw is string => typeof raw === 'string' && E.isRight(parseTimeZone(raw))

/** Push services refuse contacts without a domain. */
const CONTACT = /^(?:https:\/\/|mailto:[^\s@]+@)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z][a-z0-9-]+(?:\/\S*)?$/i
const MAX_CONTACT_LENGTH = 254

const isContact = (raw: unknown): raw is string =>
  typeof raw === 'string' && raw.length <= MAX_CONTACT_LENGTH && CONTACT.test(raw)

/** Hours that begin when they end would be none or all. */
function isQuiet(raw: unknown): raw is QuietHours {
  if (typeof raw !== 'object' || raw === null) return false
  const { from, to } = raw as { readonly from?: unknown; readonly to?: unknown }
  return isClockTime(from) && isClockTime(to) && from !== to
}

/** The plan after a change. A time that has passed on the day of the change counts from the next day on. */
export function changedPlan(
  plan: PushPlan,
  change: PushPlanChange,
  { now, timeZone }: { readonly now: Instant; readonly timeZone: string },
): E.Either<InvalidPushPlan, PushPlan> {
  const { reminderMinutes = plan.reminderMinutes, quiet = plan.quiet } = change
  const { todayAt = plan.todayAt, timeZone: zone = plan.timeZone, contact = plan.contact } = change
  if (!isReminder(reminderMinutes)) return E.left(invalidPushPlan('reminderMinutes'))
  if (quiet !== null && !isQuiet(quiet)) return E.left(invalidPushPlan('quiet'))
  if (todayAt !== null && !isClockTime(todayAt)) return E.left(invalidPushPlan('todayAt'))
  if (zone !== null && !isZone(zone)) return E.left(invalidPushPlan('timeZone'))
  if (contact !== null && !isContact(contact)) return E.left(invalidPushPlan('contact'))
  const hours = quiet === null ? null : { from: quiet.from, to: quiet.to }
  const changed = { ...plan, reminderMinutes, quiet: hours, todayAt, timeZone: zone, contact }
  if (todayAt === null || (todayAt === plan.todayAt && zone === plan.timeZone)) return E.right(changed)
  const where = zone ?? timeZone
  return E.right({ ...changed, todayOn: clockTime(where, now) >= todayAt ? dayIn(where, now) : null })
}

/**
 * True in the quiet hours. The clock on the wall counts: an hour that is skipped in spring is not quiet, one that comes twice in autumn is quiet
 * twice.
 */
export function isQuietAt({ from, to }: QuietHours, timeZone: string, at: Instant): boolean {
  const now = clockTime(timeZone, at)
  return from < to ? now >= from && now < to : now >= from || now < to
}

/** Hours after its time in which the message of the day is still sent: a machine may have slept. */
const TODAY_HOURS = 4

/** Day whose message is due; `null` for none. A time that the clock skips is due at the next one that it shows. */
export function dueToday({ todayAt, todayOn }: PushPlan, timeZone: string, at: Instant): string | null {
  if (todayAt === null) return null
  const [day, now] = [dayIn(timeZone, at), clockTime(timeZone, at)]
  return day !== todayOn && now >= todayAt && minutesOf(now) - minutesOf(todayAt) < TODAY_HOURS * 60 ? day : null
}

const minutesOf = (time: ClockTime): number => {
  const [hours = '0', minutes = '0'] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}
