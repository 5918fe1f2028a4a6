import { isUtf8 } from 'node:buffer'
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import type { RawData } from 'ws'
import type { AppliedInput } from '../../../domain/terminal/input-order.js'
import type { PaneState } from '../../../domain/terminal/pane.js'
import { DEFAULT_SIZE, terminalSize, type TerminalSize } from '../../../domain/terminal/terminal-size.js'
import type { QueryCodec } from '../../../infrastructure/codec/codecs.js'
import { encodeFrame, frameReader } from './channel.js'
import { NO_POSITION, TERMINAL_CHANNEL, TERMINAL_QUERY, type Continuation } from './terminal.channel.js'

/** Client → hub. Text or binary, JSON in both cases: the Swift client sends binary. */
export type ClientFrame =
  | Exclude<ReturnType<typeof readDescribed>, { readonly type: 'resize' } | null>
  | { readonly type: 'resize'; readonly size: TerminalSize }

/** Hub → client, beside the binary frames of raw pty bytes. */
export const pongFrame = (applied: AppliedInput): string => encodeFrame(TERMINAL_CHANNEL, 'pong', { applied })
export const helloFrame = (continuation: Continuation): string => encodeFrame(TERMINAL_CHANNEL, 'hello', continuation)
export const paneFrame = (pane: PaneState): string => encodeFrame(TERMINAL_CHANNEL, 'pane', pane)
export const errorFrame = (message: string): string => encodeFrame(TERMINAL_CHANNEL, 'error', message)

const readDescribed = frameReader(TERMINAL_CHANNEL.receives)

/** `null` for everything that is no frame of this socket; nothing of it is ever typed. */
export function readFrame(raw: RawData, isBinary: boolean): ClientFrame | null {
  const bytes = raw as Buffer // the binary type of our sockets is 'nodebuffer'
  // ws has checked text already.
  if (isBinary && !isUtf8(bytes)) return null
  const frame = readDescribed(bytes.toString('utf8'))
  if (frame?.type !== 'resize') return frame
  const size = terminalSize(frame.cols, frame.rows)
  return O.isSome(size) ? { type: 'resize', size: size.value } : null
}

/** The size that the query asks for. */
export function readSize(query: URLSearchParams): TerminalSize {
  const size = terminalSize(read(TERMINAL_QUERY.cols, query, 'cols'), read(TERMINAL_QUERY.rows, query, 'rows'))
  return O.isSome(size) ? size.value : DEFAULT_SIZE
}

/** `hidden=1`: the tab is in the background. */
export const readHidden = (query: URLSearchParams): boolean => read(TERMINAL_QUERY.hidden, query, 'hidden') === true

/** Id of a viewer and the position that it continues at; `null` for a client without an id. */
export function readReturn(query: URLSearchParams): { readonly viewer: string; readonly from: number | null } | null {
  const viewer = read(TERMINAL_QUERY.resume, query, 'resume') ?? ''
  const from = read(TERMINAL_QUERY.from, query, 'from')
  return viewer === '' ? null : { viewer, from: from === NO_POSITION ? null : from }
}

function read<A>(codec: QueryCodec<A>, query: URLSearchParams, key: string): A | null {
  const value = codec.decode(query.getAll(key))
  return E.isRight(value) ? value.right : null
}
