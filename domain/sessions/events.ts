import type { Instant } from '../shared/instant.js'
import type { SessionId } from './session-id.js'

/** Failure of a start whose session ran for a moment. */
export interface StartFailure {
  /** Tag of the error. */
  readonly code: string
  /** Command that ended at once; `null` for other failures. */
  readonly command: string | null
  /** `null` when a signal ended the program, and for other failures. */
  readonly exitCode: number | null
  /** Last lines of the screen; may be empty. */
  readonly lastLines: ReadonlyArray<string>
}

/** Changes of the sessions that run. Names are current at the time of the event. */
export type SessionEvent =
  | {
      readonly _tag: 'session-started'
      readonly session: SessionId
      readonly name: string
      readonly at: Instant
    }
  | {
      readonly _tag: 'session-ended'
      readonly session: SessionId
      readonly name: string
      readonly at: Instant
    }
  | {
      readonly _tag: 'session-renamed'
      readonly session: SessionId
      readonly oldName: string
      readonly newName: string
      readonly at: Instant
    }
  | {
      readonly _tag: 'session-attached'
      readonly session: SessionId
      readonly name: string
      readonly attached: boolean
      readonly at: Instant
    }
  /** End of a start that was answered as soon as its program ran. */
  | {
      readonly _tag: 'session-start-settled'
      readonly session: SessionId
      readonly name: string
      /** `null` for a program that runs on. */
      readonly failure: StartFailure | null
      readonly at: Instant
    }
