import type { StatusLine } from '../../../../domain/usage/status-line.js'
import { recordOf } from '../row-values.js'
import { CLAUDE_CODE } from './logs.js'

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
    agent: CLAUDE_CODE,
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

const member = (record: Readonly<Record<string, unknown>>, key: string): Readonly<Record<string, unknown>> =>
  recordOf(record[key])

function numberAt(record: Readonly<Record<string, unknown>>, key: string): number | null {
  const value = record[key]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
