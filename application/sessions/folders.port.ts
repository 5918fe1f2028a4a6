import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { UnusableDirectory } from '../../domain/sessions/errors.js'

/** Folders of this machine that a session can be started in. */
export interface Folders {
  /**
   * The folder as an absolute path: `~` and `~/…` expanded, `.` and `..` resolved, links kept as they are. Fails when it
   * is not absolute after that, missing, not a folder, or may not be entered.
   */
  readonly usable: (directory: string) => TE.TaskEither<UnusableDirectory, string>
}
