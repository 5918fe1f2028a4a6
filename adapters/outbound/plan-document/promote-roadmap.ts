import { constants } from 'node:fs'
import { copyFile, readFile, realpath, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../../../infrastructure/files/disk.js'
import type { OpenWrites } from '../../../infrastructure/files/open-writes.js'
import { replaceContent, stampOf } from '../../../infrastructure/files/replace-content.js'
import { losslessBytes, losslessText } from '../../../infrastructure/text/utf8.js'
import { PLAN_NAMES, type FoundPlan } from './plan-file.js'

const [CHANGELOG, ROADMAP] = PLAN_NAMES
const MAX_IGNORE_BYTES = 1024n * 1024n

/**
 * Makes the roadmap of a folder its change log. The copy comes first and the roadmap goes last: whenever this stops, nothing
 * is lost, and what is there is read as it was or as it will be. `false` when there is a change log by now.
 */
export async function promoteRoadmap(
  folder: string,
  roadmap: FoundPlan,
  text: string,
  now: number,
  openWrites: OpenWrites,
): Promise<boolean> {
  await copyFile(roadmap.target, join(folder, `${ROADMAP}.bak-${now}`), constants.COPYFILE_EXCL)
  if (!(await replaceContent(join(folder, CHANGELOG), losslessBytes(text), null, openWrites))) return false
  await unlink(join(folder, ROADMAP))
  return true
}

/** Rewrites `.gitignore` where there is one and it changes. Best effort: the documents are in their place already. */
export async function rewriteIgnoreFile(
  folder: string,
  rewrite: (text: string) => string,
  openWrites: OpenWrites,
): Promise<void> {
  try {
    const path = await realpath(join(folder, '.gitignore'))
    const status = await stat(path, { bigint: true })
    if (!status.isFile() || status.size > MAX_IGNORE_BYTES) return
    const text = losslessText(await readFile(path))
    const wanted = rewrite(text)
    if (wanted !== text) await replaceContent(path, losslessBytes(wanted), stampOf(status), openWrites)
  } catch (thrown) {
    if (errorCode(thrown) === undefined) throw thrown
  }
}
