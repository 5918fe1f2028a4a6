import type * as t from 'io-ts'

/** Frames of one direction by the name of what they say. */
export type Frames = Readonly<Record<string, t.Mixed>>

/** One kind of socket, as data: what it speaks is read and documented from here. */
export interface Channel {
  /** `:name` takes one whole segment, percent-decoded. */
  readonly path: string
  readonly summary: string
  /** A codec for each key of the query; see `QueryCodec`. */
  readonly query: Readonly<Record<string, t.Mixed>>
  /** Client → hub: JSON, as text or binary. What does not decode is dropped. */
  readonly receives: Frames
  /** Hub → client: JSON as text, but for `binary`. */
  readonly sends: Frames
  /** What binary frames to the client are; `null` when there are none. */
  readonly binary: string | null
  /** Codes with which the hub closes it beside those of every socket, and what they say. */
  readonly closes: Readonly<Record<number, string>>
}
