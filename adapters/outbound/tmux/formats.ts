import { parseSessionId } from '../../../domain/sessions/session-id.js'
import type { HostRun, Session } from '../../../domain/sessions/session.js'
import { readStartCommand } from './start-command.js'
import type { Snapshot } from './snapshot.js'
import { ID_OPTION, type ReadSession } from './session-identities.js'
import { hubPidOf, type HubClient } from './stale-clients.js'

/** Separator of fields. tmux(1) prints it as it is, and `field` keeps it out of all values. */
const SEPARATOR = '\t'
const MS_PER_SECOND = 1000

/**
 * A format variable that may hold anything: `%`, line feed, tab and backslash come percent-encoded, so that no folder name
 * forges a field, a line or an escape. Names need none of this: tmux escapes control characters in them when they are given.
 */
const field = (variable: string): string => `#{s/%/%25/;s/\n/%0A/;s/\t/%09/;s/[\\]/%5C/:${variable}}`

/** Control characters as tmux prints them; the others are octal. tmux 3.5a, utf8_strvis. */
const ESCAPED: Readonly<Record<string, string>> = { a: '\u0007', b: '\b', v: '\v', f: '\f', r: '\r' }

/** Bytes that are not UTF-8 stay escaped. */
const unfield = (value: string): string =>
  value
    .replace(/\\([abvfr]|[01][0-7]{2})/g, (_, code: string) => ESCAPED[code] ?? charOf(Number.parseInt(code, 8)))
    .replace(/%(25|0A|09|5C)/g, (_, code: string) => charOf(Number.parseInt(code, 16)))

const charOf = (code: number): string => String.fromCharCode(code)

/** In the first window, the pane in its first corner: what the session was started with. */
const ofFirstPane = (format: string): string =>
  `#{W:#{?window_start_flag,#{P:#{?#{&&:#{pane_at_left},#{pane_at_top}},${format},}},}}`

const LAST_WINDOW = ofFirstPane(`${field('pane_start_command')}${SEPARATOR}${field('pane_start_path')}`)

/** Format of a `list-sessions` line. `readSnapshot` parses it. */
export const SESSION_FORMAT = [
  '#{session_id}',
  '#{session_name}',
  '#{session_created}',
  '#{session_windows}',
  '#{pane_dead}',
  field(ID_OPTION),
  // A pane whose first program has not started yet has no current folder; its start folder is used.
  field('?pane_current_path,#{pane_current_path},#{?pane_start_path,#{pane_start_path},#{session_path}}'),
  field('pane_current_command'),
  LAST_WINDOW,
].join(SEPARATOR)

/** Format of a `list-clients` line. */
export const CLIENT_FORMAT = ['#{client_pid}', '#{session_id}', '#{client_termname}', '#{client_readonly}'].join(
  SEPARATOR,
)

/** Format of the `display-message` line about the server. */
export const RUN_FORMAT = ['#{pid}', '#{start_time}'].join(SEPARATOR)

/** Format of a `list-panes` line. Empty for a dead pane: its process id may have been reused. */
export const LEADER_FORMAT = '#{?pane_dead,,#{pane_pid}}'

type Lines = ReadonlyArray<string>

export interface ReadSnapshot {
  readonly snapshot: Snapshot
  /** Control clients of other hubs, dead ones among them. */
  readonly hubClients: ReadonlyArray<HubClient>
}

/** `null` when a reply does not match the formats. Control clients of hubs and clients that only read do not count as viewers. */
export function readSnapshot(
  run: Lines,
  sessions: Lines,
  clients: Lines,
  ownPid: number,
  identified: (run: HostRun, sessions: ReadonlyArray<ReadSession>) => ReadonlyArray<Session>,
): ReadSnapshot | null {
  const viewers = new Map<string, number>()
  const hubClients: HubClient[] = []
  let attachedTo: string | null = null
  for (const line of clients) {
    const [pid, id = '', terminalName = '', isReadOnly] = line.split(SEPARATOR)
    const hubPid = hubPidOf(terminalName)
    if (Number(pid) === ownPid) attachedTo = id
    else if (hubPid !== null) hubClients.push({ clientPid: Number(pid), hubPid })
    else if (isReadOnly !== '1') viewers.set(id, (viewers.get(id) ?? 0) + 1)
  }
  const dead = new Set<string>()
  const read = sessions.map((line) => readSession(line.split(SEPARATOR), viewers, dead))
  const whole = read.filter((session) => session !== null)
  const hostRun = readRun(run)
  if (hostRun === null || whole.length !== read.length) return null
  // The process ids of tmux and the hub are comparable only when the hub's own is among them.
  const snapshot = { run: hostRun, sessions: identified(hostRun, whole), dead, attachedTo }
  return { snapshot, hubClients: attachedTo === null ? [] : hubClients }
}

export function readRun([line = '']: Lines): HostRun | null {
  const [pid, startedAt] = line.split(SEPARATOR).map(Number)
  return pid === undefined || startedAt === undefined ? null : { pid, startedAt: startedAt * MS_PER_SECOND }
}

function readSession(
  fields: ReadonlyArray<string>,
  viewers: ReadonlyMap<string, number>,
  dead: Set<string>,
): ReadSession | null {
  const [hostId, name, created, windows, isDead, claimed, path, foreground, command, directory] = fields
  if (hostId === undefined || name === undefined || foreground === undefined) return null
  if (isDead === '1') dead.add(hostId)
  return {
    hostId,
    claimed: parseSessionId(unfield(claimed ?? '')),
    name,
    createdAt: Number(created) * MS_PER_SECOND,
    windows: Number(windows),
    viewers: viewers.get(hostId) ?? 0,
    path: known(path),
    foreground: known(foreground),
    startCommand: readStartCommand(unfield(command ?? '')),
    startDirectory: known(directory),
  }
}

const known = (value: string | undefined): string | null =>
  value === undefined || value === '' ? null : unfield(value)

/**
 * Process groups of the panes, without `0` (the hub's own group) and `1` (all processes), which kill(2) treats
 * specially.
 */
export const readLeaders = (panes: Lines): ReadonlyArray<number> => panes.map(Number).filter((leader) => leader > 1)

/** True when tmux refused a name because another session has it. */
export const isDuplicate = (refusal: string): boolean => refusal.startsWith('duplicate session')

/** True when tmux refused a target because the session no longer exists. */
export const isGone = (refusal: string): boolean => refusal.startsWith("can't find")
