import { watch, type FSWatcher } from 'node:fs'
import type { UsageProgress } from '../../../application/usage/usage-logs.port.js'
import type { Report, ReportQuestion } from '../../../domain/usage/report.js'
import { reportOf } from '../../../domain/usage/report-of.js'
import { readIndex, removeIndex, writeIndex } from './index-file.js'
import { findLogs, type LogRoot } from './log-files.js'
import { messageStore } from './message-store.js'
import { reader, type HelperResult, type HelperSettings, type Todo } from './reading.js'
import { isUnchanged, type ReadLog } from './scan-file.js'

export interface KeeperDeps {
  readonly roots: ReadonlyArray<LogRoot>
  readonly indexFile: string
  /** Lets another thread read along. */
  readonly help: (settings: HelperSettings) => Promise<HelperResult>
  readonly tell: (progress: UsageProgress, isNews: boolean) => void
}

/** Reads the logs and keeps what they came to. */
export interface Keeper {
  /** After everything that is on disk by now was read. */
  readonly report: (question: ReportQuestion) => Promise<Report>
  /** At once; `null` before the first reading has come to an end. It begins a reading. */
  readonly reportSoFar: (question: ReportQuestion) => Report | null
  /** Whether changes of the logs are read without being asked. */
  readonly follow: (isFollowed: boolean) => void
  /** Writes what it knows and ends. */
  readonly close: () => void
}

/** From here on another thread is worth its start. */
const HELP_BYTES = 33_554_432
/** The thread listens to the hub at least so often. */
const TURN_MS = 15
/** How often progress is told. */
const TELL_MS = 500
/** From a change of a log to its reading: an agent writes several lines at once. */
const GATHER_MS = 200
/** After so much was read the index is written soon, after less when it is quiet. */
const SAVE_SOON_BYTES = 8_388_608
const SAVE_SOON_MS = 50
const SAVE_MS = 30_000

export function openKeeper({ roots, indexFile, help, tell }: KeeperDeps): Keeper {
  const kept = readIndex(indexFile)
  const store = messageStore(kept?.messages)
  const read = reader(store.put)
  let logs = new Map(kept?.logs.map((log) => [log.path, log]))
  let isComplete = kept !== null
  let unreadable: ReadonlyArray<string> = []
  return null as never
}
