import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'

/** What a frame of one of these says. */
export type FrameOf<F extends Readonly<Record<string, t.Mixed>>> = {
  readonly [Name in keyof F]: t.TypeOf<F[Name]>
}[keyof F]

/**
 * Reads frames that carry their name as `type`. `null` for everything else: no JSON, no object, an unknown name, a field of
 * another type. Keys that are not described are dropped.
 */
export function frameReader<F extends Readonly<Record<string, t.Mixed>>>(
  frames: F,
): (text: string) => FrameOf<F> | null {
  const byName = new Map<unknown, t.Mixed>(Object.entries(frames))
  return (text) => {
    const value = parseFrame(text)
    const codec = byName.get(typeOf(value))
    if (codec === undefined) return null
    const read: E.Either<unknown, FrameOf<F>> = codec.decode(value)
    return E.isRight(read) ? read.right : null
  }
}

/** `null` for what is no JSON. */
export function parseFrame(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const typeOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? (value as { readonly type?: unknown }).type : undefined
