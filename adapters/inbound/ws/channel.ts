import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { always, jsonOf, type SourceOf } from '../../../infrastructure/codec/json-of.js'
import { parseJson } from '../../../infrastructure/codec/parse-json.js'

/** Frames of one direction by name. */
export type Frames = Readonly<Record<string, t.Mixed>>

/** Any frame of these. */
export type FrameOf<F extends Frames> = { readonly [Name in keyof F]: t.TypeOf<F[Name]> }[keyof F]

/** One kind of socket, as data: hub and client read and write its frames by it, and the API document describes it. */
export interface Channel<Receives extends Frames = Frames, Sends extends Frames = Frames> {
  /** `:name` takes one whole segment, percent-decoded. */
  readonly path: string
  /** Purpose in one line. */
  readonly summary: string
  /** A codec for each key of the query; see `QueryCodec`. */
  readonly query: Readonly<Record<string, t.Mixed>>
  /** Client → hub: JSON, as text or binary. What does not decode is dropped. */
  readonly receives: Receives
  /** Hub → client: JSON as text, but for `binary`. */
  readonly sends: Sends
  /** Content of binary frames to the client; `null` when there are none. */
  readonly binary: string | null
  /** Close codes of this channel beside those of every socket, with their reasons. */
  readonly closes: Readonly<Record<number, string>>
}

/** Frames that the hub sends on a channel. */
export type SentOn<C> = C extends Channel<Frames, infer Sends> ? FrameOf<Sends> : never

/** Frames that clients send on a channel. */
export type ReceivedOn<C> = C extends Channel<infer Receives> ? FrameOf<Receives> : never

/** Describes a kind of socket. */
export const channel = <const Receives extends Frames, const Sends extends Frames>(
  description: Channel<Receives, Sends>,
): Channel<Receives, Sends> => description

/** First frame of a channel. */
export const Hello = jsonOf<unknown>()({ type: always('hello') })

/** JSON text of a frame that the hub sends, encoded by the codec of that name. */
export const encodeFrame = <Sends extends Frames, Name extends keyof Sends>(
  { sends }: Channel<Frames, Sends>,
  name: Name,
  source: SourceOf<Sends[Name]>,
): string => JSON.stringify(sends[name]?.encode(source))

/**
 * Reads frames that carry their name as `type`. `null` for everything else: no JSON, no object, an unknown name, a field of
 * another type. Keys that are not described are dropped.
 */
export function frameReader<F extends Frames>(frames: F): (text: string) => FrameOf<F> | null {
  const byName = new Map<unknown, t.Mixed>(Object.entries(frames))
  return (text) => {
    const value = parseJson(text)
    const codec = byName.get(typeOf(value))
    if (codec === undefined) return null
    const read: E.Either<unknown, FrameOf<F>> = codec.decode(value)
    return E.isRight(read) ? read.right : null
  }
}

const typeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? (value as { readonly type?: unknown }).type : undefined
