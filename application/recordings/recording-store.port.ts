import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { RecordingNotFound } from '../../domain/recordings/errors.js'
import type { PartKey, RecordingPart } from '../../domain/recordings/recording.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { OpenedFile } from '../files/project-files.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { RecorderFile } from './recorder.js'

/** Part that is being written. It ends with a whole line, also after a write that failed half-way. */
export interface PartFile extends RecorderFile {
  /** Calls back when everything that was written before is stored or has failed; with the reason of a failure. */
  readonly stored: (done: (failure: string | null) => void) => void
  /** Resolves once everything is stored or has failed. Repeated calls have no effect. */
  readonly close: () => Promise<void>
}

/** Recordings of terminals, in parts. Only the hub's user can read them. */
export interface RecordingStore {
  /** Parts of all sessions, those of a session in the order of their numbers. */
  readonly list: TE.TaskEither<Unavailable, ReadonlyArray<RecordingPart>>
  /** Cuts the unfinished last line of parts whose hub was killed. Called before parts are created. */
  readonly mend: TE.TaskEither<Unavailable, void>
  /** Creates an empty part; a part with this number is an error. */
  readonly create: (part: PartKey & { readonly startedAt: Instant }) => TE.TaskEither<Unavailable, PartFile>
  /** Opens a part for reading. One that is being written ends with what is stored now. */
  readonly open: (part: PartKey) => TE.TaskEither<RecordingNotFound | Unavailable, OpenedFile>
  /** Deletes parts; those that do not exist are passed over. */
  readonly remove: (parts: ReadonlyArray<PartKey>) => TE.TaskEither<Unavailable, void>
}
