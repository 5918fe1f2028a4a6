import type { Instant } from '../../domain/shared/instant.js'
import type { ContextEstimate } from '../../domain/usage/context-estimate.js'
import { conversationKey } from '../../domain/agents/agent-conversation.js'
import type { EstimatedConversation } from './transcript-context.port.js'
import type { UsagePorts } from './ports.js'

/** Estimates by conversation, read in the background. Callers never wait for a file. */
export interface ContextEstimates {
  /**
   * Last known estimate of each conversation, by `conversationKey`. Absent where there is none, or it was not read yet. A call
   * schedules a new reading of old entries. Returns the same map as long as nothing in it changed.
   */
  readonly look: (conversations: ReadonlyArray<EstimatedConversation>) => ReadonlyMap<string, ContextEstimate>
}

/** Two rounds of a client that asks every 5 s. */
const FRESH_MS = 10_000
/** Conversations that are remembered; beyond that all is read anew. */
const MAX_REMEMBERED = 1_000

export function makeContextEstimates(deps: Pick<UsagePorts, 'transcripts' | 'clock'>): ContextEstimates {
  const { transcripts, clock } = deps
  const readAt = new Map<string, Instant>()
  let known: ReadonlyMap<string, ContextEstimate> = new Map()
  let reading = Promise.resolve()

  const read = async (conversation: EstimatedConversation): Promise<void> => {
    const key = conversationKey(conversation.conversation)
    const found = await transcripts.of(conversation)()
    if (isSame(found, known.get(key) ?? null)) return
    const next = new Map(known)
    if (found === null) next.delete(key)
    else next.set(key, found)
    known = next
  }

  return {
    look: (conversations) => {
      const now = clock.now()
      const old = conversations.filter(
        ({ conversation }) => now - (readAt.get(conversationKey(conversation)) ?? -Infinity) >= FRESH_MS,
      )
      if (readAt.size + old.length > MAX_REMEMBERED) {
        readAt.clear()
        known = new Map()
      }
      for (const conversation of old) {
        readAt.set(conversationKey(conversation.conversation), now)
        // One after the other, to limit the load on the disk. No caller waits for it.
        reading = reading.then(() => read(conversation))
      }
      return known
    },
  }
}

const isSame = (one: ContextEstimate | null, other: ContextEstimate | null): boolean =>
  one?.tokens === other?.tokens && one?.model === other?.model
