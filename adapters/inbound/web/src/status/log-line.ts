import { parsedObject } from '../app/platform/parsed.js'

/** Parsed line of the hub's log. */
export interface LogLine {
  /** `null` when the line contains no time. */
  readonly at: Date | null
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  /** Remaining fields of the line, by name. */
  readonly facts: ReadonlyArray<readonly [name: string, value: string]>
}

/** Parses a line. A line that is not a JSON object becomes the message, as in a truncated log. */
export function readLogLine(text: string): LogLine {
  const fields = parsedObject(text)
  if (fields === null) return { at: null, level: 'info', message: text, facts: [] }
  const { time, level, message, ...facts } = fields
  const at = typeof time === 'string' ? new Date(time) : null
  return {
    at: at !== null && Number.isFinite(at.getTime()) ? at : null,
    level: level === 'warn' || level === 'error' ? level : 'info',
    message: typeof message === 'string' ? message : text,
    facts: Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  }
}
