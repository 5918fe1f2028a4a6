import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks'
import type { ComparedWith } from '../../../../../domain/repo/work-tree.js'
import type { BodyOf } from '../app/hub/hub.js'
import { watchFiles } from '../files/file-events.js'
import { sessionByName, sessions } from '../app/sessions.js'
import { touches } from './touches.js'

/** Uncommitted changes of a work tree, or the information that there is no repository. */
export type RepoChanges = BodyOf<'readChanges'>
export type RepoLog = BodyOf<'readLog'>
export type LoggedCommit = RepoLog['commits'][number]
export type RepoBranches = BodyOf<'readBranches'>

/** Paths, all when absent, and number of context lines. */
export interface PatchWish {
  readonly path?: ReadonlyArray<string>
  readonly context?: number
  readonly base?: ComparedWith
}

/** Number of context lines that exceeds the length of any file whose patch is shown. */
const WHOLE_FILE = 1_000_000

/**
 * Patch request for one file with the default context or with the whole file. git detects a rename only with both
 * paths.
 */
export const wishFor = (path: string, oldPath: string | null, extent: 'usual' | 'whole'): PatchWish => ({
  path: oldPath === null ? [path] : [path, oldPath],
  ...(extent === 'whole' ? { context: WHOLE_FILE } : {}),
})

/** Events within this time cause one read. Agents save several files in a row. */
const GATHER_MS = 300

/** Repository of an open session. */
export interface OpenRepo {
  /** Current name of the session. */
  readonly session: () => string
  /** Counter that grows whenever the data read may be outdated. */
  readonly revision: ReadonlySignal<number>
  /** True once sessions are listed and the hub reports changes of files, or has not done so in time. What is read from then on is not read twice. */
  readonly isBegun: ReadonlySignal<boolean>
  /** Causes a read at once, after a change that this page made. */
  readonly readAgain: () => void
}

/** Watches for changes: file events, agent activity, the state of the repository and the page becoming visible. */
export function useRepo(session: string): OpenRepo {
  const { repo, name, follow } = useMemo(() => openRepo(session), [])
  useLayoutEffect(() => {
    name.value = session
  }, [session])
  useEffect(follow, [])
  return repo
}

interface FollowedRepo {
  readonly repo: OpenRepo
  readonly name: Signal<string>
  readonly follow: () => () => void
}

function openRepo(session: string): FollowedRepo {
  const name = signal(session)
  const revision = signal(0)
  const isWatched = signal(false)
  return {
    repo: {
      session: () => name.peek(),
      revision,
      isBegun: computed(() => isWatched.value && sessions.value !== null),
      readAgain: () => (revision.value += 1),
    },
    name,
    follow: () => {
      let pause: ReturnType<typeof setTimeout> | undefined
      let seen: string | null = null
      const grow = (): void => {
        // The first event starts the timer, so that constant writes still cause updates.
        pause ??= setTimeout(() => {
          pause = undefined
          revision.value += 1
        }, GATHER_MS)
      }
      const stop = effect(() => {
        if (sessions.value === null) return
        const heard = JSON.stringify([touches.value.get(name.value), sessionByName.value.get(name.value)?.git])
        if (seen !== null && seen !== heard) grow()
        seen = heard
      })
      const begun = (): void => {
        // After a rename of the session, changes may have been missed.
        if (isWatched.peek()) grow()
        isWatched.value = true
      }
      const stopWatching = effect(() => watchFiles(`session:${name.value}`, { begun, changed: grow }))
      const look = (): void => {
        if (!document.hidden) grow()
      }
      document.addEventListener('visibilitychange', look)
      window.addEventListener('online', look)
      return () => {
        clearTimeout(pause)
        stop()
        stopWatching()
        document.removeEventListener('visibilitychange', look)
        window.removeEventListener('online', look)
      }
    },
  }
}
