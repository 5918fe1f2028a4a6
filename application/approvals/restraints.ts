import type * as T from 'fp-ts/lib/Task.js'
import type { Restraint } from '../../domain/approvals/restraint.js'

/** Who asks: a session by its present name, and where its agent says that it is. */
export interface RestrainedSession {
  readonly session: string
  readonly cwd: string | null
}

/** What holds sessions back at this moment, beyond the rules of approvals. */
export interface Restraints {
  /** The strictest; `null` when nothing does. What cannot be found out counts as holding. */
  readonly of: (session: RestrainedSession) => T.Task<Restraint | null>
}
