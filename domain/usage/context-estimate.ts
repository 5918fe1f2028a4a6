import { recordOf, textOf } from './row-values.js'
import type { StatusLine } from './status-line.js'
import { readClaudeRow } from './claude-row.js'

/** How much of what a model can hold a conversation takes, by its last answer. */
export interface ContextEstimate {
  readonly tokens: number
  /** Tokens that the model can hold. */
  readonly limit: number
  /** 0–100, with one decimal. */
  readonly pct: number
  /** Id of the model. */
  readonly model: string
}

/** Tokens that models hold, and those that are asked for with `[1m]` behind their name. */
const USUAL_LIMIT = 200_000
const LARGE_LIMIT = 1_000_000

/**
 * What one line of a transcript of Claude Code says of the context; `null` for all but answers of the conversation
 * itself. Transcripts do not say how much the model can hold: more than the usual if it holds more than that.
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

/** Use of a context as it is shown. */
export interface ContextUse {
  readonly pct: number
  readonly tokens: number | null
  readonly limit: number | null
  /** Display name where it is known, else the id. */
  readonly model: string | null
}

/** The agent's own status line wins; without a percentage in it the estimate from the transcript counts. */
export function contextUse(line: StatusLine | null, estimate: ContextEstimate | null): ContextUse | null {
  if (line === null || line.contextPct === null)
    return estimate === null ? null : { ...estimate, model: line?.model ?? estimate.model }
  const { contextPct: pct, contextSize: limit, model } = line
  return { pct, tokens: limit === null ? null : Math.round((limit * pct) / 100), limit, model }
}
