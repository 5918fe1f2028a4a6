import type { Transcriber } from '../application/voice/transcriber.port.js'
import type { VoiceFeature } from '../application/voice/voice-feature.js'
import { token } from './token.js'

/** What has to do with speech. */
export const VOICE_TOKENS = {
  /** What people here speak, where a request does not say: ISO 639. */
  speechLanguage: token<string>('speechLanguage'),
  transcriber: token<Transcriber>('transcriber'),
  voice: token<VoiceFeature>('voice'),
}
