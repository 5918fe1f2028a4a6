import { makeListeners } from '../../../application/shared/listeners.js'
import type { HostEvent, Session } from '../../../domain/sessions/session.js'
import { hostEvents, type DisconnectReason, type Snapshot } from './snapshot.js'

/** Snapshot without hidden sessions, which are still being started. */
export interface VisibleSnapshot {
  readonly update: (snapshot: Snapshot, disconnectReason: DisconnectReason) => void
  /** Returns a snapshot without its hidden sessions. */
  readonly withoutHidden: (snapshot: Snapshot) => Snapshot
  /** Hides a session by its host id, or by name while it has none. Returns a function that shows it in the next snapshot. */
  readonly hide: (session: { readonly hostId: string | null; readonly name: string }) => () => void
  /** Calls the listener with every snapshot, hidden sessions included. Returns an unsubscribe function. */
  readonly onSnapshot: (listener: (snapshot: Snapshot) => void) => () => void
  readonly watch: (listener: (event: HostEvent) => void) => () => void
}

export function visibleSnapshot(): VisibleSnapshot {
  const hidden = new Set<{ readonly hostId: string | null; readonly name: string }>()
  const snapshotListeners = makeListeners<Snapshot>('tmux snapshots')
  const listeners = makeListeners<HostEvent>('session events')
  let last: Snapshot | null = null

  const withoutHidden = (snapshot: Snapshot): Snapshot => {
    if (hidden.size === 0) return snapshot
    const isHidden = ({ hostId, name }: Session): boolean =>
      [...hidden].some((one) => (one.hostId === null ? one.name === name : one.hostId === hostId))
    return { ...snapshot, sessions: snapshot.sessions.filter((session) => !isHidden(session)) }
  }

  return {
    withoutHidden,
    update: (snapshot, disconnectReason) => {
      const now = withoutHidden(snapshot)
      const events = last === null ? [] : hostEvents(last, now, disconnectReason)
      last = now
      for (const event of events) listeners.tell(event)
      snapshotListeners.tell(snapshot)
    },
    hide: (session) => {
      hidden.add(session)
      return () => {
        hidden.delete(session)
      }
    },
    onSnapshot: snapshotListeners.add,
    watch: listeners.add,
  }
}
