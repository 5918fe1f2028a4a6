import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import type { AgentConversation } from '../../../domain/agents/agent-conversation.js'
import { agentId } from '../../../domain/agents/agent-id.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { EMPTY_RECORDS, type SessionRecord, type SessionRecords } from '../../../domain/sessions/session-record.js'
import type { JsonStoreSpec } from './json-store.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith, storedInstant, storedMark } from './stored-values.js'

const StoredConversation = t.strict({ agent: t.string, id: t.string })

const StoredSession = t.intersection([
  t.strict({
    name: t.string,
    directory: t.string,
    command: t.string,
    createdAt: storedInstant,
    lastSeenAt: storedInstant,
    muted: storedMark,
    pinned: storedMark,
    recorded: storedMark,
    manuallyStopped: storedMark,
  }),
  /** Absent in files of versions without ids, which name sessions by their names everywhere. */
  t.exact(t.partial({ id: t.string })),
  /** Absent before the first report of an agent. */
  t.exact(t.partial({ conversation: StoredConversation, formerConversations: t.readonlyArray(StoredConversation) })),
])

type StoredSession = t.TypeOf<typeof StoredSession>

const readConversation = ({ agent, id }: t.TypeOf<typeof StoredConversation>): AgentConversation => ({
  agent: agentId(agent),
  id,
})

const readSession = ({ id, conversation, formerConversations = [], ...entry }: StoredSession): SessionRecord => ({
  ...entry,
  id: sessionId(id ?? entry.name),
  conversation: conversation === undefined ? null : readConversation(conversation),
  formerConversations: formerConversations.map(readConversation),
})

const storedSession = ({ conversation, formerConversations, ...entry }: SessionRecord): StoredSession => ({
  ...entry,
  ...(conversation === null ? {} : { conversation }),
  ...(formerConversations.length === 0 ? {} : { formerConversations }),
})

const StoredRun = t.strict({ pid: t.number, startedAt: storedInstant })

const StoredHeartbeat = t.strict({
  run: StoredRun,
  at: storedInstant,
  /** Ids. */
  live: t.readonlyArray(t.string),
})

const StoredRecords = t.strict({
  knownSessions: t.readonlyArray(StoredSession),
  heartbeat: t.union([StoredHeartbeat, t.null]),
  reviving: t.readonlyArray(t.string),
})

const StoredClipboard = t.strict({ run: StoredRun, value: t.string })
/** Fields that are left out while they are empty: the setting to be reset, and the records that left the list. */
const AllStoredRecords = t.intersection([
  StoredRecords,
  t.exact(t.partial({ clipboard: StoredClipboard, faded: t.readonlyArray(StoredSession) })),
])

/** Content of older installations: no version, no heartbeat, and times that may be missing or malformed. */
function fromOlderInstallation(now: number): (older: Readonly<Record<string, unknown>>) => Record<string, unknown> {
  const timeOr = (value: unknown, instead: string): string =>
    typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : instead
  const session = (entry: unknown): unknown => {
    if (typeof entry !== 'object' || entry === null) return entry
    const { createdAt, lastSeenAt }: { readonly createdAt?: unknown; readonly lastSeenAt?: unknown } = entry
    const seen = timeOr(lastSeenAt, new Date(now).toISOString())
    return { ...entry, createdAt: timeOr(createdAt, seen), lastSeenAt: seen }
  }
  return ({ knownSessions, heartbeat = null }) => ({
    knownSessions: Array.isArray(knownSessions) ? knownSessions.map(session) : knownSessions,
    heartbeat,
    reviving: [],
  })
}

/** `known-sessions.json`; `sessions.json` of older installations is read while the former does not exist. */
export const sessionRecordStoreSpec = (folder: StateFolder): JsonStoreSpec<SessionRecords> => ({
  ...folder,
  file: join(folder.path, 'known-sessions.json'),
  importFrom: join(folder.path, 'sessions.json'),
  version: 1,
  migrate: [fromOlderInstallation(folder.now())],
  fresh: EMPTY_RECORDS,
  decode: (stored) =>
    pipe(
      stored,
      decodeWith(AllStoredRecords),
      E.map(({ knownSessions, heartbeat, reviving, faded = [], clipboard = null }) => ({
        known: knownSessions.map(readSession),
        heartbeat: heartbeat === null ? null : { ...heartbeat, live: heartbeat.live.map(sessionId) },
        reviving: reviving.map(sessionId),
        faded: faded.map(readSession),
        clipboard,
      })),
    ),
  encode: ({ known, faded, clipboard, ...rest }) =>
    AllStoredRecords.encode({
      knownSessions: known.map(storedSession),
      ...rest,
      ...(faded.length === 0 ? {} : { faded: faded.map(storedSession) }),
      ...(clipboard === null ? {} : { clipboard }),
    }),
})
