import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Unavailable } from '../shared/errors.js'

/** The session that a token was made for. */
export interface TokenHolder {
  readonly id: SessionId
  /** Name at its start. Its programs still use this name in reports. */
  readonly startedAs: string
}

/**
 * The tokens that sessions carry in their environment as `PENATES_TOKEN`.
 *
 * Only hashes are kept. A token belongs to one start of one session: it survives a restart of the hub and dies with the
 * session. Answers come when the change is on disk.
 */
export interface SessionTokens {
  /** Makes a token for the session that is about to start under this name; an older one of the session is revoked. */
  readonly issue: (id: SessionId, startedAs: string) => TE.TaskEither<Unavailable, string>
  /** The session that a token was made for; `null` for a token that is unknown or revoked. */
  readonly sessionOf: (token: string) => TE.TaskEither<Unavailable, TokenHolder | null>
  /** Returns the sessions whose tokens were revoked. Empty for an unknown one, which changes nothing. */
  readonly revoke: (id: SessionId) => TE.TaskEither<Unavailable, ReadonlyArray<TokenHolder>>
  /** Revokes the tokens of all sessions but these: what ended while the hub was away. Answers with whose they were. */
  readonly keepOnly: (ids: ReadonlyArray<SessionId>) => TE.TaskEither<Unavailable, ReadonlyArray<TokenHolder>>
}
