import { effect, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks'
import type { BodyOf } from '../hub/asking.js'
import { watchFiles } from '../state/file-events.js'
import { sessionByName } from '../state/sessions.js'
import { hubCalls } from '../state/the-hub.js'
import { touches } from '../state/touches.js'

/** What a work tree has that its last commit has not; or that there is no repository. */
export type RepoChanges = BodyOf<'readChanges'>
export type RepoLog = BodyOf<'readLog'>
export type LoggedCommit = RepoLog['commits'][number]
export type RepoBranches = BodyOf<'readBranches'>
export type CommitChanges = BodyOf<'readCommit'>

/** Which files, all when there are none, and how many lines around a change. */
export interface PatchWish {
  readonly path?: ReadonlyArray<string>
  readonly context?: number
}

/** Far more than the lines of any file whose patch is still shown. */
export const WHOLE_FILE = 1_000_000

/** Calls about the repository of a session. Every call settles; none throws. */
export const repository = hubCalls(({ client, ask, file }) => ({
  changes: (name: string, query: PatchWish = {}) =>
    ask(client.readChanges({ params: { name }, query }), ({ body }) => body),
  log: (name: string, limit: number, skip: number) =>
    ask(client.readLog({ params: { name }, query: { limit, skip } }), ({ body }) => body),
  branches: (name: string) => ask(client.readBranches({ params: { name } }), ({ body }) => body),
  commit: (name: string, sha: string, query: PatchWish = {}) =>
    ask(client.readCommit({ params: { name, sha }, query }), ({ body }) => body),
  /** `path`: absolute, `~/…`, or relative to the session's folder. */
  file: (name: string, path: string) =>
    file(`/api/sessions/${encodeURIComponent(name)}/file-content?${new URLSearchParams({ path }).toString()}`),
}))

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

/** Notices what may have changed: files, what an agent did, another state of the repository, a person who comes back. */
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
  return {
    repo: { session: () => name.peek(), revision },
    name,
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
        const heard = JSON.stringify([touches.value.get(name.value), sessionByName.value.get(name.value)?.git])
        if (seen !== null && seen !== heard) grow()
        seen = heard
      })
      const stopWatching = effect(() => watchFiles(`session:${name.value}`, grow))
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
