import type * as T from 'fp-ts/lib/Task.js'
import type { ToolCall } from '../../domain/approvals/approval.js'

/** Folders that the gate depends on: the hub's state folder and the settings of coding CLIs. */
export interface GuardedFolders {
  /**
   * True when a path in the input of the call leads into one of them, with links and `..` resolved; for a search also when
   * one is below the path. Words of a shell command, parts of them and of its documents count as paths with all below them, from the
   * folder of the call and from each folder that a word before them leads to; so does any text of a tool that is not known. A text
   * that names a place counts as well, and so does the folder that a shell starts in. Words that are known only when the command
   * runs are left out. True for a path that cannot be resolved.
   */
  readonly leadsInto: (call: Pick<ToolCall, 'tool' | 'input' | 'cwd'>) => T.Task<boolean>
  /** Paths in the input of the call, absolute, with links and `..` resolved; `null` when one cannot be resolved. */
  readonly realPathsOf: (call: Pick<ToolCall, 'tool' | 'input' | 'cwd'>) => T.Task<ReadonlyArray<string> | null>
}
