import { watch, type FSWatcher } from 'node:fs'
import { realpath, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { watchArrival, type ArrivalWatch } from '../../../infrastructure/files/arrival-watch.js'
import { detach, guarded } from '../../../infrastructure/guard/guard.js'
import { PLAN_NAMES, type FoundPlan } from './plan-file.js'

const PART = 'plan watch'

/** Editors write in several steps; what comes within this time is one change. Counted from the first, so that none waits longer. */
const GATHER_MS = 80
/** A folder that cannot be watched is looked at this often. */
const LOOK_AGAIN_MS = 2_000

/**
 * Calls `touched` after anything happened to a plan document of a folder, or to what it links to. One watch a folder, and
 * one more for a link that leads out of it. The folder itself may go and come back.
 */
export function watchPlan(
  folder: string,
  touched: () => Promise<FoundPlan | null>,
  lookAgainMs = LOOK_AGAIN_MS,
): () => void {
  let isStopped = false
  let own: { readonly identity: string; readonly watcher: FSWatcher } | null = null
  let target: { readonly path: string; readonly watcher: FSWatcher } | null = null
  let gathering: NodeJS.Timeout | undefined
  let again: NodeJS.Timeout | undefined
  let arrival: ArrivalWatch | null = null

  const gathered = guarded(PART, () => {
    gathering = undefined
    return settle()
  })

  const notice = (): void => {
    gathering ??= setTimeout(gathered, GATHER_MS).unref()
  }

  const settle = async (): Promise<void> => {
    const found = await touched().catch(() => null)
    followLink(found?.target ?? null)
    if (isStopped) return
    if ((await identityOf(folder)) !== own?.identity) await start(true)
  }

  /** Only what is elsewhere: in the folder itself it is watched already. */
  const followLink = (path: string | null): void => {
    if (isStopped) return
    const outside = path === null || PLAN_NAMES.some((name) => path === join(folder, name)) ? null : path
    if (outside === (target?.path ?? null)) return
    target?.watcher.close()
    const watcher = outside === null ? null : listen(dirname(outside), [basename(outside)])
    target = outside === null || watcher === null ? null : { path: outside, watcher }
  }

  const listen = (path: string, names: ReadonlyArray<string>): FSWatcher | null => {
    try {
      const told = (_: string, file: string | null): void => {
        if (file === null || names.includes(file) || file === basename(path)) notice()
      }
      const watcher = watch(path, { persistent: false }, guarded(PART, told))
      return watcher.on(
        'error',
        guarded(PART, () => watcher.close()),
      )
    } catch {
      return null // Gone, or no watches are left: the list still looks for itself.
    }
  }

  /** Another folder may be in its place by now: the watch stays with the one that it was begun on. */
  const start = async (isAgain: boolean): Promise<void> => {
    const identity = await identityOf(folder)
    if (isStopped) return
    own?.watcher.close()
    const watcher = identity === null ? null : listen(folder, PLAN_NAMES)
    own = identity === null || watcher === null ? null : { identity, watcher }
    if (own === null) {
      lookAgain(identity === null)
      return
    }
    arrival?.close()
    arrival = null
    if (isAgain) notice()
    else followLink(await linkTarget(folder))
  }
  const startAgain = guarded(PART, () => start(true))

  /** Waits for a missing folder from the nearest one above it, and looks from time to time where no watch is available. */
  const lookAgain = (isMissing: boolean): void => {
    const before = arrival
    arrival = isMissing ? watchArrival(folder, startAgain) : null
    before?.close()
    clearTimeout(again)
    if (arrival === null) again = setTimeout(startAgain, lookAgainMs).unref()
    else if (arrival.folder !== before?.folder) startAgain() // it may have come before this watch
  }
  detach(PART, () => start(false))

  return () => {
    isStopped = true
    clearTimeout(gathering)
    clearTimeout(again)
    arrival?.close()
    own?.watcher.close()
    target?.watcher.close()
  }
}

/** Tells one folder from another that took its place; `null` when there is none. */
const identityOf = (folder: string): Promise<string | null> =>
  stat(folder, { bigint: true }).then(
    // A number of a file that is gone is soon given to another one.
    (status) => (status.isDirectory() ? [status.dev, status.ino, status.birthtimeNs].join(':') : null),
    () => null,
  )

async function linkTarget(folder: string): Promise<string | null> {
  for (const name of PLAN_NAMES) {
    const path = await realpath(join(folder, name)).catch(() => null)
    if (path !== null) return path
  }
  return null
}
