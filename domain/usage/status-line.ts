import type { AgentId } from '../agents/agent-id.js'

/** Latest report of the agent on its cost, context and limits; `null` for figures that are not reported. */
export interface StatusLine {
  readonly agent: AgentId
  /** Percentage of the five-hour limit. */
  readonly pct5h: number | null
  /** Unix seconds. */
  readonly resets5h: number | null
  /** Percentage of the seven-day limit. */
  readonly pct7d: number | null
  /** Unix seconds. */
  readonly resets7d: number | null
  /** Cost of the session in US dollars. */
  readonly costUsd: number | null
  readonly durationMs: number | null
  /** Time spent in requests to the model. */
  readonly apiDurationMs: number | null
  /** Number of added lines. */
  readonly linesAdded: number | null
  /** Number of removed lines. */
  readonly linesRemoved: number | null
  /** Display name: `Opus 4.8 (1M context)`. */
  readonly model: string | null
  /** 0–100. */
  readonly contextPct: number | null
  /** Size of the context window in tokens. */
  readonly contextSize: number | null
}

/** Milliseconds for which a status line counts as current. Agents send at least one a minute. */
export const STATUS_LINE_FRESH_MS = 120_000

/** Cost that one session reports since its agent started; `null` for figures that are not reported. */
interface SessionCost {
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
