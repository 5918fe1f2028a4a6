import { makeTranscribeSpeech, type TranscribeSpeech } from './transcribe-speech.js'
import type { Transcriber } from './transcriber.port.js'
import { makeTurns } from './turns.js'
import type { VoicePorts } from './ports.js'

/** Dictation. */
export interface VoiceFeature extends Pick<Transcriber, 'isReady'> {
  /** Language of a dictation whose request names none: ISO 639. */
  readonly speechLanguage: string
  readonly transcribeSpeech: TranscribeSpeech
}

export function makeVoice({ transcriber, clock, speechLanguage }: VoicePorts): VoiceFeature {
  const turns = makeTurns({ clock })
  return {
    isReady: transcriber.isReady,
    speechLanguage,
    transcribeSpeech: makeTranscribeSpeech({ transcriber, turns, usualLanguage: speechLanguage }),
  }
}
