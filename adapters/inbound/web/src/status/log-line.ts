/** A line of the hub's log as people read it. */
export interface LogLine {
  /** `null` when the line does not say. */
  readonly at: Date | null
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  /** The facts of the line, by name. */
  readonly facts: ReadonlyArray<readonly [name: string, value: string]>
}

/** Reads one line; what is no JSON object, as the end of an older log may be, is its own message. */
export function readLogLine(text: string): LogLine {
  const parsed = objectIn(text)
  if (parsed === null) return { at: null, level: 'info', message: text, facts: [] }
  const { time, level, message, ...facts } = parsed
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

function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? { ...read } : null
  } catch {
    return null
  }
}
