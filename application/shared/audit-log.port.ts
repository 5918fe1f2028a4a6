import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from './errors.js'

/** Who asked, as far as the request tells; all `null` for what the hub does by itself. */
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

/** Who did what, append only. Lines are written in the order of the calls; a failed one does not hold up the next. */
export interface AuditLog {
  readonly record: (event: AuditEvent, caller: Caller) => TE.TaskEither<Unavailable, void>
}
