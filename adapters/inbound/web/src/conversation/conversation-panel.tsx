import { conversationTexts } from '../app/texts/conversation-texts.js'
import '../preview/preview.css'
import type { VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { Prompts } from '../reply/prompt-queue.js'
import { PromptTools } from '../reply/prompt-tools.js'
import { ReplyField } from '../reply/reply-field.js'
import type { MarkedEntry } from '../app/routing/beside.js'
import { sessionByName } from '../app/sessions.js'
import { FailureNote } from '../ui/failure-note.js'
import { openConversation, sessionConversation, type OpenConversation } from './conversation.js'
import { FoundEntries } from './found-entries.js'
import { SessionPanel } from '../ui/session-panel.js'
import { useConversationNews } from './use-conversation-news.js'

interface Props {
  readonly session: string
  /** Entry that is marked and in sight at first; `null` shows the end. */
  readonly entry: MarkedEntry | null
}

/** Conversation of a session, from the transcript of its agent: beside its terminal, on phones in its place. */
export function ConversationPanel({ session, entry }: Props): VNode {
  const m = messages.value
  const name = useRef(session)
  name.current = session
  const [conversation] = useState(() => {
    const readPart = sessionConversation(() => name.current, null, entry?.conversation)
    return openConversation(readPart, entry?.row ?? 0)
  })
  useConversationNews(conversation, session)
  const found = sessionByName.value.get(session)
  return (
    <SessionPanel session={session} view="conversation" title={m.conversation}>
      <Content session={session} conversation={conversation} entry={entry} />
      {found && (
        <>
          <Prompts session={found} />
          <ReplyField session={found} queues />
          <PromptTools session={found} />
        </>
      )}
    </SessionPanel>
  )
}

interface ContentProps extends Props {
  readonly conversation: OpenConversation
}

function Content({ session, conversation, entry }: ContentProps): VNode {
  const m = messages.value
  const read = conversation.read.value
  const failure = conversation.failure.value
  const retry = (): void => void conversation.again()
  if (read === null)
    return failure ? (
      <FailureNote failure={failure} onRetry={retry} />
    ) : (
      <p class="panel-note align-centre grid gap-12 faint late">{m.reading}</p>
    )
  return (
    <>
      {failure && <FailureNote failure={failure} onRetry={retry} />}
      {read.conversation === null || (read.entries.length === 0 && read.start === 0) ? (
        <p class="panel-note align-centre grid gap-12 faint">{conversationTexts.value.noConversation}</p>
      ) : (
        <>
          {!read.isCertain && (
            <p class="hint conversation-note line-below">{conversationTexts.value.conversationIsGuessed}</p>
          )}
          <FoundEntries
            key={read.conversation}
            session={session}
            conversation={conversation}
            read={read}
            marked={entry?.row ?? null}
          />
        </>
      )}
    </>
  )
}
