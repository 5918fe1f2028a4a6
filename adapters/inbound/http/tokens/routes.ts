import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AccessFeature } from '../../../../application/access/access-feature.js'
import type { SessionDirectory } from '../../../../application/sessions/session-directory.js'
import { timeIn } from '../../../../infrastructure/codec/iso-text.js'
import type * as errors from '../../../../domain/access/errors.js'
import { bind, type Binding } from '../routing/bind.js'
import type { ErrorRows } from '../routing/error-row.js'
import * as api from './api.js'
import { shownToken } from './codec.js'

export function tokenRoutes(
  use: Pick<AccessFeature, 'createToken' | 'listTokens' | 'revokeToken' | 'openPairing' | 'pairDevice'>,
  { nameOf }: SessionDirectory,
  reachableAddresses: () => ReadonlyArray<string>,
): ReadonlyArray<Binding> {
  const shown = shownToken(nameOf)
  return [
    bind(api.listTokens, () =>
      pipe(
        use.listTokens,
        TE.map((tokens) => ({ tokens: tokens.map(shown) })),
      ),
    ),
    bind(api.createToken, ({ body: { expiresAt = null, ...draft }, caller }) =>
      pipe(
        use.createToken({ ...draft, expiresAt: expiresAt === null ? null : timeIn(expiresAt) }, caller),
        TE.map(({ token, secret }) => ({ ...shown(token), secret })),
      ),
    ),
    bind(api.revokeToken, ({ params: { id }, caller }) => use.revokeToken(id, caller)),
    bind(api.openPairing, ({ body: { access = 'full' }, caller }) =>
      pipe(
        use.openPairing(access, caller),
        TE.map((opened) => ({ ...opened, addresses: reachableAddresses() })),
      ),
    ),
    bind(api.pairDevice, ({ body: { code, label }, caller }) =>
      pipe(
        use.pairDevice(code, label, caller),
        TE.map(({ token, secret }) => ({ ...shown(token), secret })),
      ),
    ),
  ]
}

const FIELD_TEXTS: Readonly<Record<errors.InvalidToken['field'], string>> = {
  label: 'label must have 1 to 80 characters on one line',
  scopes: 'scopes must name 1 to 32 scopes, and a drive scope 1 to 100 sessions',
  expiresAt: 'expiresAt must be in the future',
  count: 'There are too many tokens: revoke one first',
}

export const TOKEN_ROWS = {
  InvalidPairingCode: { status: 403, text: 'The code was used, has expired or is wrong' },
  InvalidToken: { status: 400, text: ({ field }) => FIELD_TEXTS[field], more: ({ field }) => ({ field }) },
  TokenExceedsOwn: { status: 403, text: 'A token cannot make one with more rights or a later end than its own' },
  TokenNotFound: { status: 404, text: 'Token not found' },
} satisfies ErrorRows<errors.InvalidPairingCode | errors.InvalidToken | errors.TokenExceedsOwn | errors.TokenNotFound>
