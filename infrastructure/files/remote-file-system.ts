import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Types of file systems that change without inotify events, because another machine or a program does it. Values of
 * statfs(2) and of the kernel's `magic.h`.
 */
const REMOTE_TYPES: ReadonlyMap<number, string> = new Map([
  [0x6969, 'nfs'],
  [0x517b, 'smb'],
  [0xff534d42, 'cifs'],
  [0xfe534d42, 'smb2'],
  [0x65735546, 'fuse'],
  [0x01021997, '9p'],
  [0x00c36400, 'ceph'],
  [0x5346414f, 'afs'],
  [0x6b414653, 'kafs'],
  [0x73757245, 'coda'],
  [0x564c, 'ncp'],
  [0x0bd00bd0, 'lustre'],
  [0x01161970, 'gfs2'],
  [0x7461636f, 'ocfs2'],
  [0x47504653, 'gpfs'],
  [0x786f4256, 'vboxsf'],
  [0xbacbacbc, 'vmhgfs'],
])

/** Name of a network or FUSE file system by its type number; `null` for any other. */
export const remoteFileSystem = (type: number): string | null => REMOTE_TYPES.get(type >>> 0) ?? null

/**
 * True when a path lies on a network or FUSE file system, by the nearest folder above it that exists. Linux only: elsewhere
 * the numbers are assigned differently and the answer is `false`.
 */
export async function isOnRemoteFileSystem(path: string): Promise<boolean> {
  if (process.platform !== 'linux') return false
  for (let at = path; ; at = dirname(at)) {
    try {
      return remoteFileSystem((await statfs(at)).type) !== null
    } catch {
      if (at === dirname(at)) return false
    }
  }
}
