import type { ComponentChildren } from 'preact'
import type { DiffFile } from './diff-file.js'
import type { PatchLine } from './patch.js'

/** What people say about lines of a diff. */
export interface LineNotes {
  /** Somebody wants to say something about a line. */
  readonly begin: (file: DiffFile, line: PatchLine) => void
  /** What stands below a line. */
  readonly below: (file: DiffFile, line: PatchLine) => ComponentChildren
}
