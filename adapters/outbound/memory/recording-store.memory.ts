import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { RecordingStore } from '../../../application/recordings/recording-store.port.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import { recordingNotFound } from '../../../domain/recordings/errors.js'
import { partText, type PartKey, type RecordingPart } from '../../../domain/recordings/recording.js'
import { guarded } from '../../../infrastructure/guard/guard.js'

/** Recordings in memory. */
export interface MemoryRecordingStore extends RecordingStore {
  /** Bytes that can still be stored; `Infinity` at first. */
  free: number
  /** Content of a part; `null` when it does not exist. */
  readonly textOf: (part: PartKey) => string | null
  /** Adds a part, as an earlier run of a hub left it. */
  readonly add: (part: RecordingPart, text: string) => void
}

interface StoredPart {
  part: RecordingPart
  text: string
}

const FULL = 'ENOSPC: no space left on device, write'

export function memoryRecordingStore({ now }: Pick<Clock, 'now'>): MemoryRecordingStore {
  const parts = new Map<string, StoredPart>()
  const store: MemoryRecordingStore = {
    free: Infinity,
    textOf: (part) => parts.get(partText(part))?.text ?? null,
    add: (part, text) => void parts.set(partText(part), { part, text }),
    list: TE.fromIO(() =>
      [...parts.values()]
        .map(({ part, text }) => ({ ...part, bytes: Buffer.byteLength(text) }))
        .toSorted((one, other) => one.number - other.number),
    ),
    mend: TE.fromIO(() => {
      for (const stored of parts.values()) stored.text = stored.text.slice(0, stored.text.lastIndexOf('\n') + 1)
    }),
    create: ({ session, number, startedAt }) =>
      TE.fromIOEither(() => {
        const key = partText({ session, number })
        if (parts.has(key)) return E.left(unavailable('recordings', 'the part exists'))
        const stored: StoredPart = { part: { session, number, startedAt, endedAt: startedAt, bytes: 0 }, text: '' }
        parts.set(key, stored)
        let failure: string | null = null
        let isClosed = false
        return E.right({
          write: (lines: string) => {
            if (failure !== null || isClosed) return failure ?? 'the part is closed'
            const bytes = Buffer.byteLength(lines)
            if (bytes > store.free) failure = FULL
            else {
              store.free -= bytes
              stored.text += lines
              stored.part = { ...stored.part, endedAt: now() }
            }
            return null
          },
          bytes: () => Buffer.byteLength(stored.text),
          stored: (done: (failure: string | null) => void) => {
            setImmediate(guarded('recording', () => done(failure)))
          },
          close: () => {
            isClosed = true
            return Promise.resolve()
          },
        })
      }),
    open: (key) =>
      TE.fromIOEither(() => {
        const stored = parts.get(partText(key))
        if (stored === undefined) return E.left(recordingNotFound)
        const bytes = Buffer.from(stored.text)
        return E.right({
          size: bytes.length,
          modifiedAt: stored.part.endedAt,
          revision: `${String(key.number)}-${String(bytes.length)}`,
          head: new Uint8Array(0),
          async *read({ start, end }: { readonly start: number; readonly end: number }) {
            yield await Promise.resolve(bytes.subarray(start, end))
          },
          close: () => Promise.resolve(),
        })
      }),
    remove: (keys) =>
      TE.fromIO(() => {
        for (const key of keys) parts.delete(partText(key))
      }),
  }
  return store
}
