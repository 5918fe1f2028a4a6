import { ContainerModule } from 'inversify'
import { makeVoice } from '../../application/voice/voice-feature.js'
import { provide } from '../provide.js'
import { TOKENS as T } from '../tokens.js'

export const voiceModule = new ContainerModule((options) => {
  provide(options, T.voice, makeVoice, { transcriber: T.transcriber, clock: T.clock, speechLanguage: T.speechLanguage })
})
