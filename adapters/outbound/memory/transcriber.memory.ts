import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Dictation, Transcriber } from '../../../application/voice/transcriber.port.js'
import { transcriptionFailed } from '../../../domain/voice/errors.js'

/** In-memory speech recognition with a preset result. */
export interface MemoryTranscriber extends Transcriber {
  /** Sets the text that is recognised; `null` fails. */
  readonly hears: (text: string | null) => void
  /** Sets whether the speech model is ready. */
  readonly setReady: (isReady: boolean) => void
  /** Dictations that were transcribed. */
  readonly dictations: () => ReadonlyArray<Dictation>
}

export function memoryTranscriber(): MemoryTranscriber {
  const dictations: Dictation[] = []
  let heard: string | null = ''
  let isReady = true
  return {
    isReady: () => Promise.resolve(isReady),
    transcribe: (dictation) =>
      TE.flatMap(
        TE.fromIO(() => dictations.push(dictation)),
        () => (heard === null ? TE.left(transcriptionFailed('exit code 1')) : TE.right(heard)),
      ),
    hears: (text) => {
      heard = text
    },
    setReady: (ready) => {
      isReady = ready
    },
    dictations: () => dictations,
  }
}
