import { randomUUID } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import type { PromptState } from '../../../../domain/prompts/prompt.js'
import { guarded } from '../../../../infrastructure/guard/guard.js'
import { isJsonObject } from '../../../../domain/approvals/canonical-json.js'
import type { ClientFailure } from '../../http/client/call.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { SESSIONS_SEND } from '../descriptions/sessions.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { explain } from '../hub/client-failure.js'
import { followEvents, type EventContext } from '../hub/events.js'
import { notRunning } from '../hub/refusals.js'
import { explainEnd } from '../hub/socket.js'
import type { Failure } from '../output.js'
import { withoutControls } from '../safe-text.js'

const DEFAULT_TIMEOUT_S = 10

/** `queued`: the agent was at work. `unknown`: nothing showed that the prompt has arrived, and it must not be repeated. */
export type Delivery = 'delivered' | 'queued' | 'unknown'

/** `penates sessions send`. */
export const sendPrompt: Run<typeof SESSIONS_SEND, HubContext> = async ({ args: { name, text }, options }, context) => {
  const prompt = await promptOf(text, context)
  if (E.isLeft(prompt)) return context.fail({ exit: 'usage', problem: prompt.left })
  const { force, timeout = DEFAULT_TIMEOUT_S } = options
  const sent = await deliverPrompt({ name, text: prompt.right, force, timeoutMs: timeout * 1000 }, context)
  return E.isLeft(sent) ? context.fail(sent.left) : report(name, sent.right, context)
}

export interface Prompt {
  readonly name: string
  readonly text: string
  /** Types also while the agent waits for an answer, which the Enter could give. */
  readonly force: boolean
  /** Limit for the confirmation of the agent. */
  readonly timeoutMs: number
}

/** Delivers a prompt through the queue of its session; types it into one that has shown no agent. */
export async function deliverPrompt(prompt: Prompt, context: EventContext): Promise<E.Either<Failure, Delivery>> {
  const { name, force } = prompt
  const list = await context.hub.client.listSessions()()
  if (E.isLeft(list)) return E.left(explain(list.left, context.hub))
  const session = list.right.body.find((one) => one.name === name && one.status !== 'dormant')
  if (session === undefined) return E.left(notRunning(name))
  if (session.activity === 'waiting' && !force) return E.left(waiting(name))
  if (force) return type(prompt, context)
  const sent = await deliver(prompt, session.activity === 'working', context)
  if (E.isRight(sent)) return sent
  const reason = reasonOf(sent.left)
  if (reason === 'unseen' && session.activity === 'unknown') return type(prompt, context)
  if (reason === 'ended') return E.left(notRunning(name))
  if (reason === 'asking') return E.left(waiting(name))
  if (reason === 'unreported') return E.left(unreported(name))
  return E.left('problem' in sent.left ? sent.left : explain(sent.left, context.hub))
}

const reasonOf = (failure: Failure | ClientFailure): unknown =>
  '_tag' in failure && failure._tag === 'Refused' && failure.code === 'AgentNotReady' && isJsonObject(failure.body)
    ? failure.body['reason']
    : null

const waiting = (name: string): Failure => ({
  exit: 'conflict',
  problem: `${name} waits for an answer, and Enter could give it`,
  mend: 'Answer with penates approvals or penates sessions attach, or send with --force.',
})

const unreported = (name: string): Failure => ({
  exit: 'conflict',
  problem: `the agent of ${name} has not reported to this hub`,
  mend: 'Install the hooks with penates hooks install, or send with --force.',
})

/** Prompt of the words of a command; of the standard input for `-`. */
export async function promptOf(words: ReadonlyArray<string>, { files }: HubContext): Promise<E.Either<string, string>> {
  const isInput = words.length === 1 && words[0] === '-'
  const given = isInput ? await files.read('-') : E.right(words.join(' '))
  if (E.isLeft(given)) return given
  const text = withoutControls(given.right).trim()
  return text === '' ? E.left('the prompt is empty') : E.right(text)
}

async function type({ name, text }: Prompt, { hub }: EventContext): Promise<E.Either<Failure, Delivery>> {
  const typed = await hub.client.typeText({ params: { name }, body: { text, enter: true } })()
  return E.isLeft(typed) ? E.left(explain(typed.left, hub)) : E.right('delivered')
}

/** Sends through the queue, and waits for the confirmation of an agent that was not at work. */
async function deliver(
  { name, text, timeoutMs }: Prompt,
  wasAtWork: boolean,
  context: EventContext,
): Promise<E.Either<Failure | ClientFailure, Delivery>> {
  const id = randomUUID()
  const stop = new AbortController()
  let request: Promise<E.Either<ClientFailure, unknown>> | null = null
  let state: PromptState = 'sending'
  const note = (reported: PromptState | undefined): void => {
    if (reported !== undefined) state = reported
    if (state !== 'sending' || wasAtWork) stop.abort()
  }
  const limit = setTimeout(
    guarded('time limit', () => stop.abort()),
    timeoutMs,
  )
  const events = await followEvents(context, {
    opened: () => {
      request ??= context.hub.client
        .queuePrompt({ params: { name }, body: { id, text, now: true } })()
        .then((answer) => {
          if (E.isLeft(answer)) stop.abort()
          else if (state === 'sending') note(answer.right.body.prompts.find((one) => one.id === id)?.state)
          return answer
        })
    },
    event: (event) => {
      const reported = event.type === 'prompts-changed' ? event.changed.find((one) => one.id === id)?.state : undefined
      if (reported !== undefined && reported !== 'sending') note(reported)
    },
    signal: stop.signal,
  })
  clearTimeout(limit)
  // Assigned in callbacks, which the compiler does not follow.
  const [answer, outcome] = [await (request as Promise<E.Either<ClientFailure, unknown>> | null), state as PromptState]
  if (answer === null) return E.left(explainEnd(events, context.hub))
  if (E.isLeft(answer)) return answer
  if (outcome === 'failed') return E.left(notRunning(name))
  if (outcome === 'sent') return E.right('delivered')
  return E.right(outcome === 'waiting' || (outcome === 'sending' && wasAtWork) ? 'queued' : 'unknown')
}

function report(name: string, delivery: Delivery, { print }: HubContext): ExitCode {
  print({ json: { name, delivery }, text: `${delivery}\n`, ids: [delivery] })
  return delivery === 'unknown' ? EXIT.unknown : EXIT.ok
}
