import { signal, type ReadonlySignal } from '@preact/signals'
import type { Answer, BodyOf, HubFailure } from '../app/hub/hub.js'
import { partAt, type RecordingPart } from '../recordings/recording.js'
import { ask, client } from '../app/the-hub.js'

export type Timeline = BodyOf<'readTimeline'>
export type TimelineEntry = Timeline['entries'][number]
type Kind = TimelineEntry['kind']

/** Kinds that are shown together. */
export const GROUPS = {
  all: [],
  turns: ['prompt', 'answer', 'notice'],
  calls: ['call'],
  approvals: ['approval'],
  commits: ['commit', 'move', 'finish'],
  figures: ['cost', 'limit'],
} satisfies Readonly<Record<string, ReadonlyArray<Kind>>>
export type Group = keyof typeof GROUPS

/**
 * Time line with its newest page read again. A page that leaves a gap takes the place of what was read before, and so does
 * the first one with a source that was pending: its entries belong between the older ones too.
 */
export function withNewest(known: Timeline | null, page: Timeline): Timeline {
  if (known === null || page.next === null || known.pending.some((source) => !page.pending.includes(source)))
    return page
  const fresh = new Set(page.entries.map(({ id }) => id))
  if (!known.entries.some(({ id }) => fresh.has(id))) return page
  return { ...page, entries: [...page.entries, ...known.entries.filter(({ id }) => !fresh.has(id))], next: known.next }
}

/** Time line with the page that follows. */
export function withOlder(known: Timeline, page: Timeline): Timeline {
  const shown = new Set(known.entries.map(({ id }) => id))
  return {
    entries: [...known.entries, ...page.entries.filter(({ id }) => !shown.has(id))],
    next: page.next,
    missing: [...new Set([...known.missing, ...page.missing])],
    pending: [...new Set([...known.pending, ...page.pending])],
  }
}

/** An entry as it is shown; `day` where another day begins. */
export interface ShownEntry {
  readonly entry: TimelineEntry
  readonly day: string | null
}

/** Entries with their day at the first of each. */
export function withDays(
  entries: ReadonlyArray<TimelineEntry>,
  dayOf: (at: Date) => string,
): ReadonlyArray<ShownEntry> {
  let last: string | null = null
  return entries.map((entry) => {
    const day = dayOf(new Date(entry.at))
    const isOther = day !== last
    last = day
    return { entry, day: isOther ? day : null }
  })
}

/** Sessions that entries happened in, the one beside the time line first. */
export const sessionsOf = (entries: ReadonlyArray<TimelineEntry>, beside: string | null): ReadonlyArray<string> => [
  ...new Set([beside, ...entries.map(({ session }) => session)].filter((name) => name !== null)),
]

/** Session whose recording shows the moment of an entry; `null` for none. One of no single session may be shown by any. */
export function recordedIn(
  parts: ReadonlyMap<string, ReadonlyArray<RecordingPart>>,
  { session, at }: Pick<TimelineEntry, 'session' | 'at'>,
): string | null {
  const names = session === null ? [...parts.keys()] : [session]
  return names.find((name) => partAt(parts.get(name) ?? [], Date.parse(at)) !== null) ?? null
}

/** A time line, as far as it has been read. */
export interface OpenTimeline {
  /** `null` before the first answer. */
  readonly read: ReadonlySignal<Timeline | null>
  readonly failure: ReadonlySignal<HubFailure | null>
  /** Reads the newest page. */
  readonly again: () => Promise<void>
  /** Reads the page after the oldest entry. */
  readonly older: () => Promise<void>
}

/** Reads a page of a time line. */
export type ReadTimelinePage = (query: {
  readonly kind: ReadonlyArray<Kind>
  readonly cursor: string
  readonly at: number | null
}) => Promise<Answer<Timeline>>

export const sessionTimeline =
  (session: () => string): ReadTimelinePage =>
  (query) =>
    ask(client.readTimeline({ params: { name: session() }, query }))

export const cardTimeline =
  (id: string): ReadTimelinePage =>
  (query) =>
    ask(client.readCardTimeline({ params: { id }, query }))

/** Requests for the first entry before a time that is long ago. */
const MAX_REQUESTS = 100

/** `at` is the time that it begins at; `null` for now. One of the past does not grow. */
export function openTimeline(readPage: ReadTimelinePage, group: Group, at: number | null = null): OpenTimeline {
  const read = signal<Timeline | null>(null)
  const failure = signal<HubFailure | null>(null)
  /** One request at a time: an answer continues what the one before has read. */
  let last: Promise<void> = Promise.resolve()
  const waiting = new Set<string>()

  async function ask(cursor: string, merge: (page: Timeline) => Timeline): Promise<void> {
    const answer = await readPage({ kind: GROUPS[group], cursor, at })
    failure.value = answer.ok ? null : answer.failure
    if (answer.ok) read.value = merge(answer.value)
  }
  const queue = (name: string, task: () => Promise<void>): Promise<void> => {
    if (waiting.has(name)) return last
    waiting.add(name)
    last = last.then(() => {
      waiting.delete(name)
      return task()
    })
    return last
  }

  return {
    read,
    failure,
    again: () =>
      queue('again', async () => {
        if (at !== null && read.peek() !== null) return
        await ask('', (page) => withNewest(read.peek(), page))
        for (let request = 0; request < MAX_REQUESTS; request++) {
          const known = read.peek()
          if (known === null || known.next === null || known.entries.length > 0 || failure.peek() !== null) return
          await ask(known.next, (page) => withOlder(known, page))
        }
      }),
    older: () =>
      queue('older', async () => {
        const known = read.peek()
        if (known !== null && known.next !== null) await ask(known.next, (page) => withOlder(known, page))
      }),
  }
}
