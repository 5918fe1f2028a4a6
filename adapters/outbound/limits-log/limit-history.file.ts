import { setImmediate } from 'node:timers/promises'
import { dirname } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { LimitHistory } from '../../../application/usage/limit-history.port.js'
import type { AgentId } from '../../../domain/agents/agent-id.js'
import type { LimitPoint } from '../../../domain/usage/limit-history.js'
import { removeLeftovers, replaceFile } from '../../../infrastructure/files/atomic-write.js'
import { errorCode, errorText, type Disk } from '../../../infrastructure/files/disk.js'
import { makeSerial } from '../../../infrastructure/files/serial.js'
import { lineOf, pointIn } from './point-line.js'

/** Halved once it is this large: a month of a few accounts. */
const MAX_BYTES = 5 * 1024 * 1024
/** Lines read at a time. Takes some milliseconds; other work runs in between. */
const SLICE_LINES = 2_000

export interface FileLimitHistoryDeps {
  readonly disk: Disk
  /** Absolute. */
  readonly file: string
  /** Agent of lines that name none. */
  readonly firstAgent: AgentId
  readonly maxBytes?: number
}

/** A history that can be waited for. */
export interface FileLimitHistory extends LimitHistory {
  /** Answers once everything that was asked for until now is written, or has failed. */
  readonly settled: () => Promise<void>
}

/** The history of limits: one JSON object a line, the newest last. */
export function fileLimitHistory(deps: FileLimitHistoryDeps): FileLimitHistory {
  const { disk, file, firstAgent, maxBytes = MAX_BYTES } = deps
  const serial = makeSerial()
  /** True when the file may end in an incomplete line: at the start, and after a failed write. */
  let isTorn = true

  const write = async (points: ReadonlyArray<LimitPoint>): Promise<void> => {
    await disk.makeFolder(dirname(file))
    const size = await sizeOf(disk, file)
    if (size >= maxBytes) await halve(disk, file, size)
    const start = isTorn && size > 0 && (await disk.tail(file, 1)) !== '\n' ? '\n' : ''
    isTorn = true
    const log = await disk.append(file)
    try {
      await log.write(start + points.map((point) => `${lineOf(point)}\n`).join(''))
    } finally {
      await log.close()
    }
    isTorn = false
  }

  const run = <A>(job: () => Promise<A>): TE.TaskEither<Unavailable, A> =>
    TE.tryCatch(
      () => serial.run(job),
      (thrown) => unavailable('limit history', errorText(thrown), thrown),
    )

  return {
    append: (points) => run(() => write(points)),
    since: (from) => run(async () => pointsSince(await textOf(disk, file), from, firstAgent)),
    settled: serial.settled,
  }
}

/** The newest half takes the place of the whole, at once and safely; it begins with a whole line. */
async function halve(disk: Disk, file: string, size: number): Promise<void> {
  await removeLeftovers(disk, file)
  const half = await disk.tail(file, Math.floor(size / 2))
  await replaceFile(disk, file, half.slice(half.indexOf('\n') + 1))
}

async function pointsSince(text: string, from: number, firstAgent: AgentId): Promise<ReadonlyArray<LimitPoint>> {
  const points: LimitPoint[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (index % SLICE_LINES === SLICE_LINES - 1) await setImmediate()
    const point = line === '' ? null : pointIn(line, firstAgent)
    if (point !== null && point.at >= from) points.push(point)
  }
  return points
}

const unlessMissing =
  <A>(instead: A) =>
  (thrown: unknown): A => {
    if (errorCode(thrown) === 'ENOENT') return instead
    throw thrown
  }

const sizeOf = (disk: Disk, file: string): Promise<number> => disk.size(file).catch(unlessMissing(0))
const textOf = (disk: Disk, file: string): Promise<string> => disk.read(file).catch(unlessMissing(''))
