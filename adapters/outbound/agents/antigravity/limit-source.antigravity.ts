import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../../../application/shared/clock.port.js'
import type { LimitSource } from '../../../../application/usage/limit-source.port.js'
import type { LimitAccount } from '../../../../domain/usage/limits.js'
import { antigravity } from './antigravity.js'
import { isLogName, resetIn } from './refusals.js'
import { READING } from '../../../../infrastructure/files/reading.js'

export interface AntigravityLimitsDeps {
  /** `~/.gemini/antigravity-cli/log`. */
  readonly folder: string
  readonly clock: Clock
}

const NEWEST = 5
/** Bytes read from the end of a log: about a day of refusals. */
const TAIL_BYTES = 2 * 1024 * 1024
const MS_PER_SECOND = 1_000

/** The limit that Antigravity has run into, from its logs; known only while it lasts. */
export const antigravityLimits =
  ({ folder, clock }: AntigravityLimitsDeps): LimitSource =>
  async () => {
    const names = await readdir(folder).catch((): ReadonlyArray<string> => [])
    const newest = names.filter(isLogName).sort().slice(-NEWEST)
    const resets: number[] = []
    for (const name of newest) {
      const reset = resetIn(name, await tailOf(join(folder, name)))
      if (reset !== null) resets.push(reset)
    }
    const latest = Math.max(...resets)
    return latest > clock.now() ? [accountUntil(Math.floor(latest / MS_PER_SECOND))] : []
  }

const accountUntil = (resetsAt: number): LimitAccount => ({
  accountId: 'antigravity',
  accountLabel: null,
  agent: antigravity.id,
  hostName: null,
  capturedAt: null,
  isLimited: true,
  windows: [{ label: null, usedPercentage: null, resetsAt, isLimited: true }],
})

/** The end of a file; `''` when it cannot be read or is no file. */
async function tailOf(file: string): Promise<string> {
  try {
    const handle = await open(file, READING)
    try {
      const { size } = await handle.stat()
      const length = Math.min(size, TAIL_BYTES)
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length)
      return buffer.toString('utf8', 0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch {
    return ''
  }
}
