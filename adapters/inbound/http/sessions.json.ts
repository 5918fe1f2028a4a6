import type { ListedSession } from '../../../domain/sessions/listed-session.js'
import type { RecentDirectory } from '../../../domain/sessions/recent-directories.js'
import type { Session } from '../../../domain/sessions/session.js'
import type { SessionJson } from './sessions.api.js'

/** What clients show for a live session whose folder the host does not know. */
const UNKNOWN_PATH = '~'

/** A line of the list. Where nothing tells, the answer says so with `null`. */
export function listedJson(session: ListedSession): SessionJson {
  const { name, status, viewers, path, command, foreground, windows, createdAt, lastSeenAt } = session
  return {
    name,
    status,
    activity: 'unknown',
    attached: viewers > 0,
    path: path ?? UNKNOWN_PATH,
    command,
    foreground,
    muted: session.muted,
    pinned: session.pinned,
    manuallyStopped: session.manuallyStopped,
    project: null,
    boardCard: null,
    git: null,
    contextPct: null,
    contextTokens: null,
    contextLimit: null,
    contextModel: null,
    tool: null,
    cost: null,
    limits: null,
    windows,
    created: createdAt,
    ...(lastSeenAt === null ? {} : { lastSeenAt: new Date(lastSeenAt).toISOString() }),
  }
}

/** A session that has just started. */
export const startedJson = ({
  name,
  createdAt,
  windows,
  viewers,
  path,
}: Session): { name: string; created: number; windows: number; attached: boolean; path: string } => ({
  name,
  created: createdAt,
  windows,
  attached: viewers > 0,
  path: path ?? UNKNOWN_PATH,
})

/** `lastUsed` is in seconds. */
export const directoryJson = ({
  directory,
  sources,
  lastUsedAt,
}: RecentDirectory): { cwd: string; sources: ReadonlyArray<string>; lastUsed: number } => ({
  cwd: directory,
  sources,
  lastUsed: Math.floor(lastUsedAt / 1000),
})
