import { isUtf8 } from 'node:buffer'
import * as O from 'fp-ts/lib/Option.js'
import type { RawData } from 'ws'
import { DEFAULT_SIZE, terminalSize, type TerminalSize } from '../../../domain/terminal/terminal-size.js'

/** The session is not there, or ended a moment ago. Final: clients do not come back. */
export const SESSION_GONE = 4004
/** The viewer took nothing for 30 s. Coming back is welcome: one redraw shows all. */
export const VIEWER_STALLED = 4008
/** RFC 6455: detached by a key or by another client while the session runs on. */
export const DETACHED = 1000

/** Client → hub. Text or binary, JSON in both cases: the Swift client sends binary. */
export type ClientFrame =
  | { readonly type: 'input'; readonly data: string }
  | { readonly type: 'resize'; readonly size: TerminalSize }
  /** Ours: whether the terminal is on screen, and so may decide the size of the session's windows. */
  | { readonly type: 'visible'; readonly visible: boolean }
  | { readonly type: 'ping' }

/** Hub → client, beside the binary frames of raw pty bytes. */
export const PONG = '{"type":"pong"}'
export const errorFrame = (message: string): string => JSON.stringify({ type: 'error', message })

/** `null` for everything that is no frame of this socket; nothing of it is ever typed. */
export function readFrame(raw: RawData, isBinary: boolean): ClientFrame | null {
  const bytes = raw as Buffer // the binary type of our sockets is 'nodebuffer'
  // ws has checked text already.
  if (isBinary && !isUtf8(bytes)) return null
  const frame = parseObject(bytes.toString('utf8'))
  switch (frame?.['type']) {
    case 'input':
      return typeof frame['data'] === 'string' ? { type: 'input', data: frame['data'] } : null
    case 'resize': {
      const size = terminalSize(frame['cols'], frame['rows'])
      return O.isSome(size) ? { type: 'resize', size: size.value } : null
    }
    case 'visible':
      return typeof frame['visible'] === 'boolean' ? { type: 'visible', visible: frame['visible'] } : null
    case 'ping':
      return { type: 'ping' }
    default:
      return null
  }
}

function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** `cols` and `rows`: missing, zero or no integer means the default of that direction, out of range is clamped. */
export function readSize(query: URLSearchParams): TerminalSize {
  const columns = queryInteger(query.get('cols')) ?? DEFAULT_SIZE.columns
  const rows = queryInteger(query.get('rows')) ?? DEFAULT_SIZE.rows
  const size = terminalSize(columns, rows)
  return O.isSome(size) ? size.value : DEFAULT_SIZE
}

function queryInteger(raw: string | null): number | null {
  const value = Number(raw ?? '')
  return Number.isInteger(value) && value !== 0 ? value : null
}

/** `hidden=1`: the tab is in the background. */
export const readHidden = (query: URLSearchParams): boolean => query.get('hidden') === '1'
