/** Latest report of the agent on its cost, context and limits; `null` for figures that are not reported. */
export interface StatusLine {
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
  /** Duration of the session. */
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

/** Maximum length of a model name in characters. */
const MAX_MODEL_LENGTH = 200

/**
 * Reads the input that Claude Code sends to a status line command. Values that are not finite numbers become `null`.
 */
export function readStatusLine(payload: Readonly<Record<string, unknown>>): StatusLine {
  const limits = member(payload, 'rate_limits')
  const [fiveHours, sevenDays] = [member(limits, 'five_hour'), member(limits, 'seven_day')]
  const cost = member(payload, 'cost')
  const context = member(payload, 'context_window')
  const model = member(payload, 'model')['display_name']
  return {
    pct5h: numberAt(fiveHours, 'used_percentage'),
    resets5h: numberAt(fiveHours, 'resets_at'),
    pct7d: numberAt(sevenDays, 'used_percentage'),
    resets7d: numberAt(sevenDays, 'resets_at'),
    costUsd: numberAt(cost, 'total_cost_usd'),
    durationMs: numberAt(cost, 'total_duration_ms'),
    apiDurationMs: numberAt(cost, 'total_api_duration_ms'),
    linesAdded: numberAt(cost, 'total_lines_added'),
    linesRemoved: numberAt(cost, 'total_lines_removed'),
    model: typeof model === 'string' && model !== '' ? model.slice(0, MAX_MODEL_LENGTH) : null,
    contextPct: numberAt(context, 'used_percentage'),
    contextSize: numberAt(context, 'context_window_size'),
  }
}

const NOTHING: Readonly<Record<string, unknown>> = {}

function member(record: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> {
  const value = record[key]
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : NOTHING
}

function numberAt(record: Readonly<Record<string, unknown>>, key: string): number | null {
  const value = record[key]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
