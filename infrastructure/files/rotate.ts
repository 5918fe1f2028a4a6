import { errorCode, type Disk } from './disk.js'

/** Size of a file; 0 when it is missing. */
export async function sizeOf(disk: Disk, file: string): Promise<number> {
  try {
    return await disk.size(file)
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return 0
    throw thrown
  }
}

/** Renames `file` to `file.1`, that to `file.2` and so on; the one past `archives` is replaced. */
export async function rotate(disk: Disk, file: string, archives: number): Promise<void> {
  for (let archive = archives; archive > 0; archive -= 1) {
    const newer = archive === 1 ? file : `${file}.${String(archive - 1)}`
    try {
      await disk.rename(newer, `${file}.${String(archive)}`)
    } catch (thrown) {
      if (errorCode(thrown) !== 'ENOENT') throw thrown
    }
  }
}
