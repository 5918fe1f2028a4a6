import { join } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { OPERATOR_TOKEN_FILE } from '../../adapters/outbound/token-file/operator-token.file.js'
import { unavailable, type Unavailable } from '../../application/shared/errors.js'
import type { Log } from '../../application/shared/log.port.js'
import { removeLeftoversIn } from '../../infrastructure/files/atomic-write.js'
import { errorText, nodeDisk } from '../../infrastructure/files/disk.js'
import { openWritesJournal, type OpenWritesJournal } from '../../infrastructure/files/open-writes.js'
import { detach } from '../../infrastructure/guard/guard.js'
import { removeStaleTemporaries } from '../../infrastructure/files/stale-temporaries.js'
import type { Config } from '../config/environment.js'
import { filesOfHooks } from './open-hooks.js'

/** Removes what an ended hub left unfinished in the state folder itself. Nothing is written there yet. */
export const tidyState = ({ stateFolder }: Pick<Config, 'stateFolder'>): TE.TaskEither<Unavailable, object> =>
  TE.tryCatch(
    async () => {
      await removeLeftoversIn(nodeDisk, stateFolder, [OPERATOR_TOKEN_FILE])
      return {}
    },
    (thrown) => unavailable('state folder', errorText(thrown), thrown),
  )

/**
 * Opens the journal of unfinished files in projects, and removes beside the start what an ended hub left of them, and of hooks and
 * their settings. `penates hooks` may be writing the latter.
 */
export const openUnfinished = (config: Config, log: Log): TE.TaskEither<Unavailable, OpenWritesJournal> =>
  TE.tryCatch(
    async () => {
      const journal = await openWritesJournal(nodeDisk, join(config.stateFolder, 'open-writes.jsonl'))
      detach('unfinished files of hooks', async () => {
        for (const file of filesOfHooks(config)) await removeStaleTemporaries(file)
      })
      void journal.sweep().then(
        (removed) => {
          if (removed > 0) log.info('unfinished files that an ended hub left were removed', { removed })
        },
        (thrown: unknown) => {
          log.warn('unfinished files of an ended hub could not be removed', { detail: errorText(thrown) })
        },
      )
      return journal
    },
    (thrown) => unavailable('open writes', errorText(thrown), thrown),
  )
