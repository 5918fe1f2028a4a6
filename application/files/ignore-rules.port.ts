import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '../shared/errors.js'

/** Ignore rules of a repository: `.gitignore`, its own excludes and the person's. */
export interface IgnoreRules {
  /** Which of the names in a folder (absolute, free of links) are left out; none outside a repository. */
  readonly ignored: (folder: string, names: ReadonlyArray<string>) => TE.TaskEither<Unavailable, ReadonlySet<string>>
}
