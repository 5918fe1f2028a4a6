import { conversationTexts } from '../app/texts/conversation-texts.js'
import type { VNode } from 'preact'
import { useContext, useMemo, useRef, useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { FailureNote } from '../ui/failure-note.js'
import { openConversation, sessionConversation, shownEntries } from './conversation.js'
import { EntryView } from './entry-view.js'
import { useConversationNews } from './use-conversation-news.js'
import { TextSources } from './whole-text.js'
import { useOpened } from '../ui/use-opened.js'

interface Props {
  readonly session: string
  readonly conversation: string
  /** Id of the call that started the sub-agent. */
  readonly call: string
}

/** Entries of a sub-agent: the end of them, and earlier parts on request. Grows while the agent works. */
export function SubagentEntries({ session, conversation, call }: Props): VNode {
  const m = messages.value
  const [opened, toggle] = useOpened()
  const name = useRef(session)
  name.current = session
  const [own] = useState(() => openConversation(sessionConversation(() => name.current, { conversation, call })))
  useConversationNews(own, session, call)
  const read = own.read.value
  const failure = own.failure.value
  const nested = (inner: string): VNode => (
    <SubagentEntries session={session} conversation={conversation} call={inner} />
  )
  const source = useContext(TextSources)
  const ofCall = useMemo(() => source && { ...source, call, match: null }, [source, call])
  return (
    <TextSources.Provider value={ofCall}>
      <section class="subagent-entries" aria-label={conversationTexts.value.subagent}>
        {failure && <FailureNote failure={failure} onRetry={() => void own.again()} />}
        {read === null && failure === null && <p class="panel-note align-centre grid gap-12 faint late">{m.reading}</p>}
        {read?.entries.length === 0 && <p class="hint">{conversationTexts.value.noSubagentEntries}</p>}
        {read !== null && read.start > 0 && (
          <button type="button" class="button conversation-older" onClick={() => void own.older()}>
            {conversationTexts.value.olderEntries}
          </button>
        )}
        {shownEntries(read?.entries ?? []).map((item) => (
          <EntryView
            key={item.key}
            {...{ session, item }}
            subagent={nested}
            isOpen={opened.has(item.key)}
            onToggle={() => toggle(item.key)}
          />
        ))}
      </section>
    </TextSources.Provider>
  )
}
