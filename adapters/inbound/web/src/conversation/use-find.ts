import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { BodyOf, HubFailure } from '../app/hub/hub.js'
import { ask, client } from '../app/the-hub.js'
import type { TextMatch } from './whole-text.js'

type Found = BodyOf<'findInConversation'>

/** Search in the whole texts of one conversation. */
export interface Find {
  readonly text: string
  /** `null` before the first answer and without a text. */
  readonly found: Found | null
  readonly failure: HubFailure | null
  /** Match that is in sight and its position from 0; `null` for none. */
  readonly match: TextMatch | null
  readonly at: number
  readonly type: (text: string) => void
  readonly search: () => void
  /** Goes to the match so many matches further on, around the ends. */
  readonly go: (step: number) => void
}

const TYPING_PAUSE_MS = 200

/** Finds a text in a conversation after a pause in typing. The newest match is in sight first. */
export function useFind(agent: string | null, id: string | null): Find {
  const [text, setText] = useState('')
  const [found, setFound] = useState<Found | null>(null)
  const [failure, setFailure] = useState<HubFailure | null>(null)
  const [at, setAt] = useState(0)
  const latest = useRef(0)

  const search = async (): Promise<void> => {
    const request = (latest.current += 1)
    const wanted = text.trim()
    if (agent === null || id === null || wanted === '') {
      setFound(null)
      setFailure(null)
      return
    }
    const answer = await ask(client.findInConversation({ params: { agent, id }, query: { q: wanted } }))
    if (request !== latest.current) return
    setFailure(answer.ok ? null : answer.failure)
    setFound(answer.ok ? answer.value : null)
    setAt(answer.ok ? Math.max(answer.value.matches.length - 1, 0) : 0)
  }
  useEffect(() => {
    const timer = setTimeout(() => void search(), text === '' ? 0 : TYPING_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, agent, id])

  const count = found?.matches.length ?? 0
  const match = useMemo(() => found?.matches[at] ?? null, [found, at])
  return {
    ...{ text, found, failure, match, at, type: setText },
    search: () => void search(),
    go: (step) => {
      if (count > 0) setAt((at + step + count) % count)
    },
  }
}
