/** A value of a log line. */
export type LineValue = string | number | boolean | null
/** Data of a log line. */
export type LineFields = Readonly<Record<string, LineValue>>
type Level = 'info' | 'warn' | 'error'

/** Writes one line per call, in order; never throws. */
export interface LineLog {
  /** Writes a line about normal operation. */
  readonly info: (message: string, fields?: LineFields) => void
  /** Writes a line about a condition that an operator should look at. */
  readonly warn: (message: string, fields?: LineFields) => void
  /** Writes a line about a failure. */
  readonly error: (message: string, fields?: LineFields) => void
  /**
   * Replaces each occurrence of the secret by `[secret]` in all later lines. Secrets should not get here in the first
   * place.
   */
  readonly conceal: (secret: string) => void
  /** Newest lines as JSON, oldest first, without line ends; `troubles` selects warnings and errors. */
  readonly recent: (lines: number, which?: 'all' | 'troubles') => ReadonlyArray<string>
  /** Adds a sink for all lines, as JSON. `before` are lines of earlier runs. */
  readonly alsoTo: (write: (lines: string) => void, before: ReadonlyArray<string>) => void
  /** Writes all pending lines. */
  readonly flush: () => void
}

/** Output of a log. */
export interface LineLogOptions {
  /** Receives whole lines with line ends. Errors thrown by it are ignored. */
  readonly write: (lines: string) => void
  /**
   * Defers formatting and writing; immediate when absent. A write to a pipe or terminal blocks the process, and costs
   * as much for one line as for a hundred.
   */
  readonly later?: (write: () => void) => void
  /** Present time: milliseconds since the epoch. */
  readonly now: () => number
  /** `json`: one object per line; `text`: for a terminal. */
  readonly format: 'json' | 'text'
}

/** Lines kept in memory: up to twice as many at 300 bytes each, about 1 MiB. */
const KEPT_LINES = 2000
/**
 * Minimum length in characters. Shorter texts can be ordinary words, and concealing them would make lines unreadable.
 */
const MIN_SECRET_LENGTH = 8

/** Bearer tokens in free text: `Bearer <token>`, `bearer.<token>`, `?token=<token>`. RFC 6750. */
const BEARER = /((?:bearer(?: +|\.)|[?&#]token=))[\w.~+/=-]{8,}/gi
/** Part of the JSON lines without a warning or error. */
const INFO = '"level":"info"'

type LayOut = (at: string, level: Level, message: string, fields: LineFields) => string

/** JSON line and its severity. */
interface Kept {
  readonly line: string
  readonly isTrouble: boolean
}

interface Entry {
  readonly at: number
  readonly level: Level
  readonly message: string
  readonly fields: LineFields
}

/** The log of this process. */
export function lineLog({ write, later = atOnce, now, format }: LineLogOptions): LineLog {
  const secrets: string[] = []
  const kept: Kept[] = []
  const sinks: ((lines: string) => void)[] = []
  const timeText = makeTimeText()
  let waiting: Entry[] = []

  const note = (level: Level, message: string, fields: LineFields = {}): void => {
    waiting.push({ at: now(), level, message, fields })
    if (waiting.length === 1) later(flush)
  }

  const lineOf = (layOut: LayOut, { at, level, message, fields }: Entry): string =>
    secrets.reduce(
      (text, secret) => text.replaceAll(secret, '[secret]'),
      oneLine(layOut(timeText(at), level, message, fields)).replace(BEARER, '$1[secret]'),
    )

  const flush = (): void => {
    if (waiting.length === 0) return
    const entries = waiting
    waiting = []
    const lines = entries.map((entry) => lineOf(jsonLine, entry))
    kept.push(...lines.map((line, index) => ({ line, isTrouble: entries[index]?.level !== 'info' })))
    if (kept.length > 2 * KEPT_LINES) kept.splice(0, kept.length - KEPT_LINES)
    put(write, format === 'json' ? lines : entries.map((entry) => lineOf(textLine, entry)))
    for (const sink of sinks) put(sink, lines)
  }

  return {
    info: (message, fields) => note('info', message, fields),
    warn: (message, fields) => note('warn', message, fields),
    error: (message, fields) => note('error', message, fields),
    conceal: (secret) => {
      if (secret.length >= MIN_SECRET_LENGTH) secrets.push(secret)
    },
    recent: (lines, which = 'all') => {
      flush()
      const wanted = which === 'all' ? kept : kept.filter(({ isTrouble }) => isTrouble)
      return wanted.slice(-Math.min(Math.max(1, lines), KEPT_LINES)).map(({ line }) => line)
    },
    alsoTo: (sink, before) => {
      flush()
      const lines = kept.map(({ line }) => line)
      kept.unshift(...before.map((line) => ({ line, isTrouble: !line.includes(INFO) })))
      sinks.push(sink)
      if (lines.length > 0) put(sink, lines)
    },
    flush,
  }
}

/** Writes lines. A failing log must not stop its caller. */
function put(write: (lines: string) => void, lines: ReadonlyArray<string>): void {
  try {
    write(`${lines.join('\n')}\n`)
  } catch {
    // The lines stay available in the memory of the process.
  }
}

const atOnce = (write: () => void): void => {
  write()
}

/** Formats times as ISO, caching the last one: many lines of a busy hub have the same millisecond. */
function makeTimeText(): (ms: number) => string {
  let last = { ms: Number.NaN, text: '' }
  return (ms) => {
    if (ms !== last.ms) last = { ms, text: new Date(ms).toISOString() }
    return last.text
  }
}

/** Uses `assign`, because Node 20 takes ten times as long for a spread at the front of a literal. */
const jsonLine = (at: string, level: Level, message: string, fields: LineFields): string =>
  JSON.stringify(Object.assign({}, fields, { time: at, level, message }))

const textLine = (at: string, level: Level, message: string, fields: LineFields): string => {
  const pairs = Object.entries(fields).map(([key, value]) => `${key}=${bare(value)}`)
  return [at, level.padEnd(5), message, ...pairs].join(' ')
}

const bare = (value: LineValue): string =>
  typeof value === 'string' && !/^[\w./:@+\-]+$/.test(value) ? JSON.stringify(value) : String(value)

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g

/**
 * Text that can neither forge a log line nor move a terminal cursor: control characters become `\u000a`. JSON on one
 * line keeps its meaning.
 */
export const oneLine = (text: string): string =>
  text.replace(CONTROL, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
