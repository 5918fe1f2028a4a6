import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { chmod, lstat, mkdir, open, realpath, rename, stat, unlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { AgentSettings } from '../../../../application/hooks/agent-settings.port.js'
import { unavailable } from '../../../../application/shared/errors.js'
import { errorCode, errorText } from '../../../../infrastructure/files/disk.js'
import { removeStaleTemporaries } from '../../../../infrastructure/files/stale-temporaries.js'
import { REFUSALS } from './refusals.js'
import { readRegularFile } from '../../../../infrastructure/files/reading.js'

const NEW_FILE_MODE = 0o600

/** Settings of a coding CLI in its own folder (absolute). */
export function fsAgentSettings(folder: string, name = 'settings.json'): AgentSettings {
  const file = join(folder, name)
  const attempt = <A>(act: () => Promise<A>) =>
    TE.tryCatch(act, (thrown) => unavailable('settings', `${file}: ${errorText(thrown)}`, thrown))
  return {
    file,
    read: attempt(() => read(file)),
    replace: (before, after) => attempt(() => (after === null ? remove(file, before) : replace(file, before, after))),
  }
}

async function read(file: string): Promise<string | null> {
  try {
    const bytes = await readRegularFile(file)
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (thrown) {
    if (errorCode(thrown) === 'ENOENT') return null
    throw thrown
  }
}

/** Bits of a mode that let anyone write. */
const WRITABLE = 0o222

/** Mode of the file. A read-only one is refused: renaming another one over it would work, and its owner did not want that. */
async function writableMode(file: string): Promise<number> {
  const mode = (await stat(file)).mode & 0o777
  if ((mode & WRITABLE) === 0) throw new Error(REFUSALS.readOnly)
  return mode
}

/** A link is removed, not what it leads to. */
async function remove(file: string, before: string | null): Promise<void> {
  if (before !== null) await writableMode(file)
  if ((await read(file)) !== before) throw new Error(REFUSALS.changed)
  await unlink(file)
}

const isLink = async (path: string): Promise<boolean> =>
  lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  )

/** People keep this file in their dotfiles: the link stays a link, what it leads to is replaced. */
async function replace(link: string, before: string | null, after: string): Promise<void> {
  await mkdir(dirname(link), { recursive: true })
  if (before === null && (await isLink(link))) throw new Error(REFUSALS.leadsNowhere)
  const file = before === null ? link : await realpath(link)
  await removeStaleTemporaries(file)
  const mode = before === null ? NEW_FILE_MODE : await writableMode(file)
  const fresh = `${file}.${randomBytes(8).toString('hex')}.tmp`
  try {
    const handle = await open(fresh, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, mode)
    try {
      await handle.writeFile(after, 'utf8')
      await handle.sync()
    } finally {
      await handle.close()
    }
    await chmod(fresh, mode)
    if ((await read(file)) !== before) throw new Error(REFUSALS.changed)
    await rename(fresh, file)
  } catch (thrown) {
    await unlink(fresh).catch(() => undefined)
    throw thrown
  }
}
