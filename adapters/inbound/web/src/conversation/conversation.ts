import { signal, type ReadonlySignal } from '@preact/signals'
import type { Answer, BodyOf, HubFailure } from '../app/hub/hub.js'
import { ask, client } from '../app/the-hub.js'

export type Conversation = BodyOf<'readConversation'>
export type Entry = Conversation['entries'][number]

/** An entry as it is shown; a call has its result once it has one. */
export interface ShownEntry {
  readonly key: string
  readonly entry: Entry
  readonly result: Entry | null
}

/** Entries with each result beside its call. A result whose call is not there stands for itself. */
export function shownEntries(entries: ReadonlyArray<Entry>): ReadonlyArray<ShownEntry> {
  const calls = new Set(entries.flatMap(({ kind, callId }) => (kind === 'call' && callId !== null ? [callId] : [])))
  const results = new Map(
    entries.flatMap((entry): [string, Entry][] =>
      entry.kind === 'result' && entry.callId !== null ? [[entry.callId, entry]] : [],
    ),
  )
  return entries
    .filter(({ kind, callId }) => kind !== 'result' || callId === null || !calls.has(callId))
    .map((entry) => ({
      key: `${String(entry.row)}.${String(entry.part)}`,
      entry,
      result: entry.kind === 'call' && entry.callId !== null ? (results.get(entry.callId) ?? null) : null,
    }))
}

/** The conversation of a session, as far as it has been read. */
export interface OpenConversation {
  /** `null` before the first answer. */
  readonly read: ReadonlySignal<Conversation | null>
  readonly failure: ReadonlySignal<HubFailure | null>
  /** Reads the end, or what has been written since. */
  readonly again: () => Promise<void>
  /** Reads on unless this conversation has been read up to the byte `end`. */
  readonly upTo: (id: string | undefined, end: number | undefined) => Promise<void>
  /** Reads the end in place of what was read before. */
  readonly restart: () => Promise<void>
  /** Reads the part that starts with a row, unless that row has been read. */
  readonly openAt: (row: number) => Promise<void>
  /** Reads the part before the first entry. */
  readonly older: () => Promise<void>
}

/** Somewhat less than the hub reads at once. */
const FULL_BYTES = 200_000

/** Part of a conversation that is read: before a byte, or from one on. */
export type PartRange = { readonly before: number } | { readonly after: number }

/** Reads a part of what was read so far. */
export type ReadPart = (range: PartRange, known: Conversation | null) => Promise<Answer<Conversation>>

/** Conversation of the sub-agent that a call started. */
export interface SubagentPlace {
  readonly conversation: string
  readonly call: string
}

/** The conversation that a session has now, or that of a sub-agent in it. `first` is the one that the first part is read of by its place. */
export const sessionConversation =
  (session: () => string, subagent: SubagentPlace | null = null, first = ''): ReadPart =>
  (range, known) => {
    const conversation = known?.conversation ?? subagent?.conversation ?? first
    const query = { conversation, call: subagent?.call ?? '', before: 0, after: 0, ...range }
    return ask(client.readConversation({ params: { name: session() }, query }))
  }

/** `first` is the byte at which the first part begins; 0 for the end. */
export function openConversation(readPart: ReadPart, first = 0): OpenConversation {
  const read = signal<Conversation | null>(null)
  const failure = signal<HubFailure | null>(null)
  /** One request at a time: an answer continues what the one before has read. */
  let last: Promise<void> = Promise.resolve()
  let isQueued = false

  async function ask(range: PartRange, known = read.peek()): Promise<void> {
    const answer = await readPart(range, known)
    failure.value = answer.ok ? null : answer.failure
    if (!answer.ok) return
    read.value = joined(known, answer.value)
    // A part is limited, so one that is nearly full has a successor.
    if (known !== null && 'after' in range && answer.value.end - answer.value.start > FULL_BYTES) void again()
  }

  function again(): Promise<void> {
    if (isQueued) return last
    isQueued = true
    last = last.then(() => {
      isQueued = false
      return ask({ after: read.peek()?.end ?? first })
    })
    return last
  }

  function upTo(id: string | undefined, end: number | undefined): Promise<void> {
    last = last.then(() => {
      const known = read.peek()
      const hasAll =
        failure.peek() === null && known !== null && known.conversation === id && known.end >= (end ?? Infinity)
      if (!hasAll) void again()
    })
    return last
  }

  function restart(): Promise<void> {
    last = last.then(() => ask({ after: 0 }, null))
    return last
  }

  function openAt(row: number): Promise<void> {
    last = last.then(async () => {
      const known = read.peek()
      if (known !== null && known.start <= row && row < known.end) return
      // An `after` of 0 is none.
      await ask(row === 0 ? { before: FULL_BYTES } : { after: row }, null)
    })
    return last
  }

  function older(): Promise<void> {
    last = last.then(async () => {
      const start = read.peek()?.start ?? 0
      if (start > 0) await ask({ before: start })
    })
    return last
  }

  return { read, failure, again, upTo, restart, openAt, older }
}

/** Entries that were read before, with the part that continues them; the part alone when it is of another conversation. */
export function joined(known: Conversation | null, part: Conversation): Conversation {
  if (known === null || known.conversation !== part.conversation) return part
  if (part.end === known.start)
    return { ...known, entries: [...part.entries, ...known.entries], start: part.start, isCertain: part.isCertain }
  if (part.start !== known.end) return part
  return part.entries.length === 0 && part.end === known.end && part.isCertain === known.isCertain
    ? known
    : { ...known, entries: [...known.entries, ...part.entries], end: part.end, isCertain: part.isCertain }
}
