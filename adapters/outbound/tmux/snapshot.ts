import type { HostRun, Session, HostEvent } from '../../../domain/sessions/session.js'

/** State of tmux at one moment. Without a run it has no sessions. */
export interface Snapshot {
  readonly run: HostRun | null
  readonly sessions: ReadonlyArray<Session>
  /** Host ids of sessions whose active pane has ended and remains until the start is judged. */
  readonly dead: ReadonlySet<string>
  /** Host id of the session that the control connection is attached to. */
  readonly attachedTo: string | null
}

export const EMPTY_SNAPSHOT: Snapshot = { run: null, sessions: [], dead: new Set(), attachedTo: null }

/**
 * Cause of the lost connection: tmux sent `%exit`, it did not, or another server took over the socket and the hub
 * closed the connection.
 */
export type DisconnectReason = 'orderly' | 'abrupt' | 'replaced'

const isSameRun = (a: HostRun | null, b: HostRun | null): boolean => a?.pid === b?.pid && a?.startedAt === b?.startedAt

/**
 * Events between two snapshots, ordered so that every name is free before it is used again.
 *
 * tmux exits in an orderly way with its last session: one session and an orderly
 * disconnect mean the end of that session.
 * An abrupt end of the run is a crash of the host. Any other end of the run is an end of the host.
 */
export function hostEvents(
  before: Snapshot,
  after: Snapshot,
  disconnectReason: DisconnectReason,
): ReadonlyArray<HostEvent> {
  const stays = isSameRun(before.run, after.run)
  const old = new Map(before.sessions.map((session) => [session.hostId, session]))
  const now = new Map(after.sessions.map((session) => [session.hostId, session]))
  const pairs = stays ? after.sessions.flatMap((to) => pairOf(old.get(to.hostId), to)) : []
  const went = stays ? 'session' : goneWith(disconnectReason, before.sessions.length)
  return [
    ...before.sessions
      .filter(({ hostId }) => !stays || !now.has(hostId))
      .map(({ id, name }): HostEvent => ({ _tag: 'SessionEnded', id, name, with: went })),
    ...renames(pairs),
    ...after.sessions
      .filter(({ hostId }) => !stays || !old.has(hostId))
      .map(({ id, name }): HostEvent => ({ _tag: 'SessionStarted', id, name })),
    ...pairs
      .filter(({ from, to }) => from.viewers > 0 !== to.viewers > 0)
      .map(({ to }): HostEvent => ({
        _tag: 'SessionAttached',
        id: to.id,
        name: to.name,
        attached: to.viewers > 0,
      })),
  ]
}

function goneWith(disconnectReason: DisconnectReason, sessions: number): 'session' | 'host' | 'crash' {
  if (disconnectReason === 'abrupt') return 'crash'
  return disconnectReason === 'orderly' && sessions === 1 ? 'session' : 'host'
}

interface Pair {
  readonly from: Session
  readonly to: Session
}

const pairOf = (from: Session | undefined, to: Session): Pair[] => (from === undefined ? [] : [{ from, to }])

/** Renames ordered with `b` → `c` before `a` → `b`. Swapped names have no such order. */
function renames(pairs: ReadonlyArray<Pair>): ReadonlyArray<HostEvent> {
  let waiting = pairs.filter(({ from, to }) => from.name !== to.name)
  const events: HostEvent[] = []
  while (waiting.length > 0) {
    const taken = new Set(waiting.map(({ from }) => from.name))
    const free = waiting.filter(({ to }) => !taken.has(to.name))
    const next = free.length > 0 ? free : waiting
    events.push(
      ...next.map(({ from, to }): HostEvent => ({
        _tag: 'SessionRenamed',
        id: to.id,
        from: from.name,
        to: to.name,
      })),
    )
    waiting = waiting.filter((pair) => !next.includes(pair))
  }
  return events
}
