import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import type { QueuedPrompt } from '../../../domain/prompts/prompt.js'
import type { PromptQueues } from '../../../domain/prompts/prompt-queues.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import type { JournaledSpec } from './journaled-store.js'
import { listChange, withListChange } from './list-change.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith, storedInstant } from './stored-values.js'

const StoredPrompt = t.strict({
  id: t.string,
  session: t.string,
  text: t.string,
  state: t.keyof({ waiting: null, sending: null, sent: null, failed: null, unknown: null }),
  fault: t.union([t.keyof({ ended: null, unavailable: null, dialog: null, unconfirmed: null, restart: null }), t.null]),
  createdAt: storedInstant,
  changedAt: storedInstant,
})

const StoredQueues = t.strict({ prompts: t.readonlyArray(StoredPrompt) })
const StoredChange = t.strict({ removed: t.readonlyArray(t.string), set: t.readonlyArray(StoredPrompt) })

const fromStored = (stored: t.TypeOf<typeof StoredPrompt>): QueuedPrompt => ({
  ...stored,
  session: sessionId(stored.session),
})

/** `prompts.json` and its journal. */
export const promptQueuesSpec = (folder: StateFolder): JournaledSpec<PromptQueues> => ({
  ...folder,
  file: join(folder.path, 'prompts.json'),
  version: 1,
  migrate: [(older) => older],
  fresh: [],
  decode: (stored) =>
    pipe(
      stored,
      decodeWith(StoredQueues),
      E.map(({ prompts }) => prompts.map(fromStored)),
    ),
  encode: (prompts) => StoredQueues.encode({ prompts }),
  changeBetween: (before, after) => {
    const change = listChange(before, after)
    return change === null ? null : StoredChange.encode(change)
  },
  apply: (queues, stored) => {
    const change = decodeWith(StoredChange)(stored)
    if (E.isLeft(change)) return null
    const { removed, set } = change.right
    return withListChange(queues, { removed, set: set.map(fromStored) })
  },
})
