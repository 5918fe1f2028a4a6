import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionHost } from '../../application/sessions/session-host.port.js'
import type { SessionEvent } from '../../domain/sessions/session.js'
import { aSession } from './sessions.js'

/** As much of a session host as viewers need, and the hand that changes it. */
export interface SomeSessions extends Pick<SessionHost, 'list' | 'watch'> {
  readonly start: (name: string) => void
  readonly end: (name: string) => void
  readonly rename: (from: string, to: string) => void
}

export function someSessions(...names: ReadonlyArray<string>): SomeSessions {
  const live = new Set(names)
  const listeners = new Set<(event: SessionEvent) => void>()
  const tell = (event: SessionEvent): void => {
    for (const listener of listeners) listener(event)
  }
  return {
    list: TE.fromIO(() => [...live].map((name) => aSession({ name }))),
    watch: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    start: (name) => {
      live.add(name)
      tell({ _tag: 'SessionStarted', name })
    },
    end: (name) => {
      live.delete(name)
      tell({ _tag: 'SessionEnded', name, with: 'session' })
    },
    rename: (from, to) => {
      live.delete(from)
      live.add(to)
      tell({ _tag: 'SessionRenamed', from, to })
    },
  }
}
