import type * as TE from 'fp-ts/lib/TaskEither.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { TranscriptionFailed } from '../../domain/voice/errors.js'

/** Recording to transcribe. */
export interface Dictation {
  /** A WAV file of 16-bit PCM, 16 kHz. */
  readonly wav: Uint8Array
  /** ISO 639, or `auto`. */
  readonly language: string
  /** Time limit of the transcription. */
  readonly timeoutMs: number
}

/** Makes text of speech on this machine: no sound leaves it. */
export interface Transcriber {
  /** True when program and model exist. Checked on every call. */
  readonly isReady: T.Task<boolean>
  /**
   * Unchanged output of the model; `''` when it wrote nothing. No sound stays on the disk, also after a failure.
   * `TranscriptionFailed` names no path of this machine.
   */
  readonly transcribe: (dictation: Dictation) => TE.TaskEither<TranscriptionFailed, string>
}
