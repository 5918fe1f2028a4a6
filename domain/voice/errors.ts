/** The bytes are no clip that can be transcribed. */
export interface BadAudio {
  readonly _tag: 'BadAudio'
  /** Which check they failed. */
  readonly problem: 'no-wav' | 'cut' | 'no-pcm' | 'rate' | 'channels' | 'no-samples'
}

export const badAudio = (problem: BadAudio['problem']): BadAudio => ({ _tag: 'BadAudio', problem })

/** Nothing was sent, or not as `audio/wav`. */
export interface EmptyAudio {
  readonly _tag: 'EmptyAudio'
}

export const emptyAudio: EmptyAudio = { _tag: 'EmptyAudio' }

/** `lang` is no code of a language. */
export interface BadLanguage {
  readonly _tag: 'BadLanguage'
}

export const badLanguage: BadLanguage = { _tag: 'BadLanguage' }

/** Switched off, or the program or its model is not there. */
export interface VoiceDisabled {
  readonly _tag: 'VoiceDisabled'
}

export const voiceDisabled: VoiceDisabled = { _tag: 'VoiceDisabled' }

/** As many clips wait as may. */
export interface TranscriptionBusy {
  readonly _tag: 'TranscriptionBusy'
}

export const transcriptionBusy: TranscriptionBusy = { _tag: 'TranscriptionBusy' }

/** A clip was not begun in the time that it may wait. */
export interface TranscriptionLate {
  readonly _tag: 'TranscriptionLate'
}

export const transcriptionLate: TranscriptionLate = { _tag: 'TranscriptionLate' }

/** The program did not make a text of a clip. */
export interface TranscriptionFailed {
  readonly _tag: 'TranscriptionFailed'
  /** For people; names no path. */
  readonly detail: string
}

export const transcriptionFailed = (detail: string): TranscriptionFailed => ({ _tag: 'TranscriptionFailed', detail })
