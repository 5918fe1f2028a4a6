import { chokidarFileEvents } from '../adapters/outbound/chokidar/file-events.chokidar.js'
import { fsFileEvents } from '../adapters/outbound/fs-watch/file-events.fs-watch.js'
import { fileEventsByFileSystem } from '../adapters/outbound/system/file-events.by-file-system.js'
import type { FileEvents } from '../application/files/file-events.port.js'
import { isOnRemoteFileSystem } from '../infrastructure/files/remote-file-system.js'
import type { Config } from './environment.js'

/** Watcher of project files that `FILE_WATCHER` selects. */
export function openFileEvents({ fileWatcher }: Pick<Config, 'fileWatcher'>): FileEvents {
  const polled = chokidarFileEvents()
  if (fileWatcher === 'chokidar') return polled
  return fileEventsByFileSystem({ notified: fsFileEvents(), polled, needsPolling: isOnRemoteFileSystem })
}
