import * as TE from 'fp-ts/lib/TaskEither.js'
import type { VoiceFeature } from '../../../../application/voice/voice-feature.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './api.js'

export const voiceRoutes = ({ isReady, transcribeSpeech }: VoiceFeature): ReadonlyArray<Binding> => [
  bind(api.readVoice, () => TE.fromTask(isReady)),
  bind(api.transcribeSpeech, ({ body, query }) => transcribeSpeech(body, query.lang[0] ?? null)),
]
