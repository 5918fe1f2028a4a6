import { isUtf8 } from 'node:buffer'
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import type { RawData } from 'ws'
import { DEFAULT_SIZE, terminalSize, type TerminalSize } from '../../../domain/terminal/terminal-size.js'
import type { QueryCodec } from '../../../infrastructure/codec/codecs.js'
import { encodeFrame, frameReader } from './channel.js'
import { TERMINAL_CHANNEL, TERMINAL_QUERY } from './terminal.channel.js'

/** Client → hub. Text or binary, JSON in both cases: the Swift client sends binary. */
export type ClientFrame =
  | Exclude<ReturnType<typeof readDescribed>, { readonly type: 'resize' } | null>
  | { readonly type: 'resize'; readonly size: TerminalSize }

/** Hub → client, beside the binary frames of raw pty bytes. */
export const PONG = encodeFrame(TERMINAL_CHANNEL, 'pong', null)
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

function read<A>(codec: QueryCodec<A>, query: URLSearchParams, key: string): A | null {
  const value = codec.decode(query.getAll(key))
  return E.isRight(value) ? value.right : null
}
