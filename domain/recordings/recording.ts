import * as E from 'fp-ts/lib/Either.js'
import type { SessionId } from '../sessions/session-id.js'
import type { Instant } from '../shared/instant.js'
import { recordingNotFound, type RecordingNotFound } from './errors.js'

/** Part of the recording of a session: a file that players show by itself. */
export interface RecordingPart {
  readonly session: SessionId
  /** From 1, in the order of the parts; the first number after all parts were deleted is 1 again. */
  readonly number: number
  readonly startedAt: Instant
  /** Time of the last write. */
  readonly endedAt: Instant
  readonly bytes: number
}

/** Part of a recording, without what changes while it is written. */
export type PartKey = Pick<RecordingPart, 'session' | 'number'>

/** Limits of the recordings that are kept. */
export interface RecordingBounds {
  /** Bytes of the recording of one session. */
  readonly sessionBytes: number
  /** Bytes of all recordings. */
  readonly totalBytes: number
  /** Milliseconds since the end of a part. */
  readonly ageMs: number
}

/** Parts of a full recording: the oldest fifth is dropped for a new part. */
const PARTS = 5
/** Parts of one session. A hub that is restarted every few seconds begins one each time. */
const MAX_PARTS = 200

/** Largest size of a part in bytes. */
export const partBytes = ({ sessionBytes }: RecordingBounds): number => Math.floor(sessionBytes / PARTS)

/** Key of a part in sets. */
export const partText = ({ session, number }: PartKey): string => `${session}\n${String(number)}`

/** Number of the part that follows. */
export const nextNumber = (parts: ReadonlyArray<RecordingPart>): number =>
  parts.reduce((last, { number }) => Math.max(last, number), 0) + 1

/**
 * Closed parts that are to be deleted: those of sessions that are not `kept`, those that are too old, and the oldest ones
 * beyond the limits. An open part counts with its largest size.
 */
export function partsToDrop(
  parts: ReadonlyArray<RecordingPart>,
  bounds: RecordingBounds,
  now: Instant,
  isOpen: (part: RecordingPart) => boolean,
  isKept: (session: SessionId) => boolean,
): ReadonlyArray<RecordingPart> {
  const ofSession = new Map<SessionId, { bytes: number; parts: number }>()
  let total = 0
  const drop: RecordingPart[] = []
  const newestFirst = parts.toSorted((one, other) => other.endedAt - one.endedAt || other.number - one.number)
  const open = newestFirst.filter(isOpen)
  for (const part of [...open, ...newestFirst.filter((part) => !open.includes(part))]) {
    const sums = ofSession.get(part.session) ?? { bytes: 0, parts: 0 }
    const isWritten = open.includes(part)
    const bytes = isWritten ? partBytes(bounds) : part.bytes
    const isBeyond =
      !isKept(part.session) ||
      now - part.endedAt > bounds.ageMs ||
      sums.bytes + bytes > bounds.sessionBytes ||
      sums.parts >= MAX_PARTS ||
      total + bytes > bounds.totalBytes
    if (isBeyond && !isWritten) {
      drop.push(part)
      continue
    }
    ofSession.set(part.session, { bytes: sums.bytes + bytes, parts: sums.parts + 1 })
    total += bytes
  }
  return drop
}

/** Number of a part in an address. */
export const parsePartNumber = (text: string): E.Either<RecordingNotFound, number> =>
  /^[1-9]\d{0,8}$/.test(text) ? E.right(Number(text)) : E.left(recordingNotFound)
