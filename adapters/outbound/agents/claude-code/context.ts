import type { ContextEstimate } from '../../../../domain/usage/context-estimate.js'
import { recordOf, textOf } from '../row-values.js'
import { readUsageRow } from './logs.js'

/** Context window in tokens: the default, and the size of models requested with the suffix `[1m]`. */
const USUAL_LIMIT = 200_000
const LARGE_LIMIT = 1_000_000

/**
 * Estimates the context from one line of a Claude Code transcript. Returns `null` for lines other than answers of the
 * main conversation. Transcripts do not contain the window size: it counts as large when the conversation exceeds the
 * default.
 */
export function contextIn(line: unknown): ContextEstimate | null {
  if (recordOf(line)['isSidechain'] === true) return null
  const row = readUsageRow(line)
  if (row?.kind !== 'message') return null
  const { input, cacheRead, cacheWrite } = row.counts
  const tokens = input + cacheRead + cacheWrite
  const model = textOf(row.origin.model)
  if (tokens === 0 || model === null) return null
  const limit = tokens > USUAL_LIMIT || model.includes('[1m]') ? LARGE_LIMIT : USUAL_LIMIT
  return { tokens, limit, pct: Math.min(100, Math.round((tokens / limit) * 1_000) / 10), model }
}
