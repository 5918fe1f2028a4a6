import * as TE from 'fp-ts/lib/TaskEither.js'
import type { PastCall, PastCalls } from '../../../application/approvals/past-calls.port.js'
import type { Instant } from '../../../domain/shared/instant.js'

/** Past calls in memory. */
export interface MemoryPastCalls extends PastCalls {
  /** An agent has made this call. */
  readonly made: (call: PastCall, at: Instant) => void
}

/** Transcripts of one conversation, read two calls at a time. */
export function memoryPastCalls(): MemoryPastCalls {
  const made: { readonly call: PastCall; readonly at: Instant }[] = []
  const PART = 2
  return {
    part: (tool, since, from) => {
      const start = from?.offset ?? 0
      const end = start + PART
      const calls = made.slice(start, end).filter(({ call, at }) => call.tool === tool && at >= since)
      const next = end < made.length ? { conversations: ['memory'], offset: end } : null
      return TE.right({ calls: calls.map(({ call }) => call), next })
    },
    made: (call, at) => {
      made.push({ call, at })
    },
  }
}
