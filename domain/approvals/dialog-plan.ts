import type { JsonObject } from './canonical-json.js'
import { isLine, type DialogKey, type DialogStep } from './dialog-step.js'

/** Parts of a plan that matter; the dialog shows no others. */
const SHOWN_INPUT: ReadonlySet<string> = new Set(['plan', 'planFilePath'])
const FENCE = /^\s*(?:```|~~~).*$/gm
/** Marks of Markdown, blanks, and lines of tables and boxes: a plan is drawn without them, or with others. */
const NOT_DRAWN = /[\s#*_`~>+\-|[\]()!\\•\u2500-\u257f]/gu
/** Placeholder of the field for what to change. */
const EMPTY = 'Tell Claude what to change'

/** Signs of a plan that its dialog shows, in their order; empty for a call whose dialog does not show all of it. */
export function planSigns(input: JsonObject): string {
  const { plan } = input
  const isWhole = typeof plan === 'string' && Object.keys(input).every((key) => SHOWN_INPUT.has(key))
  return isWhole ? plan.replace(FENCE, '').replace(NOT_DRAWN, '') : ''
}

/** True when the rows show the whole plan. */
export const isPlanDrawn = (rows: ReadonlyArray<string>, input: JsonObject): boolean =>
  planSigns(input) !== '' && rows.join('').replace(NOT_DRAWN, '') === planSigns(input)

/** Steps that keep the agent planning, with what to change or without; `null` for a reason of several lines. */
export function keepPlanningSteps(denyKey: DialogKey, reason: string | null): ReadonlyArray<DialogStep> | null {
  if (reason !== null && !isLine(reason)) return null
  return [
    { page: null, key: denyKey },
    ...(reason === null ? [] : [{ page: null, field: EMPTY, words: reason }]),
    { page: null, field: reason ?? EMPTY, key: 'Enter' },
  ]
}
