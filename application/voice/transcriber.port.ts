import type * as TE from 'fp-ts/lib/TaskEither.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { TranscriptionFailed } from '../../domain/voice/errors.js'

export interface Dictation {
  /** A WAV file of 16-bit PCM, 16 kHz. */
  readonly wav: Uint8Array
  /** ISO 639, or `auto`. */
  readonly language: string
  readonly timeoutMs: number
}

/** Makes text of speech on this machine: no sound leaves it. */
export interface Transcriber {
  /** Whether program and model are there, looked at anew each time. */
  readonly isReady: T.Task<boolean>
  /**
   * What the model wrote, as it wrote it; `''` where it wrote nothing. Nothing of the sound stays on the disk, whatever
   * happens. `TranscriptionFailed` names no path of this machine.
   */
  readonly transcribe: (dictation: Dictation) => TE.TaskEither<TranscriptionFailed, string>
}
