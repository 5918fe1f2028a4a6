import type { FileEvents } from '../../../application/files/file-events.port.js'
import { detach } from '../../../infrastructure/guard/guard.js'

export interface ByFileSystemOptions {
  readonly notified: FileEvents
  readonly polled: FileEvents
  readonly needsPolling: (root: string) => Promise<boolean>
}

/** Selects one of two watchers for each root, when its watch starts. */
export function fileEventsByFileSystem({ notified, polled, needsPolling }: ByFileSystemOptions): FileEvents {
  return {
    rootOf: notified.rootOf,
    watch: (root, listener) => {
      const stopped = new AbortController()
      let stop = (): void => undefined
      detach('file watch', async () => {
        const events = (await needsPolling(root)) ? polled : notified
        if (!stopped.signal.aborted) stop = events.watch(root, listener)
      })
      return () => {
        stopped.abort()
        stop()
      }
    },
  }
}
