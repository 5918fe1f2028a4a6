import { replaceFile } from '../../../infrastructure/files/atomic-write.js'
import type { Disk } from '../../../infrastructure/files/disk.js'

/** Where a second copy of a state file is kept, for the day on which the file itself cannot be read. */
export const lastGoodCopyOf = (file: string): string => `${file}.bak`

/** Whether it worked. When it did not, the file itself is safe all the same, and the copy there was is still good. */
export const writeLastGoodCopy = (disk: Disk, file: string, text: string): Promise<boolean> =>
  replaceFile(disk, lastGoodCopyOf(file), text).then(
    () => true,
    () => false,
  )
