import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { Spread } from '../../domain/server/spread.js'
import type { Figures } from './measurements.port.js'
import type { ServerSteps } from './ports.js'

/** Status of the hub. */
export interface ServerStatus extends Figures {
  readonly uptimeMs: number
  /** Live ones; `null` when the host of sessions cannot be asked. */
  readonly sessions: number | null
  /** Terminals that are open in a browser. */
  readonly viewers: number
  readonly approvals: { readonly pending: number; readonly took: Spread; readonly listed: Spread }
}

export type ReadServerStatus = T.Task<ServerStatus>

/** Everything that a person wants to see when the hub feels slow. */
export function makeReadServerStatus(
  deps: Pick<ServerSteps, 'measurements' | 'listSessions' | 'attachments' | 'list' | 'times' | 'clock'>,
): ReadServerStatus {
  const { measurements, listSessions, attachments, list, times, clock } = deps
  const startedAt = clock.now()

  return async () => {
    const listed = await listSessions()
    const isSeen = E.isRight(listed) && listed.right.hostFault === null
    return {
      ...measurements.read(),
      uptimeMs: clock.now() - startedAt,
      sessions: isSeen ? listed.right.sessions.filter(({ status }) => status !== 'dormant').length : null,
      viewers: attachments.count(),
      approvals: { pending: list.count(), took: times.spread(), listed: times.listed() },
    }
  }
}
