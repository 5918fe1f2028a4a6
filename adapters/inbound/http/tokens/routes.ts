import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AccessFeature } from '../../../../application/access/access-feature.js'
import type { SessionDirectory } from '../../../../application/sessions/session-directory.js'
import { timeIn } from '../../../../infrastructure/codec/iso-text.js'
import { bind, type Binding } from '../routing/bind.js'
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
