import { open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../../../../application/shared/clock.port.js'
import type { LimitSource } from '../../../../application/usage/limit-source.port.js'
import type { Instant } from '../../../../domain/shared/instant.js'
import type { LimitAccount } from '../../../../domain/usage/limits.js'
import { READING } from '../../../../infrastructure/files/reading.js'
import { antigravity } from './antigravity.js'

/** Text in every log with a refused request. Logs without it also mention resets, which do not count. */
const REFUSAL = 'RESOURCE_EXHAUSTED'
const FILE_NAME = /^cli-(\d{4})(\d{2})\d{2}_\d{6}\.log$/
/** Level, month, day and local time of a line: `E0601 07:35:46`. */
const PREFIX = /^[IWEF](\d{2})(\d{2}) (\d{2}):(\d{2}):(\d{2})/
const RESET = /\bResets in (?=\d)(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s)?/

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000] as const

/** True for the name of a log. Such names sort by time. */
const isLogName = (name: string): boolean => FILE_NAME.test(name)

/**
 * The latest moment at which a log says that requests are let through again, `null` when none was refused. Lines know no
 * year: it is that of the file's name, and the next one for months before the file's.
 */
function resetIn(name: string, text: string): Instant | null {
  const [, year, fileMonth] = FILE_NAME.exec(name) ?? []
  if (year === undefined || fileMonth === undefined || !text.includes(REFUSAL)) return null
  const resets = text
    .split('\n')
    .filter((line) => line.includes('Resets in '))
    .flatMap((line) => resetOf(line, Number(year), Number(fileMonth)) ?? [])
  return resets.reduce<Instant | null>((latest, at) => Math.max(latest ?? at, at), null)
}

function resetOf(line: string, year: number, fileMonth: number): Instant | null {
  const [event, left] = [PREFIX.exec(line), RESET.exec(line)]
  if (event === null || left === null) return null
  const [month = 0, day, hour, minute, second] = numbers(event)
  const at = new Date(month < fileMonth ? year + 1 : year, month - 1, day, hour, minute, second).getTime()
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = numbers(left)
  return at + days * DAY + hours * HOUR + minutes * MINUTE + seconds * SECOND
}

/** The groups of a match; those that matched nothing are 0. */
const numbers = (match: RegExpExecArray): ReadonlyArray<number> => match.slice(1).map((group) => Number(group || 0))

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
