import { ContainerModule } from 'inversify'
import { makeTranscribeSpeech } from '../../application/voice/transcribe-speech.js'
import { makeTurns } from '../../application/voice/turns.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

export const voiceModule = new ContainerModule((options) => {
  provide(options, T.transcriptionTurns, makeTurns, { clock: T.clock })
  provide(options, T.transcribeSpeech, makeTranscribeSpeech, {
    transcriber: T.transcriber,
    turns: T.transcriptionTurns,
    usualLanguage: T.speechLanguage,
  })
})
