import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import { join } from 'node:path'
import { agentId } from '../../../domain/agents/agent-id.js'
import type { Schedules, ScheduleTrigger } from '../../../domain/prompts/schedule.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import type { JsonStoreSpec } from './json-store.js'
import type { StateFolder } from './state-folder.js'
import { decodeWith, storedInstant } from './stored-values.js'

const StoredTrigger = t.union([
  t.strict({ _tag: t.literal('Time'), at: storedInstant }),
  t.strict({ _tag: t.literal('Rule'), rule: t.string, timeZone: t.string }),
  t.strict({ _tag: t.literal('LimitReset'), agent: t.string }),
  t.strict({ _tag: t.literal('SessionDone'), session: t.string }),
])

const StoredSchedules = t.strict({
  schedules: t.readonlyArray(
    t.strict({
      id: t.string,
      session: t.string,
      text: t.string,
      trigger: StoredTrigger,
      createdAt: storedInstant,
      dueAt: t.union([storedInstant, t.null]),
      remaining: t.number,
      runs: t.readonlyArray(
        t.strict({ at: storedInstant, outcome: t.keyof({ queued: null, missed: null, held: null, refused: null }) }),
      ),
    }),
  ),
})

function triggerOf(stored: t.TypeOf<typeof StoredTrigger>): ScheduleTrigger {
  if (stored._tag === 'LimitReset') return { ...stored, agent: agentId(stored.agent) }
  return stored._tag === 'SessionDone' ? { ...stored, session: sessionId(stored.session) } : stored
}

/** `schedules.json`. */
export const schedulesSpec = (folder: StateFolder): JsonStoreSpec<Schedules> => ({
  ...folder,
  file: join(folder.path, 'schedules.json'),
  version: 1,
  migrate: [(older) => older],
  fresh: [],
  decode: (stored) =>
    pipe(
      stored,
      decodeWith(StoredSchedules),
      E.map(({ schedules }) =>
        schedules.map(({ session, trigger, ...schedule }) => ({
          ...schedule,
          session: sessionId(session),
          trigger: triggerOf(trigger),
        })),
      ),
    ),
  encode: (schedules) => StoredSchedules.encode({ schedules }),
})
