import { useEffect, useState } from 'preact/hooks'
import type { BodyOf, HubFailure } from '../app/hub/hub.js'
import type { ConversationSearch } from '../app/routing/conversations-route.js'
import { ask, client } from '../app/the-hub.js'

type Answer = BodyOf<'searchConversations'>
export type FoundConversation = Answer['conversations'][number]

/** Results of a search as far as they were read. */
export interface Found extends Answer {
  /** Reads the next conversations. */
  readonly more: () => void
}

const TYPING_PAUSE_MS = 150
/** Time between two searches while the hub builds its index. */
const AGAIN_MS = 1_000

/** Results for a search, after a pause in typing; a search that is typed on is ended. `null` before the first results. */
export function useSearch(search: ConversationSearch): {
  readonly found: Found | null
  readonly failure: HubFailure | null
  readonly again: () => void
} {
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [failure, setFailure] = useState<HubFailure | null>(null)
  const [round, setRound] = useState(0)
  const again = (): void => setRound((before) => before + 1)

  const read = async (cursor: number, signal?: AbortSignal): Promise<void> => {
    const { from, ...words } = search
    const since = from === '' ? null : new Date(`${from}T00:00`).getTime()
    const query = { ...words, from: Number.isNaN(since) ? null : since, cursor }
    const call = client.searchConversations({ query, ...(signal && { signal }) })
    const next = await ask(call)
    if (signal?.aborted === true) return
    setFailure(next.ok ? null : next.failure)
    if (!next.ok) return
    const { value } = next
    setAnswer((before) => (cursor === 0 || before === null ? value : joined(before, value)))
  }

  useEffect(() => {
    const ended = new AbortController()
    const timer = setTimeout(() => void read(0, ended.signal), TYPING_PAUSE_MS)
    return () => {
      ended.abort()
      clearTimeout(timer)
    }
  }, [JSON.stringify(search), round])

  const isReading = answer?.progress.state === 'reading'
  useEffect(() => {
    if (!isReading) return
    const timer = setInterval(again, AGAIN_MS)
    return () => clearInterval(timer)
  }, [isReading])

  const more = (): void => {
    if (answer !== null && answer.next !== null) void read(answer.next)
  }
  return { found: answer && { ...answer, more }, failure, again }
}

/** Answers one after the other. A conversation that moved meanwhile stays at its first place. */
function joined(before: Answer, after: Answer): Answer {
  const known = new Set(before.conversations.map(keyOf))
  return {
    ...after,
    conversations: [...before.conversations, ...after.conversations.filter((each) => !known.has(keyOf(each)))],
  }
}

export const keyOf = ({ agent, id }: FoundConversation): string => `${agent} ${id}`
