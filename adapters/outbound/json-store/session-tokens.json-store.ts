import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { SessionTokens } from '../../../application/sessions/session-tokens.port.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { JsonStore, JsonStoreSpec } from './json-store.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith } from './stored-values.js'

const StoredToken = t.intersection([
  t.strict({ session: t.string, sha256: t.string }),
  /** Absent while it is still the session's name. */
  t.partial({ bornAs: t.string }),
])
const StoredTokens = t.strict({ tokens: t.readonlyArray(StoredToken) })

/** Hashes of session tokens. A plain hash suffices for 256 random bits. */
export type TokenBook = ReadonlyArray<Readonly<t.TypeOf<typeof StoredToken>>>

/** `session-tokens.json`. */
export const tokenBookSpec = (folder: StateFolder): JsonStoreSpec<TokenBook> => ({
  ...folder,
  file: join(folder.path, 'session-tokens.json'),
  version: 1,
  migrate: [(older) => older],
  fresh: [],
  decode: (stored) =>
    pipe(
      stored,
      decodeWith(StoredTokens),
      E.map(({ tokens }) => tokens),
    ),
  encode: (tokens) => ({ tokens }),
})

const sha256 = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The tokens of sessions over their state file; `newToken` makes 32 random bytes as text. */
export function jsonSessionTokens(store: JsonStore<TokenBook>, newToken: () => string): SessionTokens {
  const change = (next: (tokens: TokenBook) => TokenBook): TE.TaskEither<Unavailable, void> =>
    pipe(
      store.update((tokens) => {
        const changed = next(tokens)
        return E.right(
          changed.length === tokens.length && changed.every((one, at) => one === tokens[at]) ? tokens : changed,
        )
      }),
      TE.asUnit,
    )

  const drop = (isDropped: (name: string) => boolean): TE.TaskEither<Unavailable, ReadonlyArray<string>> => {
    let dropped: ReadonlyArray<string> = []
    return pipe(
      change((tokens) => {
        dropped = tokens.map(({ session }) => session).filter(isDropped)
        return tokens.filter(({ session }) => !isDropped(session))
      }),
      TE.map(() => dropped),
    )
  }

  return {
    issue: (name) =>
      pipe(
        TE.fromIO(newToken),
        TE.tap((token) =>
          change((tokens) => [...tokens.filter(notOf(name)), { session: name, sha256: sha256(token) }]),
        ),
      ),
    sessionOf: (token) =>
      TE.fromIO(() => {
        const hash = sha256(token)
        const held = store.current().find((one) => one.sha256 === hash)
        return held === undefined ? null : { name: held.session, bornAs: held.bornAs ?? held.session }
      }),
    rename: (from, to) =>
      change((tokens) =>
        from === to || tokens.every(notOf(from))
          ? tokens
          : tokens.filter(notOf(to)).map((one) => (one.session === from ? renamed(one, to) : one)),
      ),
    revoke: (name) => drop((session) => session === name),
    keepOnly: (names) => drop((session) => !names.includes(session)),
  }
}

const renamed = (one: TokenBook[number], to: string): TokenBook[number] => ({
  ...one,
  session: to,
  bornAs: one.bornAs ?? one.session,
})

const notOf =
  (name: string) =>
  ({ session }: { readonly session: string }): boolean =>
    session !== name
