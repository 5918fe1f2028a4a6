import type { SettingsOwner } from '../../domain/hooks/installation.js'
import type * as T from 'fp-ts/lib/Task.js'

/** Settings file of an agent in a project. */
export interface SettingsFile {
  /** Absolute. */
  readonly file: string
  /** Its text; what is no UTF-8 comes with replacement characters. */
  readonly text: string
  /** `person` for files of the machine's administrator. */
  readonly owner: SettingsOwner
}

/** Settings of coding agents that an agent in a folder reads besides the person's own. */
export interface ProjectAgentSettings {
  /**
   * Those of the folder (absolute) and of the machine's administrator, where there are any. Never fails: a file that is
   * there and cannot be read comes as an empty text with a NUL, which is no settings text.
   */
  readonly read: (directory: string) => T.Task<ReadonlyArray<SettingsFile>>
}
