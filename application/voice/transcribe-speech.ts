import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  emptyAudio,
  voiceDisabled,
  type BadAudio,
  type BadLanguage,
  type EmptyAudio,
  type TranscriptionBusy,
  type TranscriptionFailed,
  type TranscriptionLate,
  type VoiceDisabled,
} from '../../domain/voice/errors.js'
import { parseLanguage, timeForClip, transcriptOf } from '../../domain/voice/transcript.js'
import { readWav } from '../../domain/voice/wav.js'
import type { VoiceSteps } from './ports.js'

export type TranscribeSpeechError =
  VoiceDisabled | EmptyAudio | BadAudio | BadLanguage | TranscriptionBusy | TranscriptionLate | TranscriptionFailed
/** Answers with what was said; `''` where nothing was. `language` is `null` for the usual one. */
export type TranscribeSpeech = (
  wav: Uint8Array,
  language: string | null,
) => TE.TaskEither<TranscribeSpeechError, string>

/** Checks a clip before it waits for its turn; silence needs no model. */
export function makeTranscribeSpeech(
  deps: Pick<VoiceSteps, 'transcriber' | 'turns' | 'usualLanguage'>,
): TranscribeSpeech {
  const { transcriber, turns, usualLanguage } = deps
  const ready: TE.TaskEither<VoiceDisabled, void> = async () =>
    (await transcriber.isReady()) ? E.right(undefined) : E.left(voiceDisabled)

  return (wav, asked) =>
    pipe(
      TE.Do,
      TE.tap((): TE.TaskEither<TranscribeSpeechError, void> => ready),
      TE.tap((): TE.TaskEither<TranscribeSpeechError, void> =>
        wav.length > 0 ? TE.right(undefined) : TE.left(emptyAudio),
      ),
      TE.bindW('clip', () => TE.fromEither(readWav(wav))),
      TE.bindW('language', () => TE.fromEither(parseLanguage(asked ?? usualLanguage))),
      TE.flatMap(({ clip, language }) => {
        if (clip.isSilent) return TE.right('')
        return turns.take(transcriber.transcribe({ wav, language, timeoutMs: timeForClip(clip.lengthMs) }))
      }),
      TE.map(transcriptOf),
    )
}
