import { oneLine } from './one-line.js'

/** A value of a log line. */
export type LineValue = string | number | boolean | null
type Fields = Readonly<Record<string, LineValue>>
type Level = 'info' | 'warn' | 'error'

/** Writes one line a call, in order; never throws and never blocks. */
export interface LineLog {
  readonly info: (message: string, fields?: Fields) => void
  readonly warn: (message: string, fields?: Fields) => void
  readonly error: (message: string, fields?: Fields) => void
  /** Never to appear in a line from now on: each occurrence is written as `[secret]`. The last line of defence. */
  readonly conceal: (secret: string) => void
  /** The newest lines, oldest first, without their line ends. */
  readonly recent: (lines: number) => ReadonlyArray<string>
}

export interface LineLogOptions {
  /** Takes one whole line with its end. What it throws is dropped. */
  readonly write: (line: string) => void
  readonly now: () => number
  /** `json`: an object a line, for machines; `text`: for a person at a terminal. */
  readonly format: 'json' | 'text'
}

/** Enough for a look at what happened today; at 300 bytes a line well below 1 MiB. */
const KEPT_LINES = 2000
/** A shorter text is no secret but a word, and concealing it would make lines unreadable. */
const MIN_SECRET_LENGTH = 8

/** The log of this process. */
export function lineLog({ write, now, format }: LineLogOptions): LineLog {
  const secrets: string[] = []
  const kept: string[] = []
  const layOut = format === 'json' ? jsonLine : textLine

  const put = (level: Level, message: string, fields: Fields = {}): void => {
    const line = secrets.reduce(
      (text, secret) => text.replaceAll(secret, '[secret]'),
      oneLine(layOut(new Date(now()).toISOString(), level, message, fields)),
    )
    kept.push(line)
    if (kept.length > KEPT_LINES) kept.shift()
    try {
      write(`${line}\n`)
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
    recent: (lines) => kept.slice(-Math.max(1, lines)),
  }
}

const jsonLine = (at: string, level: Level, message: string, fields: Fields): string =>
  JSON.stringify({ ...fields, time: at, level, message })

const textLine = (at: string, level: Level, message: string, fields: Fields): string => {
  const pairs = Object.entries(fields).map(([key, value]) => `${key}=${bare(value)}`)
  return [at, level.padEnd(5), message, ...pairs].join(' ')
}

const bare = (value: LineValue): string =>
  typeof value === 'string' && !/^[\w./:@+\-]+$/.test(value) ? JSON.stringify(value) : String(value)
