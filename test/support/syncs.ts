import { open } from 'node:fs/promises'

/** Calls `onSync` before each sync of a file or folder by this process, until the returned function is called. */
export async function watchSyncs(path: string, onSync: () => void): Promise<() => void> {
  const probe = await open(path, 'r')
  const handles = Object.getPrototypeOf(probe) as { sync: () => Promise<void> }
  await probe.close()
  const { sync } = handles
  handles.sync = function (this: unknown) {
    onSync()
    return sync.call(this)
  }
  return () => {
    handles.sync = sync
  }
}
