import type { VNode } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { Conversation, OpenConversation } from './conversation.js'
import { Entries } from './entries.js'
import { FindBar } from './find-bar.js'
import { useFind } from './use-find.js'
import { TextSources } from './whole-text.js'

interface Props {
  /** `null` for a conversation without a session. */
  readonly session: string | null
  readonly conversation: OpenConversation
  readonly read: Conversation
  readonly marked: number | null
}

/** Entries of a conversation with a field that finds a text in all of them. */
export function FoundEntries({ session, conversation, read, marked }: Props): VNode {
  const { agent, conversation: id } = read
  const find = useFind(agent, id)
  const { match } = find
  /** A search that is cleared leaves its last match in sight. */
  const last = useRef(marked)
  last.current = match?.row ?? last.current
  useEffect(() => {
    if (match !== null) void conversation.openAt(match.row)
  }, [match])
  const source = useMemo(
    () => (agent === null || id === null ? null : { agent, id, call: '', match }),
    [agent, id, match],
  )
  return (
    <TextSources.Provider value={source}>
      <FindBar find={find} />
      <Entries key={last.current} session={session} conversation={conversation} marked={last.current} find={find} />
    </TextSources.Provider>
  )
}
