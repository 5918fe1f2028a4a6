import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import type { NamedToken } from '../../../domain/access/named-token.js'
import type { JsonStoreSpec } from './json-store.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith, storedInstant, storedSessionId } from './stored-values.js'

const StoredScope = t.union([
  t.strict({ kind: t.literal('view') }),
  t.strict({ kind: t.literal('approve') }),
  t.strict({ kind: t.literal('admin') }),
  t.strict({ kind: t.literal('drive'), sessions: t.readonlyArray(storedSessionId) }),
  t.strict({ kind: t.literal('board'), projectId: t.string }),
])

const StoredTokens = t.strict({
  tokens: t.readonlyArray(
    t.intersection([
      t.strict({
        id: t.string,
        label: t.string,
        scopes: t.readonlyArray(StoredScope),
        sha256: t.string,
        createdAt: storedInstant,
        expiresAt: t.union([storedInstant, t.null]),
        lastUsedAt: t.union([storedInstant, t.null]),
      }),
      t.exact(t.partial({ kind: t.literal('device') })),
    ]),
  ),
})

/** `named-tokens.json`. A file that cannot be read opens nothing: the hub starts without named tokens. */
export const namedTokensSpec = (folder: StateFolder): JsonStoreSpec<ReadonlyArray<NamedToken>> => ({
  ...folder,
  file: join(folder.path, 'named-tokens.json'),
  version: 1,
  migrate: [(older) => older],
  fresh: [],
  decode: (stored) =>
    pipe(
      stored,
      decodeWith(StoredTokens),
      E.map(({ tokens }) => tokens.map(({ sha256: digest, ...token }) => ({ ...token, digest }))),
    ),
  encode: (tokens) =>
    StoredTokens.encode({ tokens: tokens.map(({ digest: sha256, ...token }) => ({ ...token, sha256 })) }),
})
