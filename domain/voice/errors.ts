/** The bytes are not a clip that can be transcribed. */
export interface BadAudio {
  readonly _tag: 'BadAudio'
  /** Name of the failed check. */
  readonly problem: 'no-wav' | 'cut' | 'no-pcm' | 'rate' | 'channels' | 'no-samples'
}

export const badAudio = (problem: BadAudio['problem']): BadAudio => ({ _tag: 'BadAudio', problem })

/** The body is empty, or its type is not `audio/wav`. */
export interface EmptyAudio {
  readonly _tag: 'EmptyAudio'
}

export const emptyAudio: EmptyAudio = { _tag: 'EmptyAudio' }

/** `lang` is not a language code. */
export interface BadLanguage {
  readonly _tag: 'BadLanguage'
}

export const badLanguage: BadLanguage = { _tag: 'BadLanguage' }

/** Dictation is disabled, or the program or its model is missing. */
export interface VoiceDisabled {
  readonly _tag: 'VoiceDisabled'
}

export const voiceDisabled: VoiceDisabled = { _tag: 'VoiceDisabled' }

/** The queue of clips is full. */
export interface TranscriptionBusy {
  readonly _tag: 'TranscriptionBusy'
}

export const transcriptionBusy: TranscriptionBusy = { _tag: 'TranscriptionBusy' }

/** The clip was not started within its waiting time. */
export interface TranscriptionLate {
  readonly _tag: 'TranscriptionLate'
}

export const transcriptionLate: TranscriptionLate = { _tag: 'TranscriptionLate' }

/** The program failed to transcribe the clip. */
export interface TranscriptionFailed {
  readonly _tag: 'TranscriptionFailed'
  /** Text for display; contains no path. */
  readonly detail: string
}

export const transcriptionFailed = (detail: string): TranscriptionFailed => ({ _tag: 'TranscriptionFailed', detail })
