import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { InvalidProject, PathOutsideRoots } from '../../domain/projects/errors.js'
import type { FoundFolder } from '../../domain/projects/registry.js'
import type { Unavailable } from '../shared/errors.js'

/** Locations of project folders on this machine. */
export interface ProjectFolders {
  /**
   * The folders directly below a root, by their real paths and sorted by name: no links, none that begins with a dot, none
   * whose name is no text. A root that is not there has none.
   */
  readonly below: (root: string) => TE.TaskEither<Unavailable, ReadonlyArray<FoundFolder>>
  /** The real path of a folder; `null` when it is gone, no folder any more or kept from us. */
  readonly real: (path: string) => TE.TaskEither<never, string | null>
  /** The branch that a repository in the folder is on; `null` without one of its own, and for a detached head. */
  readonly branch: (path: string) => TE.TaskEither<never, string | null>
  /**
   * A folder that a person names, by its real path; `~` and `~/…` are expanded. Fails with `PathOutsideRoots` when it is
   * not below a folder that may be browsed, whether it exists or not, and then with `InvalidProject` when it does not
   * exist or is no folder.
   */
  readonly locate: (path: string) => TE.TaskEither<InvalidProject | PathOutsideRoots, FoundFolder>
}
