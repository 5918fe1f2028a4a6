import type { Instant } from '../shared/instant.js'
import type { TerminalSize } from '../terminal/terminal-size.js'

/** Kind of an event. A marker is a named moment that players can jump to; a resize has `80x24` as its data. */
export type CastEvent = 'output' | 'marker' | 'resize'

const CODES: Readonly<Record<CastEvent, string>> = { output: 'o', marker: 'm', resize: 'r' }

/** Beginning of a recording. */
export interface CastHeader {
  readonly size: TerminalSize
  readonly title: string
  readonly startedAt: Instant
}

/** First line of a recording in the asciicast format of version 3 (docs.asciinema.org/manual/asciicast/v3). */
export const castHeader = ({ size, title, startedAt }: CastHeader): string =>
  `${JSON.stringify({
    version: 3,
    term: { cols: size.columns, rows: size.rows, type: 'xterm-256color' },
    timestamp: Math.floor(startedAt / 1000),
    title,
  })}\n`

/** Line of an event. `afterMs`: milliseconds since the event before. */
export const castEvent = (kind: CastEvent, afterMs: number, data: string): string =>
  `${JSON.stringify([Math.max(Math.round(afterMs), 0) / 1000, CODES[kind], data])}\n`
