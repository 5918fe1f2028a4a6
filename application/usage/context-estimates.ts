import type { Instant } from '../../domain/shared/instant.js'
import type { ContextEstimate } from '../../domain/usage/context-estimate.js'
import type { Clock } from '../shared/clock.port.js'
import type { TranscriptContext } from './transcript-context.port.js'

/** Estimates by folder, read in the background. Callers never wait for a file. */
export interface ContextEstimates {
  /**
   * Last known estimate of each folder. Absent where there is none, or it was not read yet. A call schedules a new
   * reading of old entries. Returns the same map as long as nothing in it changed.
   */
  readonly look: (directories: ReadonlyArray<string>) => ReadonlyMap<string, ContextEstimate>
}

export interface ContextEstimatesDeps {
  readonly transcripts: TranscriptContext
  readonly clock: Clock
}

/** Two rounds of a client that asks every 5 s. */
const FRESH_MS = 10_000
/** Folders that are remembered; beyond that all is read anew. */
const MAX_REMEMBERED = 1_000

export function makeContextEstimates({ transcripts, clock }: ContextEstimatesDeps): ContextEstimates {
  const readAt = new Map<string, Instant>()
  let known: ReadonlyMap<string, ContextEstimate> = new Map()
  let reading = Promise.resolve()

  const read = async (directory: string): Promise<void> => {
    const found = await transcripts.newestIn(directory)()
    if (isSame(found, known.get(directory) ?? null)) return
    const next = new Map(known)
    if (found === null) next.delete(directory)
    else next.set(directory, found)
    known = next
  }

  return {
    look: (directories) => {
      const now = clock.now()
      const old = directories.filter((directory) => now - (readAt.get(directory) ?? -Infinity) >= FRESH_MS)
      if (readAt.size + old.length > MAX_REMEMBERED) {
        readAt.clear()
        known = new Map()
      }
      for (const directory of old) {
        readAt.set(directory, now)
        // One after the other, to limit the load on the disk. No caller waits for it.
        reading = reading.then(() => read(directory))
      }
      return known
    },
  }
}

const isSame = (one: ContextEstimate | null, other: ContextEstimate | null): boolean =>
  one?.tokens === other?.tokens && one?.model === other?.model
