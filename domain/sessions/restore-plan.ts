import { cliOf, continuing, resuming, type AgentPrograms } from '../agents/agent-program.js'
import type { Instant } from '../shared/instant.js'
import type { SessionRecord, SessionRecords } from './session-record.js'
import { isSameRun, type HostRun } from './session.js'
import type { SessionId } from './session-id.js'

const DAY_MS = 24 * 60 * 60 * 1000
/** Time after which a session that is not running is no longer restored and is removed from the list. */
export const RESTORE_WINDOW_MS = 7 * DAY_MS

const isOld = (entry: SessionRecord, now: Instant): boolean => now - entry.lastSeenAt > RESTORE_WINDOW_MS

/** Records that are kept after they have left the list. */
const MAX_FADED = 100

/**
 * Moves sessions that are not running and were last seen more than 7 days ago out of the list. Returns the same records
 * when all stay.
 */
export function pruned(records: SessionRecords, live: ReadonlyArray<SessionId>, now: Instant): SessionRecords {
  const isKept = (entry: SessionRecord): boolean => live.includes(entry.id) || !isOld(entry, now)
  const known = records.known.filter(isKept)
  if (known.length === records.known.length) return records
  const left = records.known.filter((entry) => !isKept(entry))
  return { ...records, known, faded: [...records.faded, ...left].slice(-MAX_FADED) }
}

/** Puts the records that have left the list back, but for those whose name is in use. They stay for another 7 days. */
export function broughtBack(records: SessionRecords, live: ReadonlyArray<string>, now: Instant): SessionRecords {
  const names = new Set([...live, ...records.known.map(({ name }) => name)])
  const back: SessionRecord[] = []
  // Of two with one name the newer one.
  for (const entry of records.faded.toReversed()) {
    if (names.has(entry.name)) continue
    names.add(entry.name)
    back.unshift({ ...entry, lastSeenAt: now })
  }
  return { ...records, known: [...records.known, ...back], faded: [] }
}

/**
 * Sessions to restore at start, in the order of the records: those live at the last heartbeat of an earlier run of the
 * host, and those left over from an interrupted restore. All others ended intentionally.
 */
export function restorePlan(
  records: SessionRecords,
  live: ReadonlyArray<SessionId>,
  run: HostRun | null,
  now: Instant,
): ReadonlyArray<SessionRecord> {
  const { heartbeat, reviving } = records
  const lost = heartbeat && !(run !== null && isSameRun(heartbeat.run, run)) ? heartbeat.live : []
  const wanted = new Set([...lost, ...reviving])
  return records.known.filter(
    (entry) => wanted.has(entry.id) && !live.includes(entry.id) && !entry.manuallyStopped && !isOld(entry, now),
  )
}

/** Sessions to restore after a crash of the host: the lost ones with a record, and those already planned. */
export const afterCrash = (records: SessionRecords, crashed: ReadonlySet<SessionId>): ReadonlyArray<SessionRecord> =>
  records.known.filter(
    ({ id, manuallyStopped }) => !manuallyStopped && (crashed.has(id) || records.reviving.includes(id)),
  )

/** Stores the plan of a restore. */
export const planned = (records: SessionRecords, plan: ReadonlyArray<SessionRecord>): SessionRecords =>
  plan.length === 0 && records.reviving.length === 0 ? records : { ...records, reviving: plan.map((entry) => entry.id) }

/**
 * Removes a session from the plan after its restore, successful or not. Returns the same records when it was not planned.
 */
export const dealtWith = (records: SessionRecords, id: SessionId): SessionRecords =>
  records.reviving.includes(id) ? { ...records, reviving: records.reviving.filter((one) => one !== id) } : records

/** Start of a dormant session. */
export interface RestoreStart {
  /** Command line to start. */
  readonly command: string
  /** Command line to store once it has started. */
  readonly stored: string
  /** True when the command line continues a conversation of a coding CLI. */
  readonly continuesConversation: boolean
}

const starting = (command: string, continuesConversation: boolean): RestoreStart => ({
  command,
  stored: command,
  continuesConversation,
})

/**
 * Starts to try, in order: resuming the conversation that the session had, then its command. Only a session whose
 * conversation is unknown, or whose CLI takes no id, continues the last conversation of its folder: where another of the
 * sessions has one of this CLI there, it would be that one, and the command is started alone.
 */
export function restoreStarts(
  agents: AgentPrograms,
  entry: SessionRecord,
  sessions: ReadonlyArray<SessionRecord>,
  continueConversation: boolean,
): readonly [RestoreStart, ...RestoreStart[]] {
  const { command, conversation } = entry
  const continued = continuing(agents, command)
  const plain = starting(command, continued === command)
  if (continued === null || (!continueConversation && continued !== command)) return [plain]
  const resumed = conversation === null ? null : resuming(agents, command, conversation)
  if (resumed !== null) return [{ command: resumed, stored: command, continuesConversation: true }, plain]
  const isOfAnother = sessions.some(
    ({ id, directory, conversation: other }) =>
      id !== entry.id && directory === entry.directory && other?.agent === cliOf(agents, command)?.id,
  )
  return continued === command || isOfAnother ? [plain] : [starting(continued, true), plain]
}
