import type { Clock } from '../shared/clock.port.js'
import type { Transcriber } from './transcriber.port.js'
import type { Turns } from './turns.js'

/** Ports and settings of this feature, and the features that it uses; composition binds them. */
export interface VoicePorts {
  readonly transcriber: Transcriber
  readonly clock: Clock
  /** Language of a dictation whose request names none: ISO 639. */
  readonly speechLanguage: string
}

/** The same with the use cases of other features and the steps that use cases share. */
export interface VoiceSteps extends VoicePorts {
  readonly turns: Turns
  /** Language of requests that do not name one. */
  readonly usualLanguage: string
}
