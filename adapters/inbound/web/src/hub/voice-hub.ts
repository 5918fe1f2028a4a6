import type { Asking } from './asking.js'
import type { Answer } from './hub.js'

/** What is said to the hub rather than typed. Every call settles. */
export interface VoiceHub {
  /** Answers with the text; `''` where nothing was said. */
  readonly transcribe: (wav: Blob) => Promise<Answer<string>>
}

export const voiceHub = ({ later, ask }: Asking): VoiceHub => ({
  transcribe: (wav) => ask(later.transcribeSpeech({ body: wav, query: {} }), ({ body }) => body.text),
})
