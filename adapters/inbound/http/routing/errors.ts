import type { Unavailable } from '../../../../application/shared/errors.js'
import type {
  BadAccessToken,
  Forbidden,
  ForeignHost,
  TooManyRequests,
  Unauthenticated,
} from '../../../../domain/access/errors.js'
import type { InvalidInput } from '../../../../infrastructure/codec/decode.js'
import type { ErrorRows } from './error-row.js'

/** A key that has to be `true` or `false` is something else. */
export interface NotABoolean {
  readonly _tag: 'NotABoolean'
  readonly key: string
}
export const notABoolean = (key: string): NotABoolean => ({ _tag: 'NotABoolean', key })

export type RequestError =
  | BadAccessToken
  | ForeignHost
  | Forbidden
  | InvalidInput
  | NotABoolean
  | TooManyRequests
  | Unauthenticated
  | Unavailable

/** Errors of requests before a feature handles them, and of the tool behind a port. */
export const REQUEST_ROWS = {
  BadAccessToken: { status: 401, text: 'Unauthorized (JWT)' },
  ForeignHost: { status: 403, text: ({ header }) => `${header} not allowed: name it in PUBLIC_HOSTS` },
  Forbidden: { status: 403, text: 'Forbidden' },
  InvalidInput: { status: 400, text: 'Invalid body', more: ({ at }) => ({ at }) },
  NotABoolean: { status: 400, text: ({ key }) => `${key} must be a boolean` },
  TooManyRequests: {
    status: 429,
    text: 'Rate limit exceeded',
    more: ({ retryAfterSeconds }) => ({ retryAfter: retryAfterSeconds }),
    headers: ({ retryAfterSeconds }) => ({ 'Retry-After': String(retryAfterSeconds) }),
  },
  Unauthenticated: { status: 401, text: 'Unauthorized' },
  Unavailable: { status: 500, text: unavailableText },
} satisfies ErrorRows<RequestError>

/**
 * Text of a failed tool for clients: tmux's own message unless it contains a path, a general sentence for all others.
 * Messages of the system contain paths of this machine and go to the log only.
 */
export function unavailableText({ port, detail }: Unavailable): string {
  switch (port) {
    case 'tmux':
      return detail.includes('/') ? 'tmux failed; see the log' : `tmux: ${detail}`
    case 'store':
      return 'It could not be saved: the disk may be full; see the log'
    default:
      return `${port} failed; see the log`
  }
}
