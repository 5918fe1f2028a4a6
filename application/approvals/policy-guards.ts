import type * as T from 'fp-ts/lib/Task.js'
import type { Restraint } from '../../domain/approvals/restraint.js'

/** The session that asks, by its present name, and the folder that its agent reports. */
export interface GuardedSession {
  readonly session: string
  readonly cwd: string | null
}

/** Policies beyond the rules of approvals, such as budgets, that restrain a session for a while. */
export interface PolicyGuards {
  /** The strictest restraint; `null` when there is none. A policy that cannot be read restrains. */
  readonly of: (session: GuardedSession) => T.Task<Restraint | null>
}
