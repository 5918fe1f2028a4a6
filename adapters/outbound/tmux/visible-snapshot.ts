import { makeListeners } from '../../../application/shared/listeners.js'
import type { HostEvent } from '../../../domain/sessions/session.js'
import { changes, type DisconnectReason, type Snapshot } from './snapshot.js'

/** Snapshot without hidden sessions, which are still being started. */
export interface VisibleSnapshot {
  readonly take: (snapshot: Snapshot, disconnectReason: DisconnectReason) => void
  /** Returns a snapshot without its hidden sessions. */
  readonly shown: (snapshot: Snapshot) => Snapshot
  /** Hides a session by its id, or by name while it has none. Returns a function that shows it in the next snapshot. */
  readonly hide: (session: { readonly id: string | null; readonly name: string }) => () => void
  /** Calls `look` with every snapshot, hidden sessions included. Returns an unsubscribe function. */
  readonly onEvery: (look: (snapshot: Snapshot) => void) => () => void
  readonly watch: (listener: (event: HostEvent) => void) => () => void
}

export function visibleSnapshot(): VisibleSnapshot {
  const hidden = new Set<{ readonly id: string | null; readonly name: string }>()
  const looks = makeListeners<Snapshot>('tmux snapshots')
  const listeners = makeListeners<HostEvent>('session events')
  let last: Snapshot | null = null

  const shown = (snapshot: Snapshot): Snapshot => {
    if (hidden.size === 0) return snapshot
    const isHidden = (id: string, name: string): boolean =>
      [...hidden].some((one) => (one.id === null ? one.name === name : one.id === id))
    return { ...snapshot, sessions: snapshot.sessions.filter(({ id, name }) => !isHidden(id, name)) }
  }

  return {
    shown,
    take: (snapshot, disconnectReason) => {
      const now = shown(snapshot)
      const events = last === null ? [] : changes(last, now, disconnectReason)
      last = now
      for (const event of events) listeners.tell(event)
      looks.tell(snapshot)
    },
    hide: (session) => {
      hidden.add(session)
      return () => {
        hidden.delete(session)
      }
    },
    onEvery: looks.add,
    watch: listeners.add,
  }
}
