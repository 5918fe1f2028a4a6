import type { Tagged } from '../shared/tagged.js'

/** The bytes are not a clip that can be transcribed. */
export interface BadAudio extends Tagged<'BadAudio'> {
  /** Name of the failed check. */
  readonly problem: 'no-wav' | 'cut' | 'no-pcm' | 'rate' | 'channels' | 'no-samples'
}

export const badAudio = (problem: BadAudio['problem']): BadAudio => ({ _tag: 'BadAudio', problem })

/** The body is empty, or its type is not `audio/wav`. */
export type EmptyAudio = Tagged<'EmptyAudio'>

export const emptyAudio: EmptyAudio = { _tag: 'EmptyAudio' }

/** `lang` is not a language code. */
export type BadLanguage = Tagged<'BadLanguage'>

export const badLanguage: BadLanguage = { _tag: 'BadLanguage' }

/** Dictation is disabled, or the program or its model is missing. */
export type VoiceDisabled = Tagged<'VoiceDisabled'>

export const voiceDisabled: VoiceDisabled = { _tag: 'VoiceDisabled' }

/** The queue of clips is full. */
export type TranscriptionBusy = Tagged<'TranscriptionBusy'>

export const transcriptionBusy: TranscriptionBusy = { _tag: 'TranscriptionBusy' }

/** The clip was not started within its waiting time. */
export type TranscriptionLate = Tagged<'TranscriptionLate'>

export const transcriptionLate: TranscriptionLate = { _tag: 'TranscriptionLate' }

/** The program failed to transcribe the clip. */
export interface TranscriptionFailed extends Tagged<'TranscriptionFailed'> {
  /** Text for display; contains no path. */
  readonly detail: string
}

export const transcriptionFailed = (detail: string): TranscriptionFailed => ({ _tag: 'TranscriptionFailed', detail })
