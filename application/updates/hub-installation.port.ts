import type * as T from 'fp-ts/lib/Task.js'
import type { UpdateGuard } from '../../domain/updates/update-item.js'

/** The hub's own files. */
export interface HubInstallation {
  readonly version: string
  /** What brings the newest version; a text of ours. */
  readonly command: string
  /** Where that runs; absolute. */
  readonly directory: string
  /**
   * Whether nothing of a person's would be lost. Fails closed: what cannot be looked at must not be replaced. Only asked
   * when there is something newer.
   */
  readonly guard: T.Task<UpdateGuard>
}
