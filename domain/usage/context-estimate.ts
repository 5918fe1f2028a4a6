import { recordOf, textOf } from './row-values.js'
import type { StatusLine } from './status-line.js'
import { readClaudeRow } from './claude-row.js'

/** Estimated fill of the context window, from the last answer of a conversation. */
export interface ContextEstimate {
  /** Tokens in the context. */
  readonly tokens: number
  /** Size of the context window in tokens. */
  readonly limit: number
  /** 0–100, with one decimal. */
  readonly pct: number
  /** Id of the model. */
  readonly model: string
}

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
  const row = readClaudeRow(line)
  if (row?.kind !== 'message') return null
  const { input, cacheRead, cacheWrite } = row.counts
  const tokens = input + cacheRead + cacheWrite
  const model = textOf(row.origin.model)
  if (tokens === 0 || model === null) return null
  const limit = tokens > USUAL_LIMIT || model.includes('[1m]') ? LARGE_LIMIT : USUAL_LIMIT
  return { tokens, limit, pct: Math.min(100, Math.round((tokens / limit) * 1_000) / 10), model }
}

/** Context use to be displayed. */
export interface ContextUse {
  /** Used share in percent. */
  readonly pct: number
  /** Used tokens; `null` when only the share is known. */
  readonly tokens: number | null
  /** Size of the context in tokens; `null` when it is not known. */
  readonly limit: number | null
  /** Display name when known, else the id. */
  readonly model: string | null
}

/** Prefers the status line; falls back to the transcript estimate when the status line has no percentage. */
export function contextUse(line: StatusLine | null, estimate: ContextEstimate | null): ContextUse | null {
  if (line === null || line.contextPct === null)
    return estimate === null ? null : { ...estimate, model: line?.model ?? estimate.model }
  const { contextPct: pct, contextSize: limit, model } = line
  return { pct, tokens: limit === null ? null : Math.round((limit * pct) / 100), limit, model }
}
