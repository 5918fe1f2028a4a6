import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from './errors.js'

/** Caller, as far as the request identifies it. All fields are `null` for actions of the hub itself. */
export interface Caller {
  /** E-mail of a signed-in person behind an access proxy. */
  readonly user: string | null
  readonly ip: string | null
  readonly cfRay: string | null
  readonly userAgent: string | null
}

export const THE_HUB: Caller = { user: null, ip: null, cfRay: null, userAgent: null }

export interface AuditEvent {
  /** `session.create`, `auth.fail`, … */
  readonly event: string
  readonly fields: Readonly<Record<string, string | number | boolean | null>>
}

/** Append-only audit log. Lines are written in the order of the calls. A failed one does not hold up the next. */
export interface AuditLog {
  readonly record: (event: AuditEvent, caller: Caller) => TE.TaskEither<Unavailable, void>
}
