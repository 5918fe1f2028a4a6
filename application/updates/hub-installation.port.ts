import type * as T from 'fp-ts/lib/Task.js'
import type { UpdateGuard } from '../../domain/updates/update-item.js'

/** The hub's own files. */
export interface HubInstallation {
  readonly version: string
  /** Command that installs the newest version. A fixed text of the hub. */
  readonly command: string
  /** Folder in which the command runs; absolute. */
  readonly directory: string
  /**
   * Checks that an update loses no changes of a person. Fails closed: files that cannot be examined must not be
   * replaced. Called only when there is a newer version.
   */
  readonly guard: T.Task<UpdateGuard>
}
