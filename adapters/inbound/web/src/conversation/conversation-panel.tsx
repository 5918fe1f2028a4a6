import '../styles/preview.css'
import type { VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { messages } from '../i18n/messages.js'
import { REPO_WIDTH, repoWidth } from '../platform/preferences.js'
import { PromptQueue } from '../reply/prompt-queue.js'
import { ReplyField } from '../reply/reply-field.js'
import { usePanelKeys } from '../repo/panel-keys.js'
import { go } from '../state/router.js'
import { sessionByName } from '../state/sessions.js'
import { FailureNote } from '../ui/failure-note.js'
import { SidePanel } from '../ui/side-panel.js'
import { openConversation, sessionConversation, type OpenConversation } from './conversation.js'
import { Entries } from './entries.js'
import { useNews } from './use-news.js'

/** Key that opens the panel, and closes it while it has the focus. */
export const CONVERSATION_KEY = 'Mod+Shift+l'

/** Conversation of a session, from the transcript of its agent: beside its terminal, on phones in its place. */
export function ConversationPanel({ session }: { readonly session: string }): VNode {
  const m = messages.value
  const name = useRef(session)
  name.current = session
  const [conversation] = useState(() => openConversation(sessionConversation(() => name.current)))
  const close = (): void => {
    go({ page: 'terminal', session })
  }
  usePanelKeys(close, CONVERSATION_KEY)
  useNews(conversation, session)
  const found = sessionByName.value.get(session)
  return (
    <SidePanel
      title={m.conversation}
      class="conversation-panel"
      size={{ width: repoWidth, ...REPO_WIDTH }}
      onClose={close}
    >
      <Content session={session} conversation={conversation} />
      {found && (
        <>
          <PromptQueue session={found} />
          <ReplyField session={found} queues />
        </>
      )}
    </SidePanel>
  )
}

interface ContentProps {
  readonly session: string
  readonly conversation: OpenConversation
}

function Content({ session, conversation }: ContentProps): VNode {
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
          <Entries key={read.conversation} session={session} conversation={conversation} />
        </>
      )}
    </>
  )
}
