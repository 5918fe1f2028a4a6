/** Indices of rows to draw, ascending: those in sight, and those that stay drawn wherever they are. */
export function withKept(inSight: ReadonlyArray<number>, kept: ReadonlyArray<number>): number[] {
  return [...new Set([...inSight, ...kept])].sort((one, other) => one - other)
}
