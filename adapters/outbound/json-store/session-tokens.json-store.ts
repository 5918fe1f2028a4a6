import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { SessionTokens, TokenHolder } from '../../../application/sessions/session-tokens.port.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { JsonStore, JsonStoreSpec } from './json-store.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith } from './stored-values.js'

const StoredToken = t.intersection([
  /** `session`: name at the start. */
  t.strict({ session: t.string, sha256: t.string }),
  /** Versions without ids stored the present name in `session` and the one at the start, if it was another, in `bornAs`. */
  t.partial({ id: t.string, bornAs: t.string }),
])
const StoredTokens = t.strict({ tokens: t.readonlyArray(StoredToken) })

interface HeldToken extends TokenHolder {
  readonly sha256: string
}

/** Hashes of session tokens. A plain hash suffices for 256 random bits. */
export type StoredTokens = ReadonlyArray<HeldToken>

/** `session-tokens.json`. */
export const sessionTokensSpec = (folder: StateFolder): JsonStoreSpec<StoredTokens> => ({
  ...folder,
  file: join(folder.path, 'session-tokens.json'),
  version: 1,
  migrate: [(older) => older],
  fresh: [],
  decode: (stored) =>
    pipe(
      stored,
      decodeWith(StoredTokens),
      E.map(({ tokens }) =>
        tokens.map(({ session, sha256, id = session, bornAs = session }) => ({
          id: sessionId(id),
          startedAs: bornAs,
          sha256,
        })),
      ),
    ),
  encode: (tokens) => ({ tokens: tokens.map(({ id, startedAs, sha256 }) => ({ session: startedAs, sha256, id })) }),
})

const sha256 = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The tokens of sessions over their state file; `newToken` makes 32 random bytes as text. */
export function jsonSessionTokens(store: JsonStore<StoredTokens>, newToken: () => string): SessionTokens {
  const change = (next: (tokens: StoredTokens) => StoredTokens): TE.TaskEither<Unavailable, void> =>
    pipe(
      store.update((tokens) => {
        const changed = next(tokens)
        return E.right(
          changed.length === tokens.length && changed.every((one, at) => one === tokens[at]) ? tokens : changed,
        )
      }),
      TE.asUnit,
    )

  const drop = (
    isDropped: (holder: TokenHolder) => boolean,
  ): TE.TaskEither<Unavailable, ReadonlyArray<TokenHolder>> => {
    let dropped: ReadonlyArray<TokenHolder> = []
    return pipe(
      change((tokens) => {
        dropped = tokens.filter(isDropped).map(({ id, startedAs }) => ({ id, startedAs }))
        return tokens.filter((holder) => !isDropped(holder))
      }),
      TE.map(() => dropped),
    )
  }

  return {
    issue: (id, startedAs) =>
      pipe(
        TE.fromIO(newToken),
        TE.tap((token) =>
          change((tokens) => [...tokens.filter((one) => one.id !== id), { id, startedAs, sha256: sha256(token) }]),
        ),
      ),
    sessionOf: (token) =>
      TE.fromIO(() => {
        const hash = sha256(token)
        const held = store.current().find((one) => one.sha256 === hash)
        return held === undefined ? null : { id: held.id, startedAs: held.startedAs }
      }),
    revoke: (id) => drop((holder) => holder.id === id),
    keepOnly: (ids) => drop((holder) => !ids.includes(holder.id)),
  }
}
