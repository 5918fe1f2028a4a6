import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from './errors.js'

/** Caller, as far as the request identifies it. All fields are `null` for actions of the hub itself. */
export interface Caller {
  /** E-mail of a signed-in person behind an access proxy. */
  readonly user: string | null
  /** Address of the client; `null` when the event has no client. */
  readonly ip: string | null
  /** Ray id of Cloudflare; `null` outside its tunnel. */
  readonly cfRay: string | null
  /** `User-Agent` of the client; `null` without one. */
  readonly userAgent: string | null
  /** Id of the named token that the client sent; absent for other clients. */
  readonly token?: string
}

export const THE_HUB: Caller = { user: null, ip: null, cfRay: null, userAgent: null }

/** Entry of the audit log. */
export interface AuditEvent {
  /** `session.create`, `auth.fail`, … */
  readonly event: string
  /** Data of the event; no secrets. */
  readonly fields: Readonly<Record<string, string | number | boolean | null>>
}

/** Append-only audit log. Lines are written in the order of the calls. A failed one does not hold up the next. */
export interface AuditLog {
  readonly record: (event: AuditEvent, caller: Caller) => TE.TaskEither<Unavailable, void>
}
