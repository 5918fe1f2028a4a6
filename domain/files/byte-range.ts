import * as E from 'fp-ts/lib/Either.js'
import { rangeNotSatisfiable, type RangeNotSatisfiable } from './errors.js'

/** Range of bytes: `start` inclusive, `end` exclusive. */
export interface ByteRange {
  /** First byte, from 0. */
  readonly start: number
  /** Last byte, included. */
  readonly end: number
}

/**
 * Range requested by a `Range` header. Returns `null` when the whole file is to be sent: no header, an unsupported one,
 * or several ranges. RFC 9110, 14.2.
 */
export function parseRange(header: string | undefined, size: number): E.Either<RangeNotSatisfiable, ByteRange | null> {
  const [, first, last] = /^bytes *= *(\d{0,15})-(\d{0,15})$/i.exec(header ?? '') ?? []
  if (first === undefined || last === undefined || (first === '' && last === '')) return E.right(null)
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? E.left(rangeNotSatisfiable(size)) : E.right({ start: size - length, end: size })
  }
  const start = Number(first)
  const end = last === '' ? size : Math.min(Number(last) + 1, size)
  if (last !== '' && Number(last) < start) return E.right(null)
  return start >= size ? E.left(rangeNotSatisfiable(size)) : E.right({ start, end })
}
