import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ImageFolderForbidden, ImageNotSaved } from '../../domain/files/session-file-errors.js'
import type { SessionImage } from '../../domain/files/session-image.js'
import type { Instant } from '../../domain/shared/instant.js'

/**
 * Pictures beside the files that a session works on, in `IMAGE_FOLDER` below its folder.
 *
 * The folder is made when it is missing, with an ignore list of its own, so that git sees none of it; it is never a link.
 */
export interface SessionImages {
  /**
   * Saves whole or not at all, under the time as clocks on this machine's wall show it: `2026-03-01-081530.png`, with
   * `-1`, `-2`, … where that is taken, `.jpg` for what is one. Answers with the name.
   */
  readonly save: (
    folder: string,
    image: SessionImage,
    at: Instant,
  ) => TE.TaskEither<ImageFolderForbidden | ImageNotSaved, string>
  /** Removes those that were saved before; only files that the hub named. What cannot be removed stays. */
  readonly prune: (folder: string, before: Instant) => TE.TaskEither<never, void>
}
