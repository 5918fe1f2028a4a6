import type { NewSchedule, Schedule } from './queued-prompts.js'

export const KINDS = ['time', 'weekdays', 'daily', 'rule', 'limit', 'session'] as const
export type ScheduleKind = (typeof KINDS)[number]

/** Values of the form of a schedule. */
export interface ScheduleValues {
  readonly kind: ScheduleKind
  /** Local time as an input of the type `datetime-local` has it. */
  readonly date: string
  readonly time: string
  readonly rule: string
  readonly after: string
}

export const NEW_SCHEDULE: ScheduleValues = { kind: 'time', date: '', time: '09:00', rule: '0 9 * * 1-5', after: '' }

const EVERY_DAY = /^(?<minute>\d+) (?<hour>\d+) \* \* (?<days>1-5|\*)$/

/** Parts of a rule for a time of every day or weekday; none for another one. */
export const everyDay = (rule: string): { readonly minute?: string; readonly hour?: string; readonly days?: string } =>
  EVERY_DAY.exec(rule)?.groups ?? {}

/** Values of a schedule that exists. */
export function valuesOf({ at, rule, after }: Schedule): ScheduleValues {
  if (at !== null) return { ...NEW_SCHEDULE, date: localTime(new Date(at)) }
  if (after !== null) return { ...NEW_SCHEDULE, kind: 'session', after }
  if (rule === null) return { ...NEW_SCHEDULE, kind: 'limit' }
  const { minute, hour, days } = everyDay(rule)
  if (minute === undefined || hour === undefined) return { ...NEW_SCHEDULE, kind: 'rule', rule }
  const time = `${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`
  return { ...NEW_SCHEDULE, kind: days === '*' ? 'daily' : 'weekdays', time, rule }
}

function localTime(at: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0')
  const day = `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** Trigger of the form; `null` while a value is missing. `cli` is the id of the session's CLI, `''` for none. */
export function triggerOf(
  { kind, date, time, rule, after }: ScheduleValues,
  cli: string,
): Omit<NewSchedule, 'id' | 'text'> | null {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  const [hour = '', minute = ''] = time.split(':')
  switch (kind) {
    case 'time':
      return date === '' ? null : { at: new Date(date).toISOString() }
    case 'weekdays':
    case 'daily':
      return minute === ''
        ? null
        : { rule: `${String(Number(minute))} ${String(Number(hour))} * * ${kind === 'daily' ? '*' : '1-5'}`, timeZone }
    case 'rule':
      return rule.trim() === '' ? null : { rule: rule.trim(), timeZone }
    case 'limit':
      return cli === '' ? null : { limitOf: cli }
    case 'session':
      return after === '' ? null : { after }
  }
}
