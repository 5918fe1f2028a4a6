import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '../shared/instant.js'
import { sessionExists, sessionNotKnown, type SessionExists, type SessionNotKnown } from './errors.js'
import type { AgentConversation } from '../agents/agent-conversation.js'
import { type HostRun, type Session, isSameRun } from './session.js'
import type { SessionId } from './session-id.js'

/** Stored record of a session, from which it is listed and restored while it is not running. */
export interface SessionRecord {
  /** That of the session, and of the session that a restore starts. */
  readonly id: SessionId
  /** Name of the session. */
  readonly name: string
  /** Absolute. */
  readonly directory: string
  /** Command as typed; empty for the plain shell. */
  readonly command: string
  /** Time of the first start. */
  readonly createdAt: Instant
  /** Time at which the session last ran. */
  readonly lastSeenAt: Instant
  /** True when it causes no alerts. */
  readonly muted: boolean
  /** True when it is listed first. */
  readonly pinned: boolean
  readonly recorded: boolean
  /** True when the operator ended the session and kept its record; the hub never restores it. */
  readonly manuallyStopped: boolean
  /** Conversation that an agent in it reported last; `null` before the first report. */
  readonly conversation: AgentConversation | null
  /** Other conversations that agents in it reported before, the newest first; at most `MAX_FORMER`. */
  readonly formerConversations: ReadonlyArray<AgentConversation>
}

/** Former conversations that are stored of a session. Each `/clear` begins another one. */
const MAX_FORMER = 100

/** All conversations that are stored of a session, the newest first. */
export const conversationsOf = ({
  conversation,
  formerConversations,
}: Pick<SessionRecord, 'conversation' | 'formerConversations'>): ReadonlyArray<AgentConversation> =>
  conversation === null ? formerConversations : [conversation, ...formerConversations]

/** Live sessions at the last heartbeat, and the run of the host. */
export interface Heartbeat {
  readonly run: HostRun
  /** Time of the observation. */
  readonly at: Instant
  readonly live: ReadonlyArray<SessionId>
}

/** Value of the host's clipboard option, and the run of the host that has it. */
export interface HostClipboard {
  readonly run: HostRun
  /** Value in the host's own spelling. */
  readonly value: string
}

/** Stored state of all sessions. */
export interface SessionRecords {
  /** Ordered by first appearance. */
  readonly known: ReadonlyArray<SessionRecord>
  /** `null` before the host was first seen running. */
  readonly heartbeat: Heartbeat | null
  /** Sessions that a restore has still to process; stored, so that an interrupted restore continues at the next start. */
  readonly reviving: ReadonlyArray<SessionId>
  /** Records that left the list because their sessions were not seen for long, until a person has seen it. Newest last. */
  readonly faded: ReadonlyArray<SessionRecord>
  /** Option of the host to be reset; `null` while the hub has changed none. */
  readonly clipboard: HostClipboard | null
}

export const EMPTY_RECORDS: SessionRecords = {
  known: [],
  heartbeat: null,
  reviving: [],
  faded: [],
  clipboard: null,
}

export const findKnown = (records: SessionRecords, name: string): SessionRecord | undefined =>
  records.known.find((entry) => entry.name === name)

const replace = (records: SessionRecords, entry: SessionRecord): SessionRecords => ({
  ...records,
  known: records.known.map((one) => (one.id === entry.id ? entry : one)),
})

/**
 * Adds a record, or renews the one with this id: its flags and creation time are kept, `manuallyStopped` is cleared.
 * A new record is marked to be recorded when `recorded` says so.
 */
export function remember(
  records: SessionRecords,
  started: Pick<SessionRecord, 'id' | 'name' | 'directory' | 'command'>,
  at: Instant,
  recorded = false,
): SessionRecords {
  const known = records.known.find(({ id }) => id === started.id)
  if (known) return replace(records, { ...known, ...started, lastSeenAt: at, manuallyStopped: false })
  const { id, name, directory, command } = started
  const fresh = {
    createdAt: at,
    lastSeenAt: at,
    muted: false,
    pinned: false,
    recorded,
    manuallyStopped: false,
    conversation: null,
    formerConversations: [],
  }
  return { ...records, known: [...records.known, { id, name, directory, command, ...fresh }] }
}

/** Takes back the record of a start that failed: a new one goes, a former one gets its command and folder again. */
export const startTakenBack =
  (id: SessionId, former: SessionRecord | null) =>
  (records: SessionRecords): E.Either<never, SessionRecords> => {
    const known = records.known.find((entry) => entry.id === id)
    if (former === null || known === undefined) return E.right(forget(records, id))
    const { name, directory, command, lastSeenAt, manuallyStopped } = former
    return E.right(replace(records, { ...known, name, directory, command, lastSeenAt, manuallyStopped }))
  }

/** Stores the conversation of a session. Returns the same records when it is stored already or there is no record. */
export function noteConversation(
  records: SessionRecords,
  id: SessionId,
  conversation: AgentConversation,
): SessionRecords {
  const known = records.known.find((entry) => entry.id === id)
  const isOther = (one: AgentConversation): boolean => one.id !== conversation.id || one.agent !== conversation.agent
  if (!known || (known.conversation !== null && !isOther(known.conversation))) return records
  const formerConversations = conversationsOf(known).filter(isOther).slice(0, MAX_FORMER)
  return replace(records, { ...known, conversation, formerConversations })
}

/** Removes the record. Returns the same records when there is none. */
export function forget(records: SessionRecords, id: SessionId): SessionRecords {
  const known = records.known.filter((entry) => entry.id !== id)
  return known.length === records.known.length ? records : { ...records, known }
}

/** Marks the record as stopped by the operator. Returns the same records when there is none. */
export function markStopped(records: SessionRecords, id: SessionId): SessionRecords {
  const known = records.known.find((entry) => entry.id === id)
  return known && !known.manuallyStopped ? replace(records, { ...known, manuallyStopped: true }) : records
}

/** Renames a record. Returns the same records when `from` has none; fails when `to` exists. */
export function renameKnown(
  records: SessionRecords,
  from: string,
  to: string,
  at: Instant,
): E.Either<SessionExists, SessionRecords> {
  if (from === to || !findKnown(records, from)) return E.right(records)
  if (findKnown(records, to)) return E.left(sessionExists(to))
  const known = records.known.map((entry) => (entry.name === from ? { ...entry, name: to, lastSeenAt: at } : entry))
  return E.right({ ...records, known })
}

/**
 * Gives the records of live sessions the names that the sessions have, after renames that the hub did not make. A name
 * of another record that is not live stays with that one. Returns the same records when nothing changes.
 */
export function namedAsLive(
  records: SessionRecords,
  live: ReadonlyArray<Pick<Session, 'id' | 'name'>>,
): SessionRecords {
  const names = new Map(live.map(({ id, name }) => [id, name]))
  const kept = new Set(records.known.flatMap(({ id, name }) => (names.has(id) ? [] : [name])))
  const known = records.known.map((entry) => {
    const name = names.get(entry.id) ?? entry.name
    return name === entry.name || kept.has(name) ? entry : { ...entry, name }
  })
  return known.every((entry, index) => entry === records.known[index]) ? records : { ...records, known }
}

/** Mark of a session that is set alone. */
export type SessionMark = 'muted' | 'pinned' | 'recorded'

/** Sets a mark; toggles it when `wanted` is `undefined`. Returns the same records when nothing changes. */
export function setMark(
  records: SessionRecords,
  name: string,
  mark: SessionMark,
  wanted: boolean | undefined,
): E.Either<SessionNotKnown, SessionRecords> {
  const known = findKnown(records, name)
  if (!known) return E.left(sessionNotKnown(name))
  const value = wanted ?? !known[mark]
  return E.right(known[mark] === value ? records : replace(records, { ...known, [mark]: value }))
}

/** Stores the live sessions and updates `lastSeenAt` of their records. */
export function beat(
  records: SessionRecords,
  { run, live }: { readonly run: HostRun; readonly live: ReadonlyArray<Pick<Session, 'id'>> },
  at: Instant,
): SessionRecords {
  const alive = new Set(live.map(({ id }) => id))
  const known = records.known.map((entry) => (alive.has(entry.id) ? { ...entry, lastSeenAt: at } : entry))
  return { ...records, known, heartbeat: { run, at, live: [...alive] } }
}

/**
 * Removes a session that ended by itself from the heartbeat, so that it is not restored. Returns the same records when it
 * was not live.
 */
export function noteEnded(records: SessionRecords, id: SessionId): SessionRecords {
  const { heartbeat } = records
  if (!heartbeat?.live.includes(id)) return records
  return { ...records, heartbeat: { ...heartbeat, live: heartbeat.live.filter((one) => one !== id) } }
}

/** Value with which tmux forwards OSC 52 of programs to the viewers. tmux(1), `set-clipboard`. */
export const PASSING = 'on'

/** Next step for the clipboard option of the host. The record is written before `PASSING` is set, and after anything else. */
interface ClipboardStep {
  readonly former: HostClipboard | null
  /** `null` keeps the option unchanged. */
  readonly set: string | null
}

/**
 * While sessions of the hub run and are to pass the clipboard on, the host does so. Else what was found before comes
 * back, unless a person has changed the value since or the host is another one by now.
 */
export function clipboardStep({ clipboard }: SessionRecords, present: HostClipboard, isWanted: boolean): ClipboardStep {
  const former = clipboard !== null && isSameRun(clipboard.run, present.run) ? clipboard : null
  if (isWanted) return present.value === PASSING ? { former, set: null } : { former: present, set: PASSING }
  return { former: null, set: former !== null && present.value === PASSING ? former.value : null }
}

/** Returns the same records when nothing changes. */
export const noteClipboard = (records: SessionRecords, clipboard: HostClipboard | null): SessionRecords =>
  records.clipboard === clipboard ? records : { ...records, clipboard }
