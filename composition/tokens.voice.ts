import type { TranscribeSpeech } from '../application/voice/transcribe-speech.js'
import type { Transcriber } from '../application/voice/transcriber.port.js'
import type { Turns } from '../application/voice/turns.js'
import { token } from './token.js'

/** What has to do with speech. */
export const VOICE_TOKENS = {
  /** What people here speak, where a request does not say: ISO 639. */
  speechLanguage: token<string>('speechLanguage'),
  transcribeSpeech: token<TranscribeSpeech>('transcribeSpeech'),
  transcriber: token<Transcriber>('transcriber'),
  transcriptionTurns: token<Turns>('transcriptionTurns'),
}
