/** Time in a text as `Date.parse` reads it; `NaN` also for 30 February, which that takes for 2 March. */
export function timeIn(value: string): number {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(value) ?? []
  const isDay =
    day === undefined || new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day)
  return isDay ? Date.parse(value) : Number.NaN
}
