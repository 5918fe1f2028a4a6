import { makeListeners } from '../shared/listeners.js'
import type { ProjectId } from '../../domain/projects/project-id.js'

/** The plan document of a project came, went or changed. */
export interface ProjectEvent {
  readonly id: ProjectId
  /** Counts up for each project from 1, since the hub was started. */
  readonly seq: number
  /** The client that caused it, if it said who it is. */
  readonly origin: string | null
}

/** Carries changes of projects to all who listen right now; nothing is kept for later. */
export interface ProjectEvents {
  readonly tell: (id: ProjectId, origin: string | null) => void
  /** Returns an unsubscribe function. */
  readonly subscribe: (listener: (event: ProjectEvent) => void) => () => void
}

export function makeProjectEvents(): ProjectEvents {
  const listeners = makeListeners<ProjectEvent>('project events')
  const last = new Map<string, number>()
  return {
    tell: (id, origin) => {
      const seq = (last.get(id) ?? 0) + 1
      last.set(id, seq)
      listeners.tell({ id, seq, origin })
    },
    subscribe: listeners.add,
  }
}
