import { REST } from './model-colour.js'

export type Measure = 'cost' | 'tokens'

export interface UsageDay {
  /** ISO date: `2026-11-24`. */
  readonly date: string
  readonly byModel: Readonly<Record<string, number>>
  readonly costByModel: Readonly<Record<string, number>>
}

export interface DaySeries {
  /** Oldest first. */
  readonly dates: ReadonlyArray<string>
  /** Most used first. `values` is indexed like `dates`. */
  readonly parts: ReadonlyArray<{ readonly model: string; readonly values: ReadonlyArray<number> }>
}

/** More colours cannot be distinguished. */
const MAX_SERIES = 8

/** One series per model from days in descending order. The least used models are combined. */
export function daySeries(days: ReadonlyArray<UsageDay>, measure: Measure): DaySeries {
  const oldestFirst = [...days].reverse()
  const valuesOf = (day: UsageDay): Readonly<Record<string, number>> =>
    measure === 'cost' ? day.costByModel : day.byModel
  const totals = new Map<string, number>()
  for (const day of oldestFirst)
    for (const [model, value] of Object.entries(valuesOf(day))) totals.set(model, (totals.get(model) ?? 0) + value)

  const models = [...totals].sort(([, one], [, other]) => other - one).map(([model]) => model)
  const own = models.length > MAX_SERIES ? models.slice(0, MAX_SERIES - 1) : models
  const rest = models.slice(own.length)
  const parts = own.map((model) => ({ model, values: oldestFirst.map((day) => valuesOf(day)[model] ?? 0) }))
  const together = oldestFirst.map((day) => rest.reduce((all, model) => all + (valuesOf(day)[model] ?? 0), 0))
  return {
    dates: oldestFirst.map(({ date }) => date),
    parts: rest.length === 0 ? parts : [...parts, { model: REST, values: together }],
  }
}

/** Cumulative values of each series with those below it, the topmost first, so that later layers cover earlier ones. */
export function stacked(parts: DaySeries['parts']): ReadonlyArray<ReadonlyArray<number>> {
  const sums: number[][] = []
  for (const { values } of parts) {
    const below = sums.at(-1)
    sums.push(values.map((value, day) => value + (below?.[day] ?? 0)))
  }
  return sums.reverse()
}

/** Days of the current week, which begins on Monday. The newest day is today. */
export function thisWeek<Day extends { readonly date: string }>(days: ReadonlyArray<Day>): ReadonlyArray<Day> {
  const today = days[0]
  if (today === undefined) return []
  return days.slice(0, weekday(today.date) + 1)
}

/** Day of the week; 0 is Monday. */
export const weekday = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7
