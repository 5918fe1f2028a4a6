import type * as T from 'fp-ts/lib/Task.js'
import { condense, mergeChanges, type PathChange } from '../../domain/files/path-change.js'
import { isWithin } from '../../domain/files/project-path.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Coverage } from './file-events.port.js'
import type { FilesSteps } from './ports.js'

/** Change as listeners receive it. */
export interface FileEvent extends PathChange {
  /**
   * One more than that of the previous event. Larger steps occur after a pause without listeners and after a restart.
   */
  readonly seq: number
  readonly at: Instant
  /** The client that caused it through the hub; `null` for everything else. */
  readonly origin: string | null
}

export type FileNews =
  { readonly _tag: 'Changed'; readonly event: FileEvent } | { readonly _tag: 'Covered'; readonly coverage: Coverage }

/** Changes of the files below folders. All followers of a folder share one watch. */
export interface FileWatch {
  /** Calls `hear` for changes below a folder. Returns an unsubscribe function; `null` when there is no such folder. */
  readonly follow: (folder: string, hear: (news: FileNews) => void) => T.Task<(() => void) | null>
  readonly close: () => void
}

/** Time in which changes of one path are merged into one event. Editors write a file in two or three steps. */
const GATHER_MS = 50
/** Maximum number of paths per batch. Above it, changes are reported as changes of their folders. */
const MAX_AT_ONCE = 500
/** Time for which the watch stays without listeners, so that a page reload finds it active. */
const LINGER_MS = 30_000
/** Sequence numbers per millisecond. They start from the clock and grow more slowly, so that no run repeats one. */
const SEQ_PER_MS = 1_000

interface Pending {
  readonly change: PathChange
  readonly origin: string | null
}

interface Stream {
  seq: number
  readonly listeners: Set<(news: FileNews) => void>
  readonly pending: Map<string, Pending>
  coverage: Coverage | null
  cancelGather: (() => void) | null
  cancelLinger: (() => void) | null
  readonly stop: () => void
}

export function makeFileWatch(deps: Pick<FilesSteps, 'fileEvents' | 'fileChanges' | 'clock'>): FileWatch {
  const { fileEvents, fileChanges, clock } = deps
  const streams = new Map<string, Stream>()
  /** Of all streams, those that are gone included. */
  let lastSeq = 0

  const tell = (stream: Stream, news: FileNews): void => {
    for (const hear of [...stream.listeners]) hear(news)
  }

  const flush = (stream: Stream): void => {
    stream.cancelGather = null
    const at = clock.now()
    const origins = new Map([...stream.pending].map(([path, { origin }]) => [path, origin]))
    const changes = condense(
      [...stream.pending.values()].map(({ change }) => change),
      MAX_AT_ONCE,
    )
    stream.pending.clear()
    for (const change of changes) {
      stream.seq += 1
      lastSeq = Math.max(lastSeq, stream.seq)
      const origin = change.isDeep ? null : (origins.get(change.path) ?? null)
      tell(stream, { _tag: 'Changed', event: { ...change, seq: stream.seq, at, origin } })
    }
  }

  const gather = (stream: Stream, change: PathChange, origin: string | null): void => {
    const before = stream.pending.get(change.path)
    const merged = before === undefined ? change : mergeChanges(before.change, change)
    stream.pending.set(change.path, { change: merged, origin: origin ?? before?.origin ?? null })
    stream.cancelGather ??= clock.after(GATHER_MS, () => flush(stream))
  }

  const stopHearing = fileChanges.add(({ path, kind, origin }) => {
    for (const [root, stream] of streams)
      if (path !== root && isWithin(root, path)) {
        const below = path.slice(root.endsWith('/') ? root.length : root.length + 1)
        gather(stream, { type: kind, path: below, isDeep: false }, origin)
      }
  })

  const open = (root: string): Stream => {
    const stream: Stream = {
      seq: Math.max(lastSeq, clock.now() * SEQ_PER_MS),
      listeners: new Set(),
      pending: new Map(),
      coverage: null,
      cancelGather: null,
      cancelLinger: null,
      stop: fileEvents.watch(root, {
        changed: (change) => gather(stream, change, null),
        covered: (coverage) => {
          stream.coverage = coverage
          tell(stream, { _tag: 'Covered', coverage })
        },
      }),
    }
    streams.set(root, stream)
    return stream
  }

  const leave = (root: string, stream: Stream): void => {
    if (stream.listeners.size > 0) return
    stream.cancelLinger = clock.after(LINGER_MS, () => end(root, stream))
  }
  const end = (root: string, stream: Stream): void => {
    streams.delete(root)
    stream.cancelLinger?.()
    stream.cancelGather?.()
    stream.stop()
  }

  return {
    follow: (folder, hear) => async () => {
      const root = await fileEvents.rootOf(folder)()
      if (root === null) return null
      const stream = streams.get(root) ?? open(root)
      stream.cancelLinger?.()
      stream.cancelLinger = null
      const own = (news: FileNews): void => hear(news)
      stream.listeners.add(own)
      if (stream.coverage !== null) own({ _tag: 'Covered', coverage: stream.coverage })
      return () => {
        if (stream.listeners.delete(own) && streams.get(root) === stream) leave(root, stream)
      }
    },
    close: () => {
      stopHearing()
      for (const [root, stream] of [...streams]) end(root, stream)
    },
  }
}
