import { createContext } from 'preact'
import { useContext, useEffect, useRef, useState } from 'preact/hooks'
import type { BodyOf, HubFailure } from '../app/hub/hub.js'
import { ask, client } from '../app/the-hub.js'
import type { Entry } from './conversation.js'

type TextPart = BodyOf<'readConversationText'>
export type TextMatch = BodyOf<'findInConversation'>['matches'][number]

/** Conversation whose texts are read; with a call that of the sub-agent which the call started. */
export interface TextSource {
  readonly agent: string
  readonly id: string
  readonly call: string
  /** Match that is in sight. */
  readonly match: TextMatch | null
}

/** Conversation of the entries that are shown; `null` where their texts cannot be read. */
export const TextSources = createContext<TextSource | null>(null)

/** Part of a text that is shown, in bytes of its UTF-8; `size` is `null` before the first answer. */
interface ShownText {
  readonly text: string
  readonly start: number
  readonly end: number
  readonly size: number | null
}

type Range = { readonly after: number } | { readonly before: number }

/** Text of an entry as far as it is shown, and functions that read on. */
export interface WholeText {
  /** `null` before the first answer of a text of which the conversation has no part. */
  readonly shown: ShownText | null
  readonly hasMore: boolean
  readonly failure: HubFailure | null
  readonly read: (range: Range) => void
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/** Whole text of an entry: first its beginning, with `isEndFirst` its end, and the part around a match that is in sight. */
export function useWholeText(entry: Entry, kind: 'text' | 'input', isEndFirst: boolean): WholeText {
  const source = useContext(TextSources)
  const { row, part, length, text } = entry
  const [shown, setShown] = useState<ShownText | null>(() =>
    kind === 'input' ? null : { text, start: 0, end: bytesOf(text), size: text.length < length ? null : bytesOf(text) },
  )
  const [failure, setFailure] = useState<HubFailure | null>(null)
  const latest = useRef(0)
  const isCut = kind === 'input' || text.length < length
  const match = source?.match ?? null
  const found = match?.row === row && match.part === part && match.kind === kind ? match : null

  const read = async (range: Range, joins: boolean): Promise<void> => {
    if (source === null) return
    const request = (latest.current += 1)
    const place = { row, part, length, call: source.call, input: kind === 'input' }
    const { agent, id } = source
    const call = client.readConversationText({ params: { agent, id }, query: { ...place, ...range } })
    const answer = await ask(call)
    if (request !== latest.current) return
    setFailure(answer.ok ? null : answer.failure)
    if (answer.ok) setShown((before) => (joins ? joined(before, answer.value) : answer.value))
  }
  useEffect(() => {
    if (!isCut) return
    const isShown = found !== null && shown !== null && found.start >= shown.start && found.end <= shown.end
    if (found !== null && !isShown) void read({ after: found.from }, false)
    else if (found === null && isEndFirst && shown?.size === null) void read({ before: 0 }, false)
    else if (shown === null) void read({ after: 0 }, false)
  }, [found?.start, row, part, length])

  const hasMore = source !== null && shown !== null && (shown.size === null || shown.end < shown.size)
  return { shown, hasMore, failure, read: (range) => void read(range, true) }
}

/** Text with the part in front of it or behind it; the part alone when it is elsewhere. */
function joined(before: ShownText | null, part: TextPart): ShownText {
  if (before !== null && part.start === before.end)
    return { ...part, text: before.text + part.text, start: before.start }
  if (before !== null && part.end === before.start) return { ...part, text: part.text + before.text, end: before.end }
  return part
}
