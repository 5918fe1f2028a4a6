import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals'
import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks'
import type { ComparedWith } from '../../../../../domain/repo/work-tree.js'
import { contentOf, fileTimeout } from '../app/hub/file-content.js'
import type { BodyOf } from '../app/hub/hub.js'
import { watchFiles } from '../files/file-events.js'
import { sessionByName, sessions } from '../app/sessions.js'
import { hubCalls } from '../app/the-hub.js'
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

/** Change as it is shown. */
interface DiscardedChange {
  readonly path: string
  readonly category: 'unstaged' | 'untracked'
  readonly digest?: string
  readonly hunk?: number
}

/** Hunk of the patch with this digest. */
interface SeenHunk {
  readonly path: string
  readonly digest: string
  readonly hunk: number
}

/** Number of context lines that exceeds the length of any file whose patch is shown. */
const WHOLE_FILE = 1_000_000

/** Requests about the repository of a session. They never reject. */
export const repository = hubCalls(({ client, ask }) => ({
  changes: (name: string, query: PatchWish = {}) =>
    ask(client.readChanges({ params: { name }, query }), ({ body }) => body),
  stage: (name: string, paths: ReadonlyArray<string>) =>
    ask(client.stageChanges({ params: { name }, body: { paths } }), () => undefined),
  unstage: (name: string, paths: ReadonlyArray<string>) =>
    ask(client.unstageChanges({ params: { name }, body: { paths } }), () => undefined),
  stageHunk: (name: string, hunk: SeenHunk) =>
    ask(client.stageHunk({ params: { name }, body: { ...hunk } }), () => undefined),
  unstageHunk: (name: string, hunk: SeenHunk) =>
    ask(client.unstageHunk({ params: { name }, body: { ...hunk } }), () => undefined),
  discard: (name: string, change: DiscardedChange) =>
    ask(client.discardChange({ params: { name }, body: change }), ({ body }) => body.id),
  restore: (name: string, id: string) =>
    ask(client.restoreDiscarded({ params: { name, id } }), ({ body }) => body.path),
  /** `paths`: the staged files that are shown. */
  commitStaged: (name: string, message: string, paths: ReadonlyArray<string>) =>
    ask(client.commitStaged({ params: { name }, body: { message, paths } }), ({ body }) => body.shortSha),
  log: (name: string, limit: number, skip: number) =>
    ask(client.readLog({ params: { name }, query: { limit, skip } }), ({ body }) => body),
  branches: (name: string) => ask(client.readBranches({ params: { name } }), ({ body }) => body),
  commit: (name: string, sha: string, query: PatchWish = {}) =>
    ask(client.readCommit({ params: { name, sha }, query }), ({ body }) => body),
  /** `path`: absolute, `~/…`, or relative to the session's folder. */
  file: (name: string, path: string) =>
    ask(client.readSessionFile({ params: { name }, query: { path }, signal: fileTimeout() }), contentOf),
}))

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
      readAgain: () => {
        revision.value += 1
      },
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
