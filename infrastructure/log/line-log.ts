import { oneLine } from './one-line.js'

/** A value of a log line. */
export type LineValue = string | number | boolean | null
type Fields = Readonly<Record<string, LineValue>>
type Level = 'info' | 'warn' | 'error'

/** Writes one line a call, in order; never throws. */
export interface LineLog {
  readonly info: (message: string, fields?: Fields) => void
  readonly warn: (message: string, fields?: Fields) => void
  readonly error: (message: string, fields?: Fields) => void
  /** Never to appear in a line from now on: each occurrence is written as `[secret]`. The last line of defence. */
  readonly conceal: (secret: string) => void
  /** The newest lines, oldest first, without their line ends. */
  readonly recent: (lines: number) => ReadonlyArray<string>
  /** Writes what still waits to be written. */
  readonly flush: () => void
}

export interface LineLogOptions {
  /** Takes whole lines with their ends. What it throws is dropped. */
  readonly write: (lines: string) => void
  /**
   * When lines are laid out and written: at once, if left out. Writing to a pipe or a terminal blocks the process, and
   * costs as much for a line as for a hundred.
   */
  readonly later?: (write: () => void) => void
  readonly now: () => number
  /** `json`: an object a line, for machines; `text`: for a person at a terminal. */
  readonly format: 'json' | 'text'
}

/** Enough for a look at what happened today; at 300 bytes a line, and up to twice as many, about 1 MiB. */
const KEPT_LINES = 2000
/** A shorter text is no secret but a word, and concealing it would make lines unreadable. */
const MIN_SECRET_LENGTH = 8

interface Entry {
  readonly at: number
  readonly level: Level
  readonly message: string
  readonly fields: Fields
}

/** The log of this process. */
export function lineLog({ write, later = atOnce, now, format }: LineLogOptions): LineLog {
  const secrets: string[] = []
  const kept: string[] = []
  const layOut = format === 'json' ? jsonLine : textLine
  const timeText = makeTimeText()
  let waiting: Entry[] = []

  const put = (level: Level, message: string, fields: Fields = {}): void => {
    waiting.push({ at: now(), level, message, fields })
    if (waiting.length === 1) later(flush)
  }

  const lineOf = ({ at, level, message, fields }: Entry): string =>
    secrets.reduce(
      (text, secret) => text.replaceAll(secret, '[secret]'),
      oneLine(layOut(timeText(at), level, message, fields)),
    )

  const flush = (): void => {
    if (waiting.length === 0) return
    const lines = waiting.map(lineOf)
    waiting = []
    kept.push(...lines)
    if (kept.length > 2 * KEPT_LINES) kept.splice(0, kept.length - KEPT_LINES)
    try {
      write(`${lines.join('\n')}\n`)
    } catch {
      // A log that cannot be written must not stop what it tells about.
    }
  }

  return {
    info: (message, fields) => put('info', message, fields),
    warn: (message, fields) => put('warn', message, fields),
    error: (message, fields) => put('error', message, fields),
    conceal: (secret) => {
      if (secret.length >= MIN_SECRET_LENGTH) secrets.push(secret)
    },
    recent: (lines) => {
      flush()
      return kept.slice(-Math.min(Math.max(1, lines), KEPT_LINES))
    },
    flush,
  }
}

const atOnce = (write: () => void): void => {
  write()
}

/** Writes a time as ISO; many lines of a busy hub fall into one millisecond. */
function makeTimeText(): (ms: number) => string {
  let last = { ms: Number.NaN, text: '' }
  return (ms) => {
    if (ms !== last.ms) last = { ms, text: new Date(ms).toISOString() }
    return last.text
  }
}

/** `assign`: node 20 takes ten times as long to spread an object into the front of a literal. */
const jsonLine = (at: string, level: Level, message: string, fields: Fields): string =>
  JSON.stringify(Object.assign({}, fields, { time: at, level, message }))

const textLine = (at: string, level: Level, message: string, fields: Fields): string => {
  const pairs = Object.entries(fields).map(([key, value]) => `${key}=${bare(value)}`)
  return [at, level.padEnd(5), message, ...pairs].join(' ')
}

const bare = (value: LineValue): string =>
  typeof value === 'string' && !/^[\w./:@+\-]+$/.test(value) ? JSON.stringify(value) : String(value)
