import type { Instant } from '../shared/instant.js'
import type { SessionId } from './session-id.js'

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
