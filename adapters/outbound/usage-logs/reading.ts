import type { UsageRow } from '../../../domain/usage/row.js'
import { messageStore } from './message-store.js'
import type { UncountedMessages } from './message-scratch.js'
import type { FormatModules, LogFile, LogFormats } from './log-files.js'
import { lineReader } from './read-lines.js'
import { fileScan, type ReadLog } from './scan-file.js'

/** Logs to be read, largest first, and what was read of them before. */
export interface Todo {
  readonly file: LogFile
  readonly known: ReadLog | undefined
}

/** Start parameters of a helper thread. */
export interface HelperSettings {
  readonly role: 'helper'
  readonly formats: FormatModules
  readonly todo: ReadonlyArray<Todo>
  /** One number: index of the next entry of `todo` to read, shared by all threads. */
  readonly next: SharedArrayBuffer
}

/** Result of reading some logs. */
export interface ReadResult {
  readonly read: ReadonlyArray<ReadLog>
  readonly unreadable: ReadonlyArray<string>
}

/** Result of a helper thread. */
export interface HelperResult extends ReadResult {
  readonly messages: UncountedMessages
}

/** Reads logs until all are taken. Calls `pause` after each one. */
export function reader(
  formats: LogFormats,
  put: (row: UsageRow) => void,
): (todo: HelperSettings['todo'], next: SharedArrayBuffer, pause: () => Promise<void>) => Promise<ReadResult> {
  const scan = fileScan(lineReader(), formats, put)
  return async (todo, next, pause) => {
    const counter = new Int32Array(next)
    const read: ReadLog[] = []
    const unreadable: string[] = []
    for (let at = Atomics.add(counter, 0, 1); at < todo.length; at = Atomics.add(counter, 0, 1)) {
      const wanted = todo[at]
      if (wanted === undefined) break
      try {
        const log = scan(wanted.file, wanted.known)
        read.push(log)
        if (log.isGivenUp) unreadable.push(log.path)
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') unreadable.push(wanted.file.path)
      }
      await pause()
    }
    return { read, unreadable }
  }
}

/** A thread’s share of a large reading. */
export async function help(
  { todo, next }: Pick<HelperSettings, 'todo' | 'next'>,
  formats: LogFormats,
): Promise<HelperResult> {
  const store = messageStore()
  const result = await reader(formats, store.put)(todo, next, () => Promise.resolve())
  return { ...result, messages: store.uncounted() }
}
