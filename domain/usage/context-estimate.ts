import type { StatusLine } from './status-line.js'

/** Estimated fill of the context window, from the last answer of a conversation. */
export interface ContextEstimate {
  readonly tokens: number
  /** Size of the context window in tokens. */
  readonly limit: number
  /** 0–100, with one decimal. */
  readonly pct: number
  readonly model: string
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
