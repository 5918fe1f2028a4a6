import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { TranscribeSpeech } from '../../../../application/voice/transcribe-speech.js'
import type { Transcriber } from '../../../../application/voice/transcriber.port.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './api.js'

/** What the routes for speech drive. */
export interface VoiceUseCases {
  readonly transcriber: Transcriber
  readonly transcribeSpeech: TranscribeSpeech
}

export function voiceRoutes({ transcriber, transcribeSpeech }: VoiceUseCases): ReadonlyArray<Binding> {
  return [
    bind(api.readVoice, () =>
      pipe(
        TE.fromTask(transcriber.isReady),
        TE.map((enabled) => ({ status: 200, body: { enabled } })),
      ),
    ),
    bind(api.transcribeSpeech, ({ body, query }) =>
      pipe(
        transcribeSpeech(body, query.lang[0] ?? null),
        TE.map((text) => ({ status: 200, body: { text } })),
      ),
    ),
  ]
}
