import '../styles/preview.css'
import '../styles/conversation.css'
import { ArrowDown } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { messages } from '../i18n/messages.js'
import { REPO_WIDTH, repoWidth } from '../platform/preferences.js'
import { PromptQueue } from '../reply/prompt-queue.js'
import { ReplyField } from '../reply/reply-field.js'
import { usePanelKeys } from '../repo/panel-keys.js'
import { go } from '../state/router.js'
import { sessionByName } from '../state/sessions.js'
import { FailureNote } from '../ui/failure-note.js'
import { Icon } from '../ui/icon.js'
import { MeasuredList } from '../ui/measured-list.js'
import { SidePanel } from '../ui/side-panel.js'
import { openConversation, shownEntries, type OpenConversation } from './conversation.js'
import { EntryView } from './entry-view.js'

/** Key that opens the panel, and closes it while it has the focus. */
export const CONVERSATION_KEY = 'Mod+Shift+l'

/** While the agent works its transcript grows without an event of the hub. */
const READ_EVERY_MS = 1_500
const ROW_PX = 64
const GAP_PX = 10
/** Distance from an edge of the list within which it counts as reached. */
const NEAR_PX = 48
const NONE: ReadonlySet<string> = new Set()

/** Conversation of a session, from the transcript of its agent: beside its terminal, on phones in its place. */
export function ConversationPanel({ session }: { readonly session: string }): VNode {
  const m = messages.value
  const name = useRef(session)
  name.current = session
  const [conversation] = useState(() => openConversation(() => name.current))
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

/** Reads on with every change of the session, and steadily while its agent works and the page is visible. */
function useNews(conversation: OpenConversation, session: string): void {
  const found = sessionByName.value.get(session)
  const isWorking = found?.activity === 'working'
  useEffect(() => void conversation.again(), [found])
  useEffect(() => {
    if (!isWorking) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void conversation.again()
    }, READ_EVERY_MS)
    return () => {
      clearInterval(timer)
    }
  }, [isWorking])
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

function Entries({ session, conversation }: ContentProps): VNode {
  const m = messages.value
  const read = conversation.read.value
  const scroller = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => shownEntries(read?.entries ?? []), [read])
  const [opened, setOpened] = useState<ReadonlySet<string>>(NONE)
  const [isAtEnd, setAtEnd] = useState(true)
  const follows = useRef(true)
  /** Rows that are measured move the list too; only a person leaves the end. */
  const isMoved = useRef(false)
  /** Distance from the end, while older entries are read that go in front. */
  const fromEnd = useRef<number | null>(null)
  const start = useRef(Infinity)

  const moved = (): void => {
    isMoved.current = true
  }
  const toEnd = (): void => {
    if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight
  }
  const older = async (): Promise<void> => {
    const box = scroller.current
    if (!box || fromEnd.current !== null || (conversation.read.peek()?.start ?? 0) === 0) return
    fromEnd.current = box.scrollHeight - box.scrollTop
    await conversation.older()
    fromEnd.current = null
  }
  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    const isLonger = read !== null && read.start < start.current
    start.current = read?.start ?? Infinity
    if (isLonger && fromEnd.current !== null) box.scrollTop = box.scrollHeight - fromEnd.current
    else if (follows.current) toEnd()
    if (box.scrollHeight <= box.clientHeight) void older()
  }, [read])
  // Rows are measured once they are drawn, which moves the end.
  useEffect(() => {
    const list = scroller.current?.querySelector('.measured-list')
    if (!list) return
    const observer = new ResizeObserver(() => {
      if (follows.current) toEnd()
    })
    observer.observe(list)
    return () => {
      observer.disconnect()
    }
  }, [])

  return (
    <div class="conversation-box">
      <div
        ref={scroller}
        class="conversation-scroller"
        data-scroller
        tabIndex={0}
        role="region"
        aria-label={m.conversation}
        onWheel={moved}
        onTouchMove={moved}
        onPointerDown={moved}
        onKeyDown={moved}
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          const isNear = scrollHeight - clientHeight - scrollTop <= NEAR_PX
          if (isNear) isMoved.current = false
          follows.current = isNear || (follows.current && !isMoved.current)
          setAtEnd(follows.current)
          if (scrollTop <= NEAR_PX) void older()
        }}
      >
        {read !== null && read.start > 0 && (
          <button type="button" class="button conversation-older" onClick={() => void older()}>
            {m.olderEntries}
          </button>
        )}
        <MeasuredList
          scroller={scroller}
          label={m.conversation}
          items={shown}
          keyOf={({ key }) => key}
          rowPx={ROW_PX}
          gapPx={GAP_PX}
          kept={NONE}
          row={(item) => (
            <EntryView
              session={session}
              item={item}
              isOpen={opened.has(item.key)}
              onToggle={() => {
                setOpened((before) => toggled(before, item.key))
              }}
            />
          )}
        />
      </div>
      {!isAtEnd && (
        <button
          type="button"
          class="button conversation-end"
          onClick={() => {
            follows.current = true
            toEnd()
          }}
        >
          <Icon of={ArrowDown} size={14} /> {m.toNewest}
        </button>
      )}
    </div>
  )
}

function toggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const changed = new Set(keys)
  if (!changed.delete(key)) changed.add(key)
  return changed
}
