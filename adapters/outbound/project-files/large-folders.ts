import type { ListedFolder } from '../../../application/files/project-files.port.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { askedThread } from '../../../infrastructure/threads/asked-thread.js'
import { unpacked, type FolderRequest, type PackedListing } from './folder-reader.js'

/** Listings of large folders, outside the main thread. */
export interface LargeFolders {
  readonly list: (request: FolderRequest) => Promise<ListedFolder>
  readonly close: () => Promise<void>
}

export interface ThreadLargeFoldersDeps {
  readonly clock: Pick<Clock, 'after'>
  /** Absolute path of `folder-reader.script.js`. */
  readonly script: string
}

/** Idle timeout. The thread ends and frees its memory. */
const IDLE_MS = 60_000
const CLOSE_MS = 1_000
/** Limit of the thread's JavaScript heap: 100,000 names take 30 MB. */
const LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 }

/** Reads large folders in a worker thread, which starts with the first one and ends when idle. */
export function threadLargeFolders({ clock, script }: ThreadLargeFoldersDeps): LargeFolders {
  const thread = askedThread<FolderRequest, PackedListing>({
    ...{ name: 'listing of a folder', script, workerData: null, limits: LIMITS },
    ...{ after: clock.after, idleMs: IDLE_MS, closeMs: CLOSE_MS },
  })
  return { list: async (request) => unpacked(await thread.ask(request)), close: thread.close }
}
