import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { HookTargets } from '../../domain/hooks/installation.js'
import type { Unavailable } from '../shared/errors.js'

/** The user settings of a coding CLI: a file of the person's, which the CLI writes as well. */
export interface AgentSettings {
  /** Path of the settings file, for display. */
  readonly file: string
  /** `null` when there are none yet. */
  readonly read: TE.TaskEither<Unavailable, string | null>
  /**
   * Replaces the whole file if its content is still `before`; otherwise fails and writes nothing. Keeps the mode, and the
   * target of a link. `null` as `after` removes the file.
   */
  readonly replace: (before: string | null, after: string | null) => TE.TaskEither<Unavailable, void>
}

/** The scripts that hooks run, at a place that outlives an update of this package. */
export interface HookScripts {
  /** Absolute, whether they are there or not. */
  readonly paths: HookTargets['scripts']
  /** Writes the scripts, replacing older ones. */
  readonly install: TE.TaskEither<Unavailable, void>
  /** Removes the scripts; succeeds when there are none. */
  readonly remove: TE.TaskEither<Unavailable, void>
}
