import type { Unavailable } from '../../../../application/shared/errors.js'
import type {
  BadAccessToken,
  Forbidden,
  ForeignHost,
  TooManyRequests,
  Unauthenticated,
} from '../../../../domain/access/errors.js'
import type { Tagged } from '../../../../domain/shared/tagged.js'
import type { InvalidInput } from '../../../../infrastructure/codec/decode.js'
import { FILES_REMOVED } from '../../../../infrastructure/files/intact-disk.js'
import type { ErrorRows } from './error-row.js'

/** A key that has to be `true` or `false` is something else. */
export type NotABoolean = Tagged<'NotABoolean', { readonly key: string }>
export const notABoolean = (key: string): NotABoolean => ({ _tag: 'NotABoolean', key })

/** Names a body whose `key` is no boolean. */
export const mustBeBoolean =
  (key: string) =>
  (invalid: InvalidInput): InvalidInput | NotABoolean =>
    invalid.at.includes(key) ? notABoolean(key) : invalid

/** Values of a query are outside their range. */
export interface InvalidQuery extends Tagged<'InvalidQuery'> {
  /** Keys of the query. */
  readonly at: ReadonlyArray<string>
}
export const invalidQuery = (at: ReadonlyArray<string>): InvalidQuery => ({ _tag: 'InvalidQuery', at })

/** A body has fields that its route does not take. */
export interface UnknownFields extends Tagged<'UnknownFields'> {
  /** Paths like `items.0.title`. */
  readonly at: ReadonlyArray<string>
}
export const unknownFields = (at: ReadonlyArray<string>): UnknownFields => ({ _tag: 'UnknownFields', at })

export type RequestError =
  | BadAccessToken
  | ForeignHost
  | Forbidden
  | InvalidInput
  | InvalidQuery
  | NotABoolean
  | TooManyRequests
  | Unauthenticated
  | Unavailable
  | UnknownFields

/** Errors of requests before a feature handles them, and of the tool behind a port. */
export const REQUEST_ROWS = {
  BadAccessToken: { status: 401, text: 'Unauthorized (JWT)' },
  ForeignHost: { status: 403, text: ({ header }) => `${header} not allowed: name it in PUBLIC_HOSTS` },
  Forbidden: { status: 403, text: 'Forbidden' },
  InvalidInput: { status: 400, text: 'Invalid body', more: ({ at }) => ({ at }) },
  InvalidQuery: { status: 400, text: ({ at }) => `Invalid query: ${at.join(', ')}`, more: ({ at }) => ({ at }) },
  NotABoolean: { status: 400, text: ({ key }) => `${key} must be a boolean` },
  TooManyRequests: {
    status: 429,
    text: 'Rate limit exceeded',
    more: ({ retryAfterSeconds }) => ({ retryAfter: retryAfterSeconds }),
    headers: ({ retryAfterSeconds }) => ({ 'Retry-After': String(retryAfterSeconds) }),
  },
  Unauthenticated: { status: 401, text: 'Unauthorized' },
  Unavailable: {
    status: 500,
    text: unavailableText,
    more: ({ port, detail }) => (port === 'git' ? { detail: redactPaths(detail) } : {}),
  },
  UnknownFields: { status: 400, text: ({ at }) => `Unknown fields: ${at.join(', ')}`, more: ({ at }) => ({ at }) },
} satisfies ErrorRows<RequestError>

/** Replaces each absolute path in git's output by its last segment. */
export const redactPaths = (words: string): string =>
  words.replace(/(?<![\w.~-])\/(?:[^\s'"/:]+\/)*([^\s'"/:]*)/g, '$1')

/**
 * Text of a failed tool for clients: tmux's own message unless it contains a path, that of git without folders, a general sentence for all others.
 * Messages of the system contain paths of this machine and go to the log only.
 */
export function unavailableText({ port, detail }: Unavailable): string {
  if (detail.includes(FILES_REMOVED)) return `It could not be saved: ${FILES_REMOVED}`
  switch (port) {
    case 'tmux':
      return detail.includes('/') ? 'tmux failed; see the log' : `tmux: ${detail}`
    case 'git':
      return `git: ${redactPaths(detail)}`
    case 'store':
      return 'It could not be saved: the disk may be full; see the log'
    default:
      return `${port} failed; see the log`
  }
}

export const nullableFaultText = (fault: Unavailable | null): string | null =>
  fault === null ? null : unavailableText(fault)
