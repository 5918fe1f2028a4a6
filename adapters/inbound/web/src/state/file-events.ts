import { signal } from '@preact/signals'
import { FILES_CHANNEL, type SentOn } from '../../../http/client/channels.js'
import { openLiveSocket, type LiveSocket } from '../hub/live-socket.js'
import { clientId } from './device.js'
import { dropToken, token } from './sign-in.js'
import { socketAddress } from './the-hub.js'

export interface FileChange {
  /** Path relative to the root. */
  readonly path: string
  /** True when anything below the path may have changed too. */
  readonly isDeep: boolean
}

interface Watched {
  /** Called with `null` when any file may have changed. */
  readonly listeners: Set<(change: FileChange | null) => void>
  seq: number
}

const watched = new Map<string, Watched>()
let live: LiveSocket<typeof FILES_CHANNEL> | null = null

/** Ids of roots that the hub cannot watch completely. */
export const partlyWatched = signal<ReadonlySet<string>>(new Set())

/**
 * Subscribes to file changes below a root, which is a project's id or `session:<name>`. Changes by this page are left
 * out. All subscriptions share one socket, which is open while there are any. Returns an unsubscribe function.
 */
export function watchFiles(root: string, changed: (change: FileChange | null) => void): () => void {
  const entry = watched.get(root) ?? { listeners: new Set(), seq: -1 }
  const isFirst = entry.listeners.size === 0
  entry.listeners.add(changed)
  watched.set(root, entry)
  if (!live) connect()
  else if (isFirst) live.say({ subscribe: root })
  return () => {
    entry.listeners.delete(changed)
    if (entry.listeners.size > 0) return
    watched.delete(root)
    live?.say({ unsubscribe: root })
    if (watched.size > 0) return
    live?.close()
    live = null
  }
}

function connect(): void {
  const given = token.peek()
  if (given === null) return
  live = openLiveSocket({
    channel: FILES_CHANNEL,
    url: socketAddress('/api/files/events'),
    token: given,
    unauthorized: () => {
      dropToken(given)
    },
    open: () => {
      for (const [root, entry] of watched) {
        entry.seq = -1
        live?.say({ subscribe: root })
        for (const tell of entry.listeners) tell(null)
      }
    },
    frame: onFrame,
  })
}

function onFrame(frame: SentOn<typeof FILES_CHANNEL>): void {
  if (frame.type === 'watching') {
    const others = [...partlyWatched.value].filter((root) => root !== frame.id)
    partlyWatched.value = new Set(frame.coverage === 'partial' ? [...others, frame.id] : others)
    // Changes before this frame are not reported, and may be newer than what the page has read.
    for (const tell of watched.get(frame.id)?.listeners ?? []) tell(null)
    return
  }
  const entry = watched.get(frame.projectId)
  if (!entry || frame.seq <= entry.seq) return
  entry.seq = frame.seq
  if (frame.origin === clientId) return
  const change = { path: frame.relPath, isDeep: frame.deep === true }
  for (const tell of entry.listeners) tell(change)
}
