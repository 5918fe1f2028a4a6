import { conversationTexts } from '../app/texts/conversation-texts.js'
import { ArrowLeft, GitFork, Link2, Play } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { openConversation, type Conversation, type ReadPart } from '../conversation/conversation.js'
import { FoundEntries } from '../conversation/found-entries.js'
import type { BodyOf } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { routePath } from '../app/routing/route.js'
import { CONVERSATIONS, type ConversationSearch, type ReadConversation } from '../app/routing/conversations-route.js'
import { copyText } from '../app/clipboard.js'
import { failed } from '../app/failed.js'
import { suggestedName } from '../app/names.js'
import { go } from '../app/router.js'
import { prefix, takenNames } from '../app/sessions.js'
import { begin } from '../app/starts.js'
import { ask, client } from '../app/the-hub.js'
import { toast } from '../app/toasts.js'
import { hubAddress } from '../app/platform/mount.js'
import { FailureNote } from '../ui/failure-note.js'
import { Header } from '../ui/header.js'
import { Icon } from '../ui/icon.js'
import { Link } from '../ui/link.js'
import { startSession } from '../app/start-session.js'

type Facts = Pick<BodyOf<'readPastConversation'>, 'folder' | 'resume' | 'fork'>

interface Props {
  readonly read: ReadConversation
  readonly search: ConversationSearch
}

/** A conversation to read, which is continued or copied in a new session. */
export function PastConversation({ read, search }: Props): VNode {
  const m = messages.value
  const { agent, id, row } = read
  const [facts, setFacts] = useState<Facts | null>(null)
  const conversation = useMemo(() => {
    const readPart: ReadPart = (range, known) => {
      const isEnd = known === null && row === null && 'after' in range && range.after === 0
      const query = isEnd ? {} : range
      const call = client.readPastConversation({ params: { agent, id }, query })
      return ask(call, ({ body }): Conversation => {
        const { folder, resume, fork, ...part } = body
        setFacts({ folder, resume, fork })
        return { ...part, agent, conversation: id, isCertain: true }
      })
    }
    return openConversation(readPart, row ?? 0)
  }, [])
  useEffect(() => void conversation.again(), [])
  const shown = conversation.read.value
  const failure = conversation.failure.value
  return (
    <>
      <Header title={m.conversation}>
        <Link to={{ ...CONVERSATIONS, search }} class="button" label={conversationTexts.value.backToSearch}>
          <Icon of={ArrowLeft} />
          <span class="past-word">{conversationTexts.value.backToSearch}</span>
        </Link>
        <span class="spring" />
        {facts && <Actions facts={facts} />}
        <button
          type="button"
          class="button"
          aria-label={conversationTexts.value.copyLink}
          onClick={() => void copyAddress(read)}
        >
          <Icon of={Link2} />
          <span class="past-word">{conversationTexts.value.copyLink}</span>
        </button>
      </Header>
      <div class="past-conversation shrink-y stack spring">
        {failure && <FailureNote failure={failure} onRetry={() => void conversation.again()} />}
        {shown === null ? (
          !failure && <p class="panel-note align-centre grid gap-12 faint late">{m.reading}</p>
        ) : (
          <FoundEntries session={null} conversation={conversation} read={shown} marked={row} />
        )}
      </div>
    </>
  )
}

async function copyAddress(read: ReadConversation): Promise<void> {
  const address = new URL(hubAddress(routePath({ ...CONVERSATIONS, read })), location.origin)
  if (await copyText(address.href)) toast({ text: messages.value.copied })
}

/** Buttons that start a session with the conversation or a copy of it. */
function Actions({ facts: { folder, resume, fork } }: { readonly facts: Facts }): VNode | null {
  const m = messages.value
  const isStarting = useRef(false)
  if (folder === null) return null
  const start = async (command: string): Promise<void> => {
    if (isStarting.current) return
    isStarting.current = true
    const name = suggestedName(prefix.value, folder, takenNames.value)
    const answer = await begin(
      () => startSession({ name, directory: folder, command, prompt: '', branch: null }),
      (failure) => failed(m.couldNotStart(name), failure, () => void start(command)),
    )
    isStarting.current = false
    if (answer.ok) go({ page: 'terminal', session: answer.value.name })
    else failed(m.couldNotStart(name), answer.failure)
  }
  return (
    <>
      {resume !== null && (
        <button
          type="button"
          class="button primary"
          aria-label={conversationTexts.value.resumeConversation}
          onClick={() => void start(resume)}
        >
          <Icon of={Play} />
          <span class="past-word">{conversationTexts.value.resumeConversation}</span>
        </button>
      )}
      {fork !== null && (
        <button
          type="button"
          class="button"
          aria-label={conversationTexts.value.forkConversation}
          onClick={() => void start(fork)}
        >
          <Icon of={GitFork} />
          <span class="past-word">{conversationTexts.value.forkConversation}</span>
        </button>
      )}
    </>
  )
}
