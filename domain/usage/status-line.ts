/** What the agent last said about its own cost, context and limits; `null` for what it did not say. */
export interface StatusLine {
  /** Per cent of the limit of five hours. */
  readonly pct5h: number | null
  /** Unix seconds. */
  readonly resets5h: number | null
  /** Per cent of the limit of seven days. */
  readonly pct7d: number | null
  /** Unix seconds. */
  readonly resets7d: number | null
  readonly costUsd: number | null
  readonly durationMs: number | null
  readonly apiDurationMs: number | null
  readonly linesAdded: number | null
  readonly linesRemoved: number | null
  /** As people call it: `Opus 4.8 (1M context)`. */
  readonly model: string | null
  /** 0–100. */
  readonly contextPct: number | null
  /** Tokens that the model can hold. */
  readonly contextSize: number | null
}

/** How long a status line says how things are. Agents send one a minute at least. */
export const STATUS_LINE_FRESH_MS = 120_000

/** Longer than any model is called. */
const MAX_MODEL_LENGTH = 200

/** Reads what Claude Code gives to a status line command. Numbers only, finite; everything else is `null`. */
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
