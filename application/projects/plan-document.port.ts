import type { Either } from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { PlanChanged } from '../../domain/projects/errors.js'
import type { PlanText } from '../../domain/projects/plan-edit.js'
import type { Unavailable } from '../shared/errors.js'

/** The plan document of a folder as it is: `rev` is made of its bytes and nothing else. */
export interface PlanFile extends PlanText {
  /** File that holds the plan. */
  readonly name: 'CHANGELOG.md' | 'ROADMAP.md'
  /** Milliseconds since the Unix epoch, with fractions where the file system has them. */
  readonly mtimeMs: number
}

/**
 * The plan documents of folders: `CHANGELOG.md`, else `ROADMAP.md`, when it is a file or a link to one. Folders are named
 * by absolute paths; one that is gone has no document.
 */
export interface PlanDocument {
  /** `null` when there is none; `Unavailable` when there is one that is too large (1 MiB) or cannot be read. */
  readonly read: (folder: string) => TE.TaskEither<Unavailable, PlanFile | null>
  /** Another text after every change of the document, the same one while nothing touches it; `null` when there is none. */
  readonly look: (folder: string) => TE.TaskEither<Unavailable, string | null>
  /**
   * Replaces the document by the result of `change`, after all earlier changes of that folder. A folder without a document
   * gets `CHANGELOG.md`. Concurrent readers get the old text or the new one. Keeps mode and owner, keeps a symbolic
   * link, and keeps bytes that are not text. Never overwrites a change that another process wrote after `change` got
   * the text: `change` is then called again. A left, or the same text back, writes nothing. Returns the resulting
   * document.
   */
  readonly change: <Refusal>(
    folder: string,
    change: (document: PlanFile | null) => Either<Refusal, string>,
  ) => TE.TaskEither<Refusal | Unavailable, PlanFile>
  /**
   * Makes `ROADMAP.md` the `CHANGELOG.md` with another text. The former file is kept under a name of its own, and what
   * `.gitignore` says of it is rewritten by `ignoring`. Fails with `PlanChanged` when `rev` is not its revision any more.
   */
  readonly promote: (
    folder: string,
    to: { readonly rev: string; readonly text: string; readonly ignoring: (ignoreFile: string) => string },
  ) => TE.TaskEither<PlanChanged | Unavailable, PlanFile>
  /**
   * Calls `changed` some time after the document came, went or has other bytes, at least once for any number of changes;
   * never for what `change` wrote. A folder that cannot be watched causes no calls. Returns an unsubscribe function.
   */
  readonly watch: (folder: string, changed: () => void) => () => void
}
