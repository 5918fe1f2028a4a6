import { lstat } from 'node:fs/promises'
import type { FileEvents, Coverage, FileEventsListener } from '../../../application/files/file-events.port.js'
import { realFolder } from '../../../infrastructure/files/disk.js'
import { guarded } from '../../../infrastructure/guard/guard.js'
import { treeRules } from '../../../infrastructure/git/tree-rules.js'
import { isOfTools } from '../../../domain/files/listing.js'
import type { PathChange } from '../../../domain/files/path-change.js'
import { type Poll, openPoll, pollIntervalOf } from './poll.js'
import { surveyTree } from './tree-survey.js'

export interface ChokidarOptions {
  /** Pause between two polls of a path, at least; longer in large trees. */
  readonly intervalMs?: number
  /** Files and folders of one tree that are polled. */
  readonly maxPaths?: number
  /** Pause between two reports for the whole of a tree that is polled in part. */
  readonly hintEveryMs?: number
}

const INTERVAL_MS = 1_000
const MAX_PATHS = 50_000
const HINT_EVERY_MS = 30_000

/** Trees on file systems that report no changes: chokidar reads the times of every file and folder again and again. */
export function chokidarFileEvents(options: ChokidarOptions = {}): FileEvents {
  const { intervalMs = INTERVAL_MS, maxPaths = MAX_PATHS, hintEveryMs = HINT_EVERY_MS } = options
  const openPolls = new Set<Poll>()
  return {
    rootOf: (folder) => () => realFolder(folder),
    watch: (root, listener) => pollTree({ root, listener, intervalMs, openPolls, maxPaths, hintEveryMs }),
  }
}

interface PolledTreeOptions {
  readonly root: string
  readonly listener: FileEventsListener
  readonly intervalMs: number
  /** Running polls of all trees. */
  readonly openPolls: Set<Poll>
  readonly maxPaths: number
  readonly hintEveryMs: number
}

const PART = 'file watch'

/**
 * Polls a tree. The root is read every `intervalMs`. When it is another folder than before, or the ignore lists changed,
 * the poll is opened anew and the whole tree is reported, for what happened in between.
 */
function pollTree({ root, listener, intervalMs, openPolls, maxPaths, hintEveryMs }: PolledTreeOptions): () => void {
  const stopped = new AbortController()
  let poll: Poll | null = null
  let identity: string | null = null
  let told: Coverage | null = null
  /** The poll was opened after changes were reported already. */
  let isReopened = false
  let hintAt = 0
  let isBusy = false

  // A listener that throws costs neither the watch nor the other changes.
  const changed = guarded('file events', listener.changed)
  const covered = guarded('file events', listener.covered)
  const tell = (type: PathChange['type'], path: string, isDeep = false): void => {
    if (!stopped.signal.aborted) changed({ type, path, isDeep })
  }
  const tellAll = (): void => {
    hintAt = Date.now() + hintEveryMs
    tell('rename', '', true)
  }
  const cover = (next: Coverage): void => {
    if (stopped.signal.aborted || told?._tag === next._tag) return
    told = next
    covered(next)
  }
  const close = (): void => {
    if (poll === null) return
    poll.close()
    openPolls.delete(poll)
    poll = null
  }

  async function look(): Promise<void> {
    const found = await identityOf(root)
    if (stopped.signal.aborted) return
    if (found === null) {
      close()
      cover({ _tag: 'Gone' })
    } else if (poll === null || poll.isStale() || found !== identity) {
      identity = found
      await open()
    } else {
      const { coverage, settle } = poll
      if (!(await settle())) return
      cover(coverage)
      if (isReopened || (coverage._tag === 'Partial' && Date.now() >= hintAt)) tellAll()
      isReopened = false
    }
  }

  async function open(): Promise<void> {
    close()
    isReopened = told !== null
    const rules = await treeRules(root, isOfTools)
    const survey = await surveyTree(root, rules, maxPaths, stopped.signal)
    const { watch } = await import('chokidar')
    if (stopped.signal.aborted) return
    const pollMs = Math.max(pollIntervalOf(survey, intervalMs), ...[...openPolls].map((one) => one.pollMs))
    poll = openPoll({ watch, root, rules, survey, intervalMs, pollMs, maxPaths, tell })
    openPolls.add(poll)
  }

  const lookOnce = guarded(PART, async () => {
    if (isBusy) return
    isBusy = true
    try {
      await look()
    } finally {
      isBusy = false
    }
  })
  lookOnce()
  const timer = setInterval(lookOnce, intervalMs).unref()
  return () => {
    stopped.abort()
    clearInterval(timer)
    close()
  }
}

/** The inode number alone is used again for a folder that is made in the place of another. */
async function identityOf(root: string): Promise<string | null> {
  try {
    const stats = await lstat(root)
    return stats.isDirectory() ? [stats.dev, stats.ino, stats.birthtimeMs].join(':') : null
  } catch {
    return null
  }
}
