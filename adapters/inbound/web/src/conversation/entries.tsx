import { conversationTexts } from '../app/texts/conversation-texts.js'
import './conversation.css'
import { ArrowDown } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { sessionByName } from '../app/sessions.js'
import { Icon } from '../ui/icon.js'
import { MeasuredList } from '../ui/measured-list.js'
import { shownEntries, type OpenConversation, type Conversation, type ShownEntry } from './conversation.js'
import { EntryView } from './entry-view.js'
import { SubagentEntries } from './subagent-entries.js'
import { TurnFoot } from './turn-foot.js'
import { clearFound, markFound, reveal } from './found-marks.js'
import type { Find } from './use-find.js'
import { useOpened } from '../ui/use-opened.js'
import { openTurns, turnsOf, type Turn, type TurnUsage } from './turns.js'

const ROW_PX = 64
const GAP_PX = 10
/** Distance from an edge of the list within which it counts as reached. */
const NEAR_PX = 48

interface Props {
  /** Session that files are opened in and that is replied to; `null` for a conversation without one. */
  readonly session: string | null
  readonly conversation: OpenConversation
  /** Byte of the entry that is marked and in sight at first; `null` shows the end. */
  readonly marked?: number | null
  /** Search in the conversation. */
  readonly find: Find
}

/** Entries of a conversation. Parts before and behind those that were read are read when their edge is reached. */
export function Entries({ session, conversation, marked = null, find }: Props): VNode {
  const m = messages.value
  const read = conversation.read.value
  const scroller = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => shownEntries(read?.entries ?? []), [read])
  const kept = useMemo(() => new Set(shown.filter((item) => isAt(item, marked)).map(({ key }) => key)), [shown, marked])
  const [opened, toggle] = useOpened()
  const footOf = useTurns(session, read, shown)
  const [isAtEnd, setAtEnd] = useState(marked === null)
  const follows = useRef(marked === null)
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
  /** Rows around it are read and measured after it: it stays in sight until the person scrolls. */
  const toMarked = (): void => {
    const box = scroller.current
    if (box === null || marked === null || isMoved.current) return
    const range = markFound(box, find)
    if (range === null) box.querySelector('.entry.marked')?.scrollIntoView({ block: 'center' })
    else reveal(range, box)
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
    toMarked()
    if (box.scrollHeight <= box.clientHeight) void older()
  }, [read])
  // Texts are read and drawn after their entry: the words in them are marked with each change.
  useEffect(() => {
    const list = scroller.current?.querySelector('.measured-list')
    if (!list || find.match === null) return
    isMoved.current = false
    toMarked()
    const observer = new MutationObserver(() => {
      if (isMoved.current && scroller.current !== null) markFound(scroller.current, find)
      else toMarked()
    })
    observer.observe(list, { childList: true, characterData: true, subtree: true })
    return () => {
      observer.disconnect()
      clearFound()
    }
  }, [find.match, find.found])
  // Rows are measured once they are drawn, and prompts that are queued leave less room: both move the end.
  useEffect(() => {
    const box = scroller.current
    const list = box?.querySelector('.measured-list')
    if (!box || !list) return
    const observer = new ResizeObserver(() => {
      if (follows.current) toEnd()
      toMarked()
    })
    observer.observe(box)
    observer.observe(list)
    return () => observer.disconnect()
  }, [])

  const id = read?.conversation ?? null
  const subagent =
    session === null || id === null
      ? undefined
      : (call: string): VNode => <SubagentEntries session={session} conversation={id} call={call} />

  return (
    <div class="shrink-y spring relative">
      <div
        ref={scroller}
        class="conversation-scroller scroll"
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
          if (isNear && marked === null) isMoved.current = false
          follows.current = isNear || (follows.current && !isMoved.current)
          setAtEnd(follows.current)
          if (scrollTop <= NEAR_PX) void older()
          if (isNear && (session === null || marked !== null)) void conversation.again()
        }}
      >
        {read !== null && read.start > 0 && (
          <button type="button" class="button conversation-older" onClick={() => void older()}>
            {conversationTexts.value.olderEntries}
          </button>
        )}
        <MeasuredList
          scroller={scroller}
          label={m.conversation}
          items={shown}
          keyOf={({ key }) => key}
          rowPx={ROW_PX}
          gapPx={GAP_PX}
          kept={kept}
          row={(item) => {
            const foot = footOf(item.key)
            return (
              <>
                <EntryView
                  session={session}
                  item={item}
                  isMarked={isAt(item, marked)}
                  subagent={subagent}
                  // The words of a search may be in a text that is folded at first.
                  isOpen={opened.has(item.key) !== isAt(item, marked)}
                  onToggle={() => toggle(item.key)}
                />
                {foot && <TurnFoot {...foot} />}
              </>
            )
          }}
        />
      </div>
      {!isAtEnd && (
        <button
          type="button"
          class="button conversation-end absolute"
          onClick={() => {
            follows.current = true
            toEnd()
          }}
        >
          <Icon of={ArrowDown} size={14} /> {conversationTexts.value.toNewest}
        </button>
      )}
    </div>
  )
}

/** True for an entry in a row, and for a call whose result is in it. */
const isAt = ({ entry, result }: ShownEntry, row: number | null): boolean =>
  row !== null && (entry.row === row || result?.row === row)

/** A turn that is over. */
interface EndedTurn {
  readonly turn: Turn
  readonly usage: TurnUsage | undefined
}

/** Turns that are over by their last entry. Usage is read when a turn ends and when earlier ones are read. */
function useTurns(
  session: string | null,
  read: Conversation | null,
  shown: ReadonlyArray<ShownEntry>,
): (key: string) => EndedTurn | null {
  const isWorking = session !== null && sessionByName.value.get(session)?.activity === 'working'
  const id = read?.conversation ?? null
  const open = useMemo(() => (read === null ? null : openTurns(read)), [id])
  const turns = useMemo(() => turnsOf(shown), [shown])
  const byLast = useMemo(
    () => new Map((isWorking ? turns.slice(0, -1) : turns).map((turn) => [turn.last, turn])),
    [turns, isWorking],
  )
  useEffect(() => {
    open?.read(turns, isWorking)
  }, [open, turns, isWorking])
  useEffect(() => open?.close, [open])
  const usage = open?.usage.value
  return (key) => {
    const turn = byLast.get(key)
    return turn === undefined ? null : { turn, usage: usage?.get(turn.from) }
  }
}
