import { effect, signal, type ReadonlySignal } from '@preact/signals'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { repoHub, WHOLE_FILE, type PatchWish } from '../hub/repo-hub.js'
import { sessionByName } from '../state/sessions.js'
import { toHub } from '../state/the-hub.js'
import { touches } from '../state/touches.js'

/** What the panel asks the hub. */
export const repository = repoHub(toHub)

/** One file, with its usual context or all of it. git finds a rename only when it is asked for both names. */
export const wishFor = (path: string, oldPath: string | null, extent: 'usual' | 'whole'): PatchWish => ({
  path: oldPath === null ? [path] : [path, oldPath],
  ...(extent === 'whole' ? { context: WHOLE_FILE } : {}),
})

/** What happens together is read together; an agent saves several files in a row. */
const GATHER_MS = 300

/** The repository of a session that is looked at. */
export interface OpenRepo {
  /** The name of this moment. */
  readonly session: () => string
  /** Grows whenever what was read may be old. */
  readonly revision: ReadonlySignal<number>
}

/** Notices what may have changed: what an agent did, another state of the repository, a person who comes back. */
export function useRepo(session: string): OpenRepo {
  const name = useRef(session)
  name.current = session
  const { repo, follow } = useMemo(() => openRepo(() => name.current), [])
  useEffect(follow, [])
  return repo
}

function openRepo(session: () => string): { readonly repo: OpenRepo; readonly follow: () => () => void } {
  const revision = signal(0)
  return {
    repo: { session, revision },
    follow: () => {
      let pause: ReturnType<typeof setTimeout> | undefined
      let seen: string | null = null
      const grow = (): void => {
        // The first of many sets the time: an agent that never stops writing is seen all the same.
        pause ??= setTimeout(() => {
          pause = undefined
          revision.value += 1
        }, GATHER_MS)
      }
      const stop = effect(() => {
        const heard = JSON.stringify([touches.value.get(session()), sessionByName.value.get(session())?.git])
        if (seen !== null && seen !== heard) grow()
        seen = heard
      })
      const look = (): void => {
        if (!document.hidden) grow()
      }
      document.addEventListener('visibilitychange', look)
      window.addEventListener('online', look)
      return () => {
        clearTimeout(pause)
        stop()
        document.removeEventListener('visibilitychange', look)
        window.removeEventListener('online', look)
      }
    },
  }
}
