import { replaceFile } from '../../../infrastructure/files/atomic-write.js'
import type { Disk } from '../../../infrastructure/files/disk.js'

/** Path of the second copy, which is read when the state file itself is unreadable. */
export const lastGoodCopyOf = (file: string): string => `${file}.bak`

/** Returns false on failure. The state file and the previous copy are intact then. */
export const writeLastGoodCopy = (disk: Disk, file: string, text: string): Promise<boolean> =>
  replaceFile(disk, lastGoodCopyOf(file), text).then(
    () => true,
    () => false,
  )
