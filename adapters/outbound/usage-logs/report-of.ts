import type { Instant } from '../../../domain/shared/instant.js'
import type { AgentId } from '../../../domain/agents/agent-id.js'
import { tokensOf, type UsageCell } from '../../../domain/usage/cell.js'
import { modelKey } from '../../../domain/usage/model.js'
import { priceBy, type PriceOf } from '../../../domain/usage/pricing.js'
import type {
  DayUsage,
  HourUsage,
  ModelUsage,
  PeriodUsage,
  Report,
  ReportQuery,
  UsageSum,
} from '../../../domain/usage/report.js'
import {
  at,
  emptyDay,
  emptyPeriod,
  takeIntoDay,
  takeIntoPeriod,
  usageSum,
  type ByAgent,
  type DayTally,
  type FoundCell,
  type PeriodTally,
} from './tally.js'
import { DAY_MS, dateOf, monthStart, weekdayOf, zoneOffsets } from '../../../domain/usage/time-zone.js'

/** Milliseconds. */
const HOUR_MS = 3_600_000
/** Hours of a day. */
const HOURS = 24

/** Upper bound of the offset of any zone from UTC. */
const FARTHEST_OFFSET_MS = DAY_MS

/**
 * Sums cells by days of a zone. The result does not depend on the order of the cells, nor on whether cells with equal
 * keys are merged. Days after today are left out, because they come from wrong clocks.
 */
export function reportOf(cells: Iterable<UsageCell>, { now, timeZone, days, prices, hoursOf }: ReportQuery): Report {
  const offsetAt = zoneOffsets(timeZone)
  const today = Math.floor((now + offsetAt(now)) / DAY_MS)
  const window: Period = { first: today - days + 1, tally: emptyPeriod() }
  const month: Period = { first: monthStart(today), tally: emptyPeriod() }
  const first = Math.min(window.first, month.first)
  const dayTallies = new Map<number, DayTally>()
  const hourTallies = new Map<number, DayTally>()
  const findCell = cellFinder(priceBy(prices))

  for (const cell of cells) {
    if (isFar(cell.quarter, first, today)) continue
    const local = cell.quarter + offsetAt(cell.quarter)
    const day = Math.floor(local / DAY_MS)
    if (day < first || day > today) continue
    const found = findCell(cell, day, local)
    takeIntoDay(at(dayTallies, day, emptyDay), found)
    if (hoursOf !== undefined && dateOf(day) === hoursOf)
      takeIntoDay(at(hourTallies, found.hour % HOURS, emptyDay), found)
    if (day >= window.first) takeIntoPeriod(window.tally, found)
    if (day >= month.first) takeIntoPeriod(month.tally, found)
  }

  const daysFrom = (from: number): ReadonlyArray<DayUsage> =>
    Array.from({ length: today - from + 1 }, (_, back) => dayUsage(today - back, dayTallies.get(today - back)))
  return {
    timeZone,
    days: daysFrom(window.first),
    window: periodUsage(window, today),
    month: periodUsage(month, today),
    monthDays: daysFrom(month.first),
    hours:
      hoursOf === undefined ? null : Array.from({ length: HOURS }, (_, hour) => hourUsage(hour, hourTallies.get(hour))),
    unreadable: [],
  }
}

/** Whole days up to today, numbered from the epoch. */
interface Period {
  readonly first: number
  readonly tally: PeriodTally
}

/** True when the quarter is outside the period in every zone, or is NaN. Avoids the offset lookup for most cells. */
const isFar = (quarter: Instant, first: number, last: number): boolean =>
  !(quarter >= first * DAY_MS - FARTHEST_OFFSET_MS && quarter < (last + 1) * DAY_MS + FARTHEST_OFFSET_MS)

function cellFinder(priceOf: PriceOf): (cell: UsageCell, day: number, local: number) => FoundCell {
  const keys = new Map<string, string>()
  return (cell, day, local) => ({
    cell,
    model: at(keys, cell.model, () => modelKey(cell.model)),
    cost: priceOf(cell),
    hour: weekdayOf(day) * HOURS + Math.floor((local - day * DAY_MS) / HOUR_MS),
  })
}

const UNUSED = emptyDay()

const dayUsage = (day: number, { sum, models, sessions }: DayTally = UNUSED): DayUsage => ({
  date: dateOf(day),
  ...usageSum(sum),
  models: modelUsages(models),
  sessions: countSessions(sessions),
})

const hourUsage = (hour: number, { sum, models }: DayTally = UNUSED): HourUsage => ({
  hour,
  ...usageSum(sum),
  models: modelUsages(models),
})

const periodUsage = ({ first, tally }: Period, last: number): PeriodUsage => ({
  from: dateOf(first),
  to: dateOf(last),
  ...usageSum(tally.sum),
  sessions: countSessions(tally.sessions),
  models: modelUsages(tally.models),
  directories: flat(tally.directories, (agent, directory, { sum, sessions }) => ({
    ...usageSum(sum),
    directory,
    agent,
    sessions: countSessions(sessions),
  })).sort(byTokens(({ agent, directory }) => `${directory ?? ''} ${agent}`)),
  bySession: flat(tally.sessions, (agent, session, { sum, directory, firstAt, lastAt }) => ({
    ...usageSum(sum),
    session,
    agent,
    directory,
    firstAt,
    lastAt,
  })).sort(byTokens(({ agent, session }) => `${session} ${agent}`)),
  heatmap: tally.hours.flatMap((tokens, hour) =>
    tokens > 0 ? [{ weekday: Math.floor(hour / HOURS), hour: hour % HOURS, tokens }] : [],
  ),
  stops: tally.stops,
  tools: [...tally.tools]
    .map(([name, count]) => ({ name, count }))
    .sort((one, other) => other.count - one.count || order(one.name, other.name)),
})

const modelUsages = (models: DayTally['models']): ReadonlyArray<ModelUsage> =>
  flat(models, (agent, model, { sum, unpricedTokens, isPriced }) => ({
    ...usageSum(sum),
    agent,
    model,
    unpricedTokens,
    isPriced,
  })).sort(byTokens(({ agent, model }) => `${model} ${agent}`))

const flat = <Key, Value, Part>(
  all: ByAgent<Key, Value>,
  part: (agent: AgentId, key: Key, value: Value) => Part,
): Part[] => [...all].flatMap(([agent, values]) => [...values].map(([key, value]) => part(agent, key, value)))

/** Number of sessions. A log without ids does not count. */
const countSessions = (sessions: ByAgent<string, unknown>): number =>
  [...sessions.values()].reduce((count, ids) => count + ids.size - (ids.has('') ? 1 : 0), 0)

const byTokens =
  <Part extends UsageSum>(name: (part: Part) => string) =>
  (one: Part, other: Part): number =>
    tokensOf(other.tokens) - tokensOf(one.tokens) || order(name(one), name(other))

const order = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
