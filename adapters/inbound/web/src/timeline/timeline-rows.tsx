import { conversationTexts } from '../app/texts/conversation-texts.js'
import type { VNode } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { useNews } from '../app/use-news.js'
import { useOpened } from '../ui/use-opened.js'
import { messages } from '../app/texts/messages.js'
import { useSteadily } from '../app/use-steadily.js'
import { FailureNote } from '../ui/failure-note.js'
import { MeasuredList } from '../ui/measured-list.js'
import { readRecording, type RecordingPart } from '../recordings/recording.js'
import {
  openTimeline,
  recordedIn,
  sessionsOf,
  withDays,
  type Group,
  type ReadTimelinePage,
  type Timeline,
} from './timeline.js'
import { TimelineRow } from './timeline-row.js'

const ROW_PX = 36
/** Distance from the end of the list within which it counts as reached. */
const NEAR_PX = 200
/** Interval of reading while the agent works; its turns and commits come without an event of the hub. */
const READ_EVERY_MS = 5_000
/** Interval of reading while a source is read by the hub for the first time. */
const PENDING_EVERY_MS = 2_000
const NONE: ReadonlySet<string> = new Set()

/** Source of a time line, and the session beside it. */
export interface TimelineProps {
  /** Session whose terminal entries lead to, and with which the time line grows; `null` for none. */
  readonly session: string | null
  readonly readPage: ReadTimelinePage
  /** Time that it begins at; left out for now. */
  readonly at?: number | null
  /** Another value has the newest page read. */
  readonly revision?: number
  /** True when entries name their session. */
  readonly isOfSeveral?: boolean
}

interface Props extends TimelineProps {
  readonly group: Group
}

/** Entries of a time line, newest first. Earlier ones are read when the end is reached. */
export function TimelineRows({ session, readPage, group, at = null, revision = 0, isOfSeveral = false }: Props): VNode {
  const m = messages.value
  const scroller = useRef<HTMLDivElement>(null)
  const [timeline] = useState(() => openTimeline(readPage, group, at))
  useNews(timeline, session, READ_EVERY_MS, revision)
  const [opened, toggle] = useOpened()
  const read = timeline.read.value
  const failure = timeline.failure.value
  const isPending = read !== null && read.pending.length > 0
  useSteadily(() => void timeline.again(), isPending ? PENDING_EVERY_MS : null)
  const recorded = useRecordedParts(
    useMemo(() => sessionsOf(read?.entries ?? [], session), [read, session]),
    revision,
  )
  const isRecorded = [...recorded.values()].some((parts) => parts.length > 0)
  const items = useMemo(() => withDays(read?.entries ?? [], dayOf), [read])
  const olderIfNear = (): void => {
    const box = scroller.current
    if (box && timeline.read.peek()?.next !== null && box.scrollHeight - box.scrollTop - box.clientHeight <= NEAR_PX)
      void timeline.older()
  }
  useEffect(olderIfNear, [read])

  const sourcesOf = (sources: Timeline['missing']): string =>
    sources.map((source) => m.timelineSources[source]).join(', ')
  const failed = read?.missing.filter((source) => !read.pending.includes(source)) ?? []
  const retry = (): void => void timeline.again()
  if (read === null)
    return failure ? (
      <FailureNote failure={failure} onRetry={retry} />
    ) : (
      <p class="panel-note align-centre grid gap-12 faint late">{m.reading}</p>
    )
  return (
    <>
      {failure && <FailureNote failure={failure} onRetry={retry} />}
      {failed.length > 0 && (
        <p class="hint timeline-note line-below" role="status">
          {m.timelineMissing(sourcesOf(failed))}
        </p>
      )}
      {isPending && (
        <p class="hint timeline-note line-below" role="status">
          {m.timelinePending(sourcesOf(read.pending))}
        </p>
      )}
      {items.length === 0 && read.next === null ? (
        <p class="panel-note align-centre grid gap-12 faint">{m.nothingHappened}</p>
      ) : (
        <div
          ref={scroller}
          class="timeline-scroller shrink-y spring scroll"
          data-scroller
          tabIndex={0}
          role="region"
          aria-label={m.timeline}
          onScroll={olderIfNear}
        >
          <MeasuredList
            scroller={scroller}
            label={m.timeline}
            items={items}
            keyOf={({ entry }) => entry.id}
            rowPx={ROW_PX}
            gapPx={0}
            kept={NONE}
            row={({ entry, day }) => (
              <TimelineRow
                {...{ session, entry, isOfSeveral }}
                screen={isRecorded ? { session: recordedIn(recorded, entry) } : null}
                isMarked={at !== null && entry === items[0]?.entry}
                day={day}
                isOpen={opened.has(entry.id)}
                onToggle={() => toggle(entry.id)}
              />
            )}
          />
          {read.next !== null && (
            <button type="button" class="button timeline-older as-block" onClick={() => void timeline.older()}>
              {conversationTexts.value.olderEntries}
            </button>
          )}
        </div>
      )}
    </>
  )
}

const dayOf = (at: Date): string =>
  at.toLocaleDateString(document.documentElement.lang, { weekday: 'short', day: 'numeric', month: 'short' })

/** Parts of the recordings of sessions by the name of the session; none for a session that the hub does not know. */
function useRecordedParts(
  sessions: ReadonlyArray<string>,
  revision: number,
): ReadonlyMap<string, ReadonlyArray<RecordingPart>> {
  const [parts, setParts] = useState<ReadonlyMap<string, ReadonlyArray<RecordingPart>>>(new Map())
  /** Revision at which a session was read last: one that joins leaves the others as they are. */
  const asked = useRef(new Map<string, number>())
  useEffect(() => {
    for (const session of sessions.filter((one) => asked.current.get(one) !== revision)) {
      asked.current.set(session, revision)
      void readRecording(session).then((answer) => {
        if (asked.current.get(session) !== revision) return
        setParts((known) => new Map(known).set(session, answer.ok ? answer.value.parts : []))
      })
    }
  }, [sessions.join(), revision])
  return parts
}
