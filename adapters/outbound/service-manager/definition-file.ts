import * as E from 'fp-ts/lib/Either.js'
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { foreignService, type ForeignService } from '../../../domain/server/errors.js'
import { replaceFile } from '../../../infrastructure/files/atomic-write.js'
import { errorCode, errorText, type Disk } from '../../../infrastructure/files/disk.js'
import { removeStaleTemporaries } from '../../../infrastructure/files/stale-temporaries.js'

/** Contained in every definition that the hub writes. A definition without it is neither replaced nor removed. */
export const MARK = 'Written by: penates service install'

/** The file that defines our service. */
export interface DefinitionFile {
  readonly write: (text: string) => Promise<E.Either<ForeignService | Unavailable, void>>
  /** False when there is none. */
  readonly remove: () => Promise<E.Either<ForeignService | Unavailable, boolean>>
  /** True when a definition exists, with or without the mark. */
  readonly isThere: () => Promise<boolean>
}

export function definitionFile(disk: Disk, file: string): DefinitionFile {
  const read = async (): Promise<string | null> => {
    try {
      return await disk.read(file)
    } catch (thrown) {
      if (errorCode(thrown) === 'ENOENT') return null
      throw thrown
    }
  }
  /** Calls `change` with the present text. A foreign definition is left unchanged. */
  const ifOurs = async <A>(
    change: (text: string | null) => Promise<A>,
  ): Promise<E.Either<ForeignService | Unavailable, A>> => {
    try {
      const text = await read()
      return text !== null && !text.includes(MARK) ? E.left(foreignService(file)) : E.right(await change(text))
    } catch (thrown) {
      return E.left(unavailable('service', errorText(thrown), thrown))
    }
  }

  return {
    write: (text) =>
      ifOurs(async () => {
        await mkdir(dirname(file), { recursive: true }) // the person's own folder: its mode is theirs
        await removeStaleTemporaries(file)
        await replaceFile(disk, file, text)
      }),
    remove: () =>
      ifOurs(async (text) => {
        if (text === null) return false
        await disk.remove(file)
        return true
      }),
    isThere: async () => (await read().catch(() => null)) !== null,
  }
}
