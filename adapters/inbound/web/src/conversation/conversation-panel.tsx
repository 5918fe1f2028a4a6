import '../styles/preview.css'
import type { VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { messages } from '../i18n/messages.js'
import { REPO_WIDTH, repoWidth } from '../platform/preferences.js'
import { PromptQueue } from '../reply/prompt-queue.js'
import { PromptTools } from '../reply/prompt-tools.js'
import { Schedules } from '../reply/schedules.js'
import { ReplyField } from '../reply/reply-field.js'
import { usePanelKeys } from '../repo/panel-keys.js'
import type { MarkedEntry } from '../routing/beside.js'
import { go } from '../state/router.js'
import { sessionByName } from '../state/sessions.js'
import { FailureNote } from '../ui/failure-note.js'
import { SidePanel } from '../ui/side-panel.js'
import { openConversation, sessionConversation, type OpenConversation } from './conversation.js'
import { CONVERSATION_KEY, ConversationTabs } from './conversation-tabs.js'
import { Entries } from './entries.js'
import { useConversationNews } from './use-news.js'

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
  const close = (): void => {
    go({ page: 'terminal', session })
  }
  usePanelKeys(close, CONVERSATION_KEY)
  useConversationNews(conversation, session)
  const found = sessionByName.value.get(session)
  return (
    <SidePanel
      title={m.conversation}
      class="conversation-panel"
      size={{ width: repoWidth, ...REPO_WIDTH }}
      onClose={close}
      head={<ConversationTabs session={session} view="conversation" />}
    >
      <Content session={session} conversation={conversation} entry={entry} />
      {found && (
        <>
          <PromptQueue session={found} />
          <Schedules session={found} />
          <ReplyField session={found} queues />
          <PromptTools session={found} />
        </>
      )}
    </SidePanel>
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
    return failure ? <FailureNote failure={failure} onRetry={retry} /> : <p class="panel-note late">{m.reading}</p>
  return (
    <>
      {failure && <FailureNote failure={failure} onRetry={retry} />}
      {read.conversation === null || (read.entries.length === 0 && read.start === 0) ? (
        <p class="panel-note">{m.noConversation}</p>
      ) : (
        <>
          {!read.isCertain && <p class="hint conversation-note">{m.conversationIsGuessed}</p>}
          <Entries key={read.conversation} session={session} conversation={conversation} marked={entry?.row ?? null} />
        </>
      )}
    </>
  )
}
