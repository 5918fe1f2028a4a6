import { DEFAULT_SIZE, terminalSize, type TerminalSize } from '../terminal/terminal-size.js'
import * as O from 'fp-ts/lib/Option.js'
import type { Instant } from '../shared/instant.js'
import type { CastEvent } from './cast.js'

/** Event of a recording at a time in milliseconds since its start. */
export interface ReadEvent {
  readonly at: number
  readonly kind: CastEvent
  readonly data: string
}

/** Recording as players show it. */
export interface Cast {
  readonly size: TerminalSize
  readonly startedAt: Instant
  /** In order of time. */
  readonly events: ReadonlyArray<ReadEvent>
  /** Milliseconds from the start to the last event. */
  readonly durationMs: number
}

const KINDS: Readonly<Record<string, CastEvent>> = { o: 'output', m: 'marker', r: 'resize' }
const MS_PER_SECOND = 1_000

/** Reads an asciicast of version 3; `null` for another text. Lines that are no events are passed over, as is a cut last line. */
export function readCast(text: string): Cast | null {
  const [first = '', ...lines] = text.split('\n')
  const header = readHeader(first)
  if (header === null) return null
  const events: ReadEvent[] = []
  let at = 0
  for (const line of lines) {
    const event = parsed(line)
    if (!Array.isArray(event)) continue
    const [after, code, data] = event as ReadonlyArray<unknown>
    const kind = typeof code === 'string' ? KINDS[code] : undefined
    if (typeof after !== 'number' || !(after >= 0)) continue
    at += after * MS_PER_SECOND
    if (kind !== undefined && typeof data === 'string') events.push({ at: Math.round(at), kind, data })
  }
  return { ...header, events, durationMs: events.at(-1)?.at ?? 0 }
}

function readHeader(line: string): Pick<Cast, 'size' | 'startedAt'> | null {
  const header = parsed(line) as {
    readonly version?: unknown
    readonly timestamp?: unknown
    readonly term?: { readonly cols?: unknown; readonly rows?: unknown }
  } | null
  if (header?.version !== 3) return null
  const { timestamp, term } = header
  return {
    size: O.getOrElse(() => DEFAULT_SIZE)(terminalSize(term?.cols, term?.rows)),
    startedAt: typeof timestamp === 'number' ? timestamp * MS_PER_SECOND : 0,
  }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown
  } catch {
    return null
  }
}

/** Size of a resize event; `null` for another text. */
export function readSize(data: string): TerminalSize | null {
  const [, columns, rows] = /^(\d{1,4})x(\d{1,4})$/.exec(data) ?? []
  return O.toNullable(terminalSize(Number(columns), Number(rows)))
}

/** Control sequences of terminals: CSI, OSC and other strings, and two-character escapes. */
const SEQUENCES = /\u001b(?:\[[0-9;:?<=>!]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\|$)|[ -/]*[0-~])/g
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g

/** Text that an output draws, without control characters. */
export const drawnText = (data: string): string => data.replaceAll(SEQUENCES, ' ').replaceAll(CONTROLS, '')

/** Hits of a search, at most. */
const MAX_HITS = 1_000

/** Times of the outputs that draw a text, regardless of case, in order. Hits within the same second count once. */
export function findInCast({ events }: Cast, query: string): ReadonlyArray<number> {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return []
  const hits: number[] = []
  for (const { at, kind, data } of events) {
    if (hits.length >= MAX_HITS) break
    if (kind !== 'output' || at - (hits.at(-1) ?? -Infinity) < MS_PER_SECOND) continue
    if (drawnText(data).toLowerCase().includes(wanted)) hits.push(at)
  }
  return hits
}
