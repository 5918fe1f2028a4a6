import { hostSessionId, type SessionId } from '../../../domain/sessions/session-id.js'
import type { HostRun, Session } from '../../../domain/sessions/session.js'

/** User option of a session that holds its id. Every program that reaches the tmux server can write it. */
export const ID_OPTION = '@penates_id'

/** A session as tmux prints it. `claimed` is the value of `ID_OPTION`; `null` when it holds no id. */
export type ReadSession = Omit<Session, 'id'> & { readonly claimed: SessionId | null }

/**
 * Ids of the sessions of a run of tmux. A session keeps the id under which it was first read, also when its option holds
 * another value later. An id that several sessions claim at once, or that another session has, is given to none of them: they get
 * their host's id.
 */
export interface SessionIdentities {
  /** `isWhole` is true when these are all sessions of the run. */
  readonly identify: (
    run: HostRun | null,
    sessions: ReadonlyArray<ReadSession>,
    isWhole: boolean,
  ) => ReadonlyArray<Session>
  readonly assign: (hostId: string, id: SessionId) => void
}

export function sessionIdentities(): SessionIdentities {
  const ids = new Map<string, SessionId>()
  let latest = ''

  const add = (sessions: ReadonlyArray<ReadSession>): void => {
    const taken = new Set(ids.values())
    const wanted = new Map<SessionId, number>()
    for (const { hostId, createdAt, claimed } of sessions)
      for (const id of new Set([claimed, hostSessionId(hostId, createdAt)]))
        if (id !== null) wanted.set(id, (wanted.get(id) ?? 0) + 1)
    for (const { hostId, createdAt, claimed } of sessions) {
      const isFree = claimed !== null && !taken.has(claimed) && wanted.get(claimed) === 1
      const id = isFree ? claimed : unused(hostSessionId(hostId, createdAt), taken)
      ids.set(hostId, id)
      taken.add(id)
    }
  }

  return {
    identify: (run, sessions, isWhole) => {
      const present = run === null ? '' : `${String(run.pid)} ${String(run.startedAt)}`
      if (present !== latest) ids.clear()
      latest = present
      if (isWhole) {
        const there = new Set(sessions.map(({ hostId }) => hostId))
        for (const hostId of ids.keys()) if (!there.has(hostId)) ids.delete(hostId)
      }
      add(sessions.filter(({ hostId }) => !ids.has(hostId)))
      return sessions.map(({ claimed, ...session }) => ({
        id: ids.get(session.hostId) ?? hostSessionId(session.hostId, session.createdAt),
        ...session,
      }))
    },
    assign: (hostId, id) => void ids.set(hostId, id),
  }
}

/** An id that a session claims can be the host's id of a later one. */
function unused(id: SessionId, taken: ReadonlySet<SessionId>): SessionId {
  return taken.has(id) ? unused(`${id}+` as SessionId, taken) : id
}
