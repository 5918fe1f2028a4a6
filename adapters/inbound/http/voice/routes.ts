import * as TE from 'fp-ts/lib/TaskEither.js'
import type { VoiceFeature } from '../../../../application/voice/voice-feature.js'
import type * as voice from '../../../../domain/voice/errors.js'
import { bind, type Binding } from '../routing/bind.js'
import type { ErrorRows } from '../routing/error-row.js'
import * as api from './api.js'

export const voiceRoutes = ({ isReady, transcribeSpeech }: VoiceFeature): ReadonlyArray<Binding> => [
  bind(api.readVoice, () => TE.fromTask(isReady)),
  bind(api.transcribeSpeech, ({ body, query }) => transcribeSpeech(body, query.lang[0] ?? null)),
]

const PROBLEMS: Readonly<Record<voice.BadAudio['problem'], string>> = {
  'no-wav': 'not a RIFF/WAVE file',
  cut: 'the file is shorter than its header says',
  'no-pcm': 'only 16-bit PCM is taken',
  rate: 'only 16,000 samples a second are taken',
  channels: 'only one channel or two are taken',
  'no-samples': 'there are no samples',
}

export const VOICE_ROWS = {
  BadAudio: { status: 400, text: 'Invalid audio', more: ({ problem }) => ({ message: PROBLEMS[problem] }) },
  BadLanguage: { status: 400, text: 'Invalid lang', more: () => ({ message: 'two or three letters, or auto' }) },
  EmptyAudio: { status: 400, text: 'Empty audio body' },
  TranscriptionBusy: { status: 429, text: 'transcription busy' },
  TranscriptionFailed: { status: 500, text: 'transcription failed', more: ({ detail }) => ({ message: detail }) },
  TranscriptionLate: { status: 503, text: 'transcription busy' },
  VoiceDisabled: { status: 503, text: 'voice disabled' },
} satisfies ErrorRows<
  | voice.BadAudio
  | voice.BadLanguage
  | voice.EmptyAudio
  | voice.TranscriptionBusy
  | voice.TranscriptionFailed
  | voice.TranscriptionLate
  | voice.VoiceDisabled
>
