import type * as T from 'fp-ts/lib/Task.js'
import type { ToolCall } from '../../domain/approvals/approval.js'

/** Places that hold the gate itself up: the hub's state folder and the settings of coding CLIs. */
export interface GuardedPlaces {
  /**
   * True when a path in the input of the call leads into one of them, links and `..` followed; a search also where one lies
   * below. A path that cannot be followed counts as leading there.
   */
  readonly leadsInto: (call: Pick<ToolCall, 'tool' | 'input' | 'cwd'>) => T.Task<boolean>
}
