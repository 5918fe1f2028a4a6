import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionRecord } from '../../domain/sessions/session-record.js'
import { dealtWith } from '../../domain/sessions/restore-plan.js'
import { parseSessionName } from '../../domain/sessions/session-name.js'
import { THE_HUB } from '../shared/audit-log.port.js'
import type { SessionsSteps } from './ports.js'

/** Never fails: what cannot be revived is logged. */
export type ReviveSession = (entry: SessionRecord, continueConversation: boolean) => T.Task<RevivalOutcome>

/** `host-unavailable`: nothing is known of it, and it stays planned. */
export type RevivalOutcome = 'revived' | 'impossible' | 'host-unavailable'

/**
 * Starts one session again after its host died, with its conversation if there is one to continue. While the host cannot
 * be asked the session stays planned for the next start of the hub.
 */
export function makeReviveSession(deps: Pick<SessionsSteps, 'restoreSession' | 'record' | 'log'>): ReviveSession {
  const { restoreSession, record, log } = deps
  const attempt = ({ id, name }: SessionRecord, continuesConversation: boolean): T.Task<RevivalOutcome> =>
    pipe(
      TE.fromEither(parseSessionName(name)),
      TE.flatMap((parsed) => restoreSession(parsed, THE_HUB, { continuesConversation, revives: id })),
      TE.match(
        ({ _tag: reason }): RevivalOutcome => {
          log.warn('a session could not be revived', { session: name, reason })
          return reason === 'Unavailable' ? 'host-unavailable' : 'impossible'
        },
        () => 'revived',
      ),
    )

  return (entry, continueConversation) => async () => {
    const outcome = await attempt(entry, continueConversation)()
    if (outcome !== 'host-unavailable') await record.update((records) => E.right(dealtWith(records, entry.id)))()
    return outcome
  }
}
