import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '../shared/errors.js'

/** The session that a token was made for. */
export interface TokenHolder {
  /** Its present name. */
  readonly name: string
  /** Name at its start. Its programs still use this name in reports. */
  readonly bornAs: string
}

/**
 * The tokens that sessions carry in their environment as `PENATES_TOKEN`.
 *
 * Only hashes are kept. A token belongs to one start of one session: it follows renames and survives a restart of the
 * hub, and dies with the session. Answers come when the change is on disk.
 */
export interface SessionTokens {
  /** Makes a token for the session that is about to start under `name`; an older one of that name is revoked. */
  readonly issue: (name: string) => TE.TaskEither<Unavailable, string>
  /** The session that a token was made for; `null` for a token that is unknown or revoked. */
  readonly sessionOf: (token: string) => TE.TaskEither<Unavailable, TokenHolder | null>
  /** Unknown names change nothing. */
  readonly rename: (from: string, to: string) => TE.TaskEither<Unavailable, void>
  /** Returns the names whose tokens were revoked. Empty for an unknown name, which changes nothing. */
  readonly revoke: (name: string) => TE.TaskEither<Unavailable, ReadonlyArray<string>>
  /** Revokes the tokens of all sessions but these: what ended while the hub was away. Answers with whose they were. */
  readonly keepOnly: (names: ReadonlyArray<string>) => TE.TaskEither<Unavailable, ReadonlyArray<string>>
}
