import type {
  InvalidPairingCode,
  InvalidToken,
  TokenExceedsOwn,
  TokenNotFound,
} from '../../../../domain/access/errors.js'
import type { ErrorRows } from '../routing/error-row.js'

export type TokenError = InvalidPairingCode | InvalidToken | TokenExceedsOwn | TokenNotFound

const FIELD_TEXTS: Readonly<Record<InvalidToken['field'], string>> = {
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
} satisfies ErrorRows<TokenError>
