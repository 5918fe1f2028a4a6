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
