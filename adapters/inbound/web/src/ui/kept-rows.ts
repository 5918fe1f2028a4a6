/** Indices of rows to draw, ascending: visible rows and rows that always stay drawn. */
export function withKept(inSight: ReadonlyArray<number>, kept: ReadonlyArray<number>): number[] {
  return [...new Set([...inSight, ...kept])].sort((one, other) => one - other)
}
