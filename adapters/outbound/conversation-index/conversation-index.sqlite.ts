import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ConversationIndex } from '../../../application/conversations/conversation-index.port.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import { errorText } from '../../../infrastructure/files/disk.js'
import { askedThread } from '../../../infrastructure/threads/asked-thread.js'
import type { ConversationIndexSettings, IndexAnswer, IndexRequest } from './messages.js'

export interface SqliteConversationIndexDeps extends ConversationIndexSettings {
  readonly clock: Pick<Clock, 'after'>
  /** Absolute path of `conversation-index.script.js`. */
  readonly script: string
}

/** Index in a thread. */
export interface SqliteConversationIndex extends ConversationIndex {
  /** Settles when the result is stored. */
  readonly close: () => Promise<void>
}

/** Idle timeout. The thread ends and frees its memory; the index stays on disk. */
const IDLE_MS = 600_000
/** Longer than a step and its transaction take, in milliseconds. */
const CLOSE_MS = 5_000
/** Limit of the thread's JavaScript heap; the memory of SQLite is outside of it. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 }

/**
 * Full-text index of SQLite in a worker thread, which starts with the first search and ends when idle. The index names entries by their place
 * in a transcript; a hit is read from there, so that nothing is shown that is not in it.
 */
export function sqliteConversationIndex({
  clock,
  script,
  ...settings
}: SqliteConversationIndexDeps): SqliteConversationIndex {
  const thread = askedThread<IndexRequest, IndexAnswer>({
    name: 'conversation index',
    script,
    workerData: settings satisfies ConversationIndexSettings,
    limits: LIMITS,
    after: clock.after,
    idleMs: IDLE_MS,
    closeMs: CLOSE_MS,
  })
  return {
    search: (query) =>
      TE.tryCatch(
        () => thread.ask(query),
        (thrown) => unavailable('conversation-index', errorText(thrown), thrown),
      ),
    close: thread.close,
  }
}
