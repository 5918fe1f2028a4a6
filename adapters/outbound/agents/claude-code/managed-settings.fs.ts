import { randomUUID } from 'node:crypto'
import { chmod, mkdir, readFile, rename, rmdir, unlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ManagedSettings } from '../../../../application/hooks/managed-settings.port.js'
import { unavailable } from '../../../../application/shared/errors.js'
import { errorCode, errorText } from '../../../../infrastructure/files/disk.js'
import { removeStaleTemporaries } from '../../../../infrastructure/files/stale-temporaries.js'

/** Claude Code reads every `.json` there, in order of names, besides `managed-settings.json` (2.1.197, 2.1.332). */
const DROP_INS = 'managed-settings.d'
const FILE_MODE = 0o644
const FOLDER_MODE = 0o755

/** The hub's file below the folder of managed settings. */
export function fsManagedSettings(folder: string): ManagedSettings {
  const file = join(folder, DROP_INS, '50-penates.json')
  const attempt = <A>(act: () => Promise<A>) =>
    TE.tryCatch(act, (thrown) => {
      const isDenied = ['EACCES', 'EPERM', 'EROFS'].includes(errorCode(thrown) ?? '')
      const detail = isDenied ? 'only the administrator may write there; run it with sudo' : errorText(thrown)
      return unavailable('managed settings', `${file}: ${detail}`, thrown)
    })
  return {
    file,
    read: attempt(() => readFile(file, 'utf8').catch(nullIfMissing)),
    write: (text) => attempt(() => write(file, text)),
    remove: attempt(async () => {
      await unlink(file).catch(nullIfMissing)
      // Folders that are empty now were made for the file; others stay.
      for (const made of [dirname(file), folder]) await rmdir(made).catch(() => undefined)
    }),
  }
}

function nullIfMissing(thrown: unknown): null {
  if (errorCode(thrown) === 'ENOENT') return null
  throw thrown
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: FOLDER_MODE })
  await removeStaleTemporaries(file)
  const fresh = `${file}.${randomUUID()}.tmp`
  try {
    await writeFile(fresh, text, { mode: FILE_MODE, flag: 'wx', flush: true })
    await chmod(fresh, FILE_MODE)
    await rename(fresh, file)
  } catch (thrown) {
    await unlink(fresh).catch(() => undefined)
    throw thrown
  }
}
