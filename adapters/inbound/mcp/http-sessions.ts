import type { IncomingMessage, ServerResponse } from 'node:http'
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { detach, guarded } from '../../../infrastructure/guard/guard.js'

/** Milliseconds without an open request after which a session ends. Clients start another one when they are told 404. */
export const IDLE_MS = 30 * 60_000
/** Sessions of one token. Another one ends that which was not used for longest. */
export const MAX_PER_HOLDER = 16
/** Sessions of all tokens. */
const MAX_SESSIONS = 256

const PART = 'mcp session'

/** Session of the protocol with one client. */
interface Session {
  /** Principal that began the session; requests of all others are answered as for an unknown session. */
  readonly holder: string
  readonly server: McpServer
  readonly transport: StreamableHTTPServerTransport
  readonly open: Set<IncomingMessage>
  /** Sessions are ordered by it. */
  turn: number
  stopTimer: () => void
  unfollow: () => void
}

/** New session, before its client has introduced itself. */
export interface Opening extends Pick<Session, 'holder' | 'server' | 'transport'> {
  /** Calls `end` when the right of the holder ends. Returns an unsubscribe function. */
  readonly follow: (end: () => void) => () => void
}

/** Sessions of the protocol by id: bounded, and ended when unused. */
export interface McpSessions {
  readonly isFull: () => boolean
  readonly add: (id: string, opening: Opening) => void
  /** Passes a request to its session; false when the holder has none of this id. */
  readonly pass: (id: string, holder: string, request: IncomingMessage, response: ServerResponse) => Promise<boolean>
  readonly remove: (id: string) => void
  /** Ends all sessions with their streams and calls. */
  readonly dismiss: () => void
}

export interface McpSessionsDeps {
  readonly clock: Pick<Clock, 'after'>
  /** True while the sender of an open request may still call. */
  readonly isAdmitted: (request: IncomingMessage) => Promise<boolean>
}

export function makeMcpSessions({ clock, isAdmitted }: McpSessionsDeps): McpSessions {
  const sessions = new Map<string, Session>()
  let turns = 0

  function remove(id: string): void {
    const session = sessions.get(id)
    if (session === undefined) return
    sessions.delete(id)
    session.stopTimer()
    session.unfollow()
    detach(PART, () => session.server.close())
  }

  function arm(id: string, session: Session): void {
    session.stopTimer()
    session.stopTimer = clock.after(IDLE_MS, () => detach(PART, () => expire(id, session)))
  }

  /** A session with an open stream goes on as long as its token is admitted. */
  async function expire(id: string, session: Session): Promise<void> {
    const [request] = session.open
    if (request !== undefined && (await isAdmitted(request))) arm(id, session)
    else remove(id)
  }

  function endOldest(holder: string): void {
    const own = [...sessions].filter(([, session]) => session.holder === holder)
    if (own.length < MAX_PER_HOLDER) return
    const [oldest] = own.sort(([, one], [, other]) => one.turn - other.turn)
    if (oldest !== undefined) remove(oldest[0])
  }

  return {
    isFull: () => sessions.size >= MAX_SESSIONS,
    add: (id, { follow, ...opening }) => {
      endOldest(opening.holder)
      const session: Session = {
        ...opening,
        open: new Set<IncomingMessage>(),
        turn: turns++,
        stopTimer: () => undefined,
        unfollow: () => undefined,
      }
      sessions.set(id, session)
      arm(id, session)
      session.unfollow = follow(guarded(PART, () => remove(id)))
    },
    pass: async (id, holder, request, response) => {
      const session = sessions.get(id)
      if (session?.holder !== holder) return false
      session.turn = turns++
      session.open.add(request)
      const done = (): void => {
        session.open.delete(request)
        if (sessions.get(id) === session) arm(id, session)
      }
      response.once('close', guarded(PART, done))
      await session.transport.handleRequest(request, response)
      return true
    },
    remove,
    dismiss: () => {
      for (const id of [...sessions.keys()]) remove(id)
    },
  }
}
