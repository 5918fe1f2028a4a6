import { watch, type FSWatcher } from 'node:fs'
import type { RepoWatch } from '../../../application/repo/repo-watch.port.js'
import { findRepository } from '../../../infrastructure/git/find-repository.js'
import { detach, guarded } from '../../../infrastructure/guard/guard.js'

const PART = 'repository watch'

/**
 * Files of a repository that a commit, checkout, merge, fetch or staging writes. gitrepository-layout(5). Each change of the
 * branch takes `HEAD.lock`; one that leaves the index as it is, such as a new message for the last commit, writes nothing else.
 */
const TELLING = new Set([
  'HEAD',
  'HEAD.lock',
  'index',
  'FETCH_HEAD',
  'MERGE_HEAD',
  'ORIG_HEAD',
  'config',
  'packed-refs',
])

/** Watches the folder that git keeps its head and index in: one watch a repository, however large. */
export const gitRepoWatch: RepoWatch = (directory, changed) => {
  let isStopped = false
  let watcher: FSWatcher | null = null

  const start = async (): Promise<void> => {
    const place = await findRepository(directory)
    if (place === null || isStopped) return
    try {
      const notice = (_: string, file: string | null): void => {
        if (file === null || TELLING.has(file)) changed()
      }
      watcher = watch(place.gitFolder, { persistent: false }, guarded(PART, notice))
      watcher.on(
        'error',
        guarded(PART, () => watcher?.close()),
      )
    } catch {
      // No watches are left, or the folder is gone: the column still ages and is read again.
    }
  }
  detach(PART, start)

  return () => {
    isStopped = true
    watcher?.close()
  }
}
