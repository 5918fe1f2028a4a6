import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { summariesOf, type PromptQueues, type QueueSummary } from '../../domain/prompts/prompt-queues.js'
import { existingSession, type SessionNotFound } from '../../domain/sessions/errors.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { Job } from '../shared/job.js'
import { memoizeLast } from '../shared/memoize-last.js'
import {
  makeChangeSchedules,
  makeChangeQueue,
  makeQueueScheduled,
  makeConfirmPrompts,
  type ConfirmPrompts,
} from './change-queue.js'
import { makeDeliverPrompt, type DeliverPromptError, makeTypeText, type TypeText } from './deliver-prompt.js'
import { makeFindInTranscript } from './find-in-transcript.js'
import { makeFollowQueues } from './follow-queues.js'
import { makeFollowSchedules } from './follow-schedules.js'
import { makeManageSchedules, type ManageSchedules } from './manage-schedules.js'
import { makeManageTemplates, type ManageTemplates } from './manage-templates.js'
import { makeManagePrompts, type ManagePrompts } from './manage-prompts.js'
import type { PromptsPorts } from './ports.js'

/** Sends a prompt of a session now, also into the turn of a working agent. Returns the queue. */
export type SendPrompt = (
  name: string,
  id: string,
  caller: Caller,
) => TE.TaskEither<SessionNotFound | DeliverPromptError, PromptQueues>

/** Queues of prompts, one for each session. */
export interface PromptsFeature {
  readonly managePrompts: ManagePrompts
  readonly sendPrompt: SendPrompt
  readonly typeText: TypeText
  readonly manageSchedules: ManageSchedules
  readonly manageTemplates: ManageTemplates
  readonly confirmPrompts: ConfirmPrompts
  /** Summaries of the queues that are not empty; the same map while nothing has changed. None while they cannot be read. */
  readonly readSummaries: TE.TaskEither<Unavailable, ReadonlyMap<SessionId, QueueSummary>>
  /** Prompts of all sessions. */
  readonly readQueues: TE.TaskEither<Unavailable, PromptQueues>
  readonly jobs: ReadonlyArray<Job>
}

export function makePrompts(ports: PromptsPorts): PromptsFeature {
  const changeQueue = makeChangeQueue(ports)
  const queueScheduled = makeQueueScheduled({ ...ports, changeQueue })
  const made = { changeQueue, queueScheduled, changeSchedules: makeChangeSchedules(ports) }
  const deps = { ...ports, ...ports.sessions, ...ports.attention, ...made }
  const deliverPrompt = makeDeliverPrompt(deps)
  const findInTranscript = makeFindInTranscript({ ...deps, ...ports.conversations })
  const { findSession, store, audit } = deps
  const summaries = memoizeLast(summariesOf)
  return {
    managePrompts: makeManagePrompts({ ...deps, deliverPrompt }),
    sendPrompt: (name, id, caller) =>
      pipe(
        findSession(name),
        TE.flatMapEither(existingSession(name)),
        TE.flatMap((found): ReturnType<SendPrompt> => deliverPrompt.deliver(found.id, id, 'now')),
        TE.tap(() => audit.record({ event: 'prompt.send', fields: { session: name } }, caller)),
      ),
    manageSchedules: makeManageSchedules(deps),
    manageTemplates: makeManageTemplates(deps),
    typeText: makeTypeText(deps),
    confirmPrompts: makeConfirmPrompts(deps),
    readSummaries: pipe(store.read, TE.map(summaries)),
    readQueues: store.read,
    jobs: [
      makeFollowQueues({ ...deps, ...ports.conversations, deliverPrompt, findInTranscript }),
      makeFollowSchedules({ ...deps, limits: ports.usage.readLimits }),
    ],
  }
}
