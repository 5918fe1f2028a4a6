import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type {
  AgentNotReady,
  InvalidPrompt,
  PromptIdTaken,
  PromptNotChangeable,
  PromptNotFound,
  PromptQueueFull,
} from '../../domain/prompts/errors.js'
import { promptText } from '../../domain/prompts/prompt.js'
import {
  addPrompt,
  changePrompt,
  promptsOf,
  removePrompt,
  type PromptChange,
  type PromptQueues,
} from '../../domain/prompts/prompt-queues.js'
import { existingSession, type SessionNotFound } from '../../domain/sessions/errors.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { PromptsSteps } from './ports.js'

/** Prompt to be queued. */
export interface PromptRequest {
  readonly text: string
  /** Id that the caller gives it, so that a repeated request queues nothing twice; `null` for a new one. */
  readonly id: string | null
  /** True for one that is delivered now; it is not queued when the agent takes none. */
  readonly isUrgent: boolean
}

type Queue<Refusal = never> = TE.TaskEither<SessionNotFound | Unavailable | Refusal, PromptQueues>

/** Reads and changes the queue of a session by its name, also after the end of the session. Each returns the queue. */
export interface ManagePrompts {
  readonly list: (name: string) => Queue
  readonly add: (
    name: string,
    request: PromptRequest,
    caller: Caller,
  ) => Queue<AgentNotReady | InvalidPrompt | PromptIdTaken | PromptQueueFull>
  readonly change: (
    name: string,
    id: string,
    change: PromptChange,
    caller: Caller,
  ) => Queue<InvalidPrompt | PromptNotFound | PromptNotChangeable | PromptQueueFull>
  readonly remove: (name: string, id: string, caller: Caller) => Queue<PromptNotFound | PromptNotChangeable>
}

export function makeManagePrompts(
  deps: Pick<PromptsSteps, 'store' | 'changeQueue' | 'deliverPrompt' | 'findSession' | 'secrets' | 'audit' | 'clock'>,
): ManagePrompts {
  const { store, changeQueue, deliverPrompt, findSession, secrets, audit, clock } = deps

  const withId = <Refusal>(name: string, use: (session: SessionId) => Queue<Refusal>): Queue<Refusal> =>
    pipe(
      findSession(name),
      TE.flatMapEither(existingSession(name)),
      TE.flatMap(({ id }): Queue<Refusal> => use(id)),
    )

  const audited =
    (action: 'add' | 'change' | 'remove' | 'send', session: string, caller: Caller) =>
    <Refusal>(changed: Queue<Refusal>): Queue<Refusal> =>
      pipe(
        changed,
        TE.tap(() => audit.record({ event: `prompt.${action}`, fields: { session } }, caller)),
      )

  return {
    list: (name) =>
      withId(name, (session) =>
        pipe(
          store.read,
          TE.map((queues) => promptsOf(queues, session)),
        ),
      ),
    add: (name, { text: raw, id, isUrgent }, caller) =>
      pipe(
        TE.fromEither(promptText(raw)),
        TE.flatMap((text) =>
          withId(name, (session): Queue<AgentNotReady | PromptIdTaken | PromptQueueFull> => {
            const at = clock.now()
            const times = { createdAt: at, changedAt: at }
            const prompt = {
              id: id ?? secrets.newId(),
              session,
              text,
              state: 'waiting',
              fault: null,
              ...times,
            } as const
            if (!isUrgent) return changeQueue(session, (queues) => addPrompt(queues, prompt))
            return pipe(
              store.read,
              TE.flatMap((queues) =>
                queues.some((one) => one.id === id)
                  ? TE.map((same: PromptQueues) => promptsOf(same, session))(TE.fromEither(addPrompt(queues, prompt)))
                  : deliverPrompt.deliverNew(prompt),
              ),
            )
          }),
        ),
        audited(isUrgent ? 'send' : 'add', name, caller),
      ),
    change: (name, id, { text: raw, ...place }, caller) =>
      pipe(
        TE.fromEither(raw === undefined ? E.right({}) : E.map((text: string) => ({ text }))(promptText(raw))),
        TE.flatMap((text) =>
          withId(name, (session) =>
            changeQueue(session, (queues) => changePrompt(queues, session, id, { ...text, ...place })),
          ),
        ),
        audited('change', name, caller),
      ),
    remove: (name, id, caller) =>
      pipe(
        withId(name, (session) => changeQueue(session, (queues) => removePrompt(queues, session, id))),
        audited('remove', name, caller),
      ),
  }
}
