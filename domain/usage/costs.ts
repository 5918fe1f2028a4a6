import type { StatusLine } from './status-line.js'

/** Cost that one session reports since its agent started; `null` for figures that are not reported. */
export interface SessionCost {
  readonly name: string
  readonly costUsd: number | null
  readonly linesAdded: number | null
  readonly linesRemoved: number | null
}

/** Sums over the sessions; figures that are not reported count as 0. */
export interface Costs {
  readonly totalUsd: number
  readonly totalLinesAdded: number
  readonly totalLinesRemoved: number
  readonly totalDurationMs: number
  readonly totalApiDurationMs: number
  readonly sessions: ReadonlyArray<SessionCost>
}

export function sumCosts(lines: ReadonlyArray<readonly [session: string, line: StatusLine]>): Costs {
  const total = (figure: (line: StatusLine) => number | null): number =>
    lines.reduce((sum, [, line]) => sum + (figure(line) ?? 0), 0)
  return {
    totalUsd: total(({ costUsd }) => costUsd),
    totalLinesAdded: total(({ linesAdded }) => linesAdded),
    totalLinesRemoved: total(({ linesRemoved }) => linesRemoved),
    totalDurationMs: total(({ durationMs }) => durationMs),
    totalApiDurationMs: total(({ apiDurationMs }) => apiDurationMs),
    sessions: lines.map(([name, { costUsd, linesAdded, linesRemoved }]) => ({
      name,
      costUsd,
      linesAdded,
      linesRemoved,
    })),
  }
}
