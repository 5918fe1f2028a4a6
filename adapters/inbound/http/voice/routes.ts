import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { VoiceFeature } from '../../../../application/voice/voice-feature.js'
import { bindAnswer, type Binding } from '../routing/bind.js'
import * as api from './api.js'

export function voiceRoutes({ isReady, transcribeSpeech }: VoiceFeature): ReadonlyArray<Binding> {
  return [
    bindAnswer(api.readVoice, () =>
      pipe(
        TE.fromTask(isReady),
        TE.map((enabled) => ({ status: 200, body: { enabled } })),
      ),
    ),
    bindAnswer(api.transcribeSpeech, ({ body, query }) =>
      pipe(
        transcribeSpeech(body, query.lang[0] ?? null),
        TE.map((text) => ({ status: 200, body: { text } })),
      ),
    ),
  ]
}
