import { signal } from '@preact/signals'
import { FILES_CHANNEL, type SentOn } from '../../../http/client/channels.js'
import { openLiveSocket, type LiveSocket } from '../app/hub/live-socket.js'
import { clientId } from '../app/device.js'
import { dropToken, token } from '../app/sign-in.js'
import { socketAddress } from '../app/the-hub.js'

export interface FileChange {
  /** Path relative to the root. */
  readonly path: string
  /** True when anything below the path may have changed too. */
  readonly isDeep: boolean
}

export interface FileListener {
  /** Called once when the hub reports changes from here on, or has not done so in time: what is read before may miss some. */
  readonly begun: () => void
  /** Called after `begun`; with `null` when any file may have changed. */
  readonly changed: (change: FileChange | null) => void
}

interface Watched {
  readonly listeners: Set<FileListener>
  /** Listeners whose `begun` was not called. */
  readonly waiting: Set<FileListener>
  isWatching: boolean
  seq: number
}

/** Longest wait for the watch of a root, whose folders the hub may have to walk first. */
const BEGIN_WITHIN_MS = 300

const watched = new Map<string, Watched>()
let live: LiveSocket<typeof FILES_CHANNEL> | null = null

/** Ids of roots that the hub cannot watch completely. */
export const partlyWatched = signal<ReadonlySet<string>>(new Set())

/**
 * Subscribes to file changes below a root, which is a project's id or `session:<name>`. Changes by this page are left
 * out. All subscriptions share one socket, which is open while there are any. Returns an unsubscribe function.
 */
export function watchFiles(root: string, listener: FileListener): () => void {
  const entry: Watched = watched.get(root) ?? { listeners: new Set(), waiting: new Set(), isWatching: false, seq: -1 }
  const isFirst = entry.listeners.size === 0
  entry.listeners.add(listener)
  entry.waiting.add(listener)
  watched.set(root, entry)
  const timer = setTimeout(() => begin(entry, listener), entry.isWatching ? 0 : BEGIN_WITHIN_MS)
  if (!live) connect()
  else if (isFirst) live.say({ subscribe: root })
  return () => {
    clearTimeout(timer)
    entry.waiting.delete(listener)
    entry.listeners.delete(listener)
    if (entry.listeners.size > 0) return
    watched.delete(root)
    live?.say({ unsubscribe: root })
    if (watched.size > 0) return
    live?.close()
    live = null
  }
}

function begin({ waiting }: Watched, listener: FileListener): void {
  if (waiting.delete(listener)) listener.begun()
}

function tell({ listeners, waiting }: Watched, change: FileChange | null): void {
  for (const listener of listeners) if (!waiting.has(listener)) listener.changed(change)
}

function connect(): void {
  const given = token.peek()
  if (given === null) return
  live = openLiveSocket({
    channel: FILES_CHANNEL,
    url: socketAddress('/api/files/events'),
    token: given,
    unauthorized: () => dropToken(given),
    open: () => {
      for (const [root, entry] of watched) {
        entry.seq = -1
        entry.isWatching = false
        live?.say({ subscribe: root })
        tell(entry, null)
      }
    },
    frame: onFrame,
  })
}

function onFrame(frame: SentOn<typeof FILES_CHANNEL>): void {
  if (frame.type === 'watching') {
    const others = [...partlyWatched.value].filter((root) => root !== frame.id)
    partlyWatched.value = new Set(frame.coverage === 'partial' ? [...others, frame.id] : others)
    const entry = watched.get(frame.id)
    if (!entry) return
    entry.isWatching = true
    // Changes before this frame are not reported, and may be newer than what listeners that have begun have read.
    tell(entry, null)
    for (const listener of entry.waiting) begin(entry, listener)
    return
  }
  const entry = watched.get(frame.projectId)
  if (!entry || frame.seq <= entry.seq) return
  entry.seq = frame.seq
  if (frame.origin === clientId) return
  const change = { path: frame.relPath, isDeep: frame.deep === true }
  tell(entry, change)
}
