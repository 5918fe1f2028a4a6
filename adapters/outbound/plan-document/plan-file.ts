import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open, realpath, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { PlanFile } from '../../../application/projects/plan-document.port.js'
import { errorCode } from '../../../infrastructure/files/disk.js'
import { stampOf } from '../../../infrastructure/files/replace-content.js'
import { losslessText } from '../../../infrastructure/text/utf8.js'

/** File names of a plan document; the first that is there counts. */
export const PLAN_NAMES = ['CHANGELOG.md', 'ROADMAP.md'] as const

/** Bytes. Far above a plan written by hand, and parsed within milliseconds. */
const MAX_BYTES = 1024 * 1024

/** A plan document and where it really is, links followed. */
export interface FoundPlan extends PlanFile {
  readonly target: string
  readonly stamp: string
}

const GONE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP'])

/** `null` where the file is not there. */
async function unlessGone<A>(act: () => Promise<A>): Promise<A | null> {
  try {
    return await act()
  } catch (thrown) {
    if (GONE.has(errorCode(thrown) ?? '')) return null
    throw thrown
  }
}

/** Name and stamp of the plan document of a folder. */
export async function lookForPlan(
  folder: string,
): Promise<{ readonly name: PlanFile['name']; readonly stamp: string } | null> {
  for (const name of PLAN_NAMES) {
    const found = await unlessGone(() => stat(join(folder, name), { bigint: true }))
    if (found?.isFile()) return { name, stamp: stampOf(found) }
  }
  return null
}

/** Rejects for a document that is too large or cannot be read. */
export async function readPlanFile(folder: string): Promise<FoundPlan | null> {
  for (const name of PLAN_NAMES) {
    const found = await unlessGone(() => readOne(folder, name))
    if (found !== null) return found
  }
  return null
}

/** `null` for what is no file. Opening without waiting: a pipe of that name would have us wait for ever. */
async function readOne(folder: string, name: PlanFile['name']): Promise<FoundPlan | null> {
  const target = await realpath(join(folder, name))
  const file = await open(target, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW)
  try {
    const status = await file.stat({ bigint: true })
    if (!status.isFile()) return null
    const buffer = Buffer.alloc(Math.min(Number(status.size), MAX_BYTES) + 1)
    let length = 0
    for (let read = -1; read !== 0 && length < buffer.length; length += read) {
      read = (await file.read(buffer, length, buffer.length - length, length)).bytesRead
    }
    if (length > MAX_BYTES) throw new Error(`${name} has more than ${MAX_BYTES} bytes`)
    const bytes = buffer.subarray(0, length)
    return {
      name,
      target,
      stamp: stampOf(status),
      text: losslessText(bytes),
      rev: createHash('sha256').update(bytes).digest('hex').slice(0, 32),
      mtimeMs: Number(status.mtimeNs) / 1e6,
    }
  } finally {
    await file.close()
  }
}
