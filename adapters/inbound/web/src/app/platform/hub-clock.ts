/** Difference that counts as a wrong clock. Dates of answers are whole seconds, and answers take time. */
const WRONG_CLOCK_MS = 60_000

let ahead = 0

/** Compares the clock of the device with the date of an answer of the hub. */
export function noteHubTime(date: string | null): void {
  const difference = Date.parse(date ?? '') - Date.now()
  if (!Number.isNaN(difference)) ahead = Math.abs(difference) > WRONG_CLOCK_MS ? difference : 0
}

/** Time of the hub in milliseconds: that of the device unless its clock is wrong. */
export const hubNow = (): number => Date.now() + ahead
