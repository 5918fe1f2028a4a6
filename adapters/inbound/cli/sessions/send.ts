import * as E from 'fp-ts/lib/Either.js'
import { guarded } from '../../../../infrastructure/guard/guard.js'
import type { SessionJson } from '../../http/sessions/codec.js'
import { SESSION_GONE } from '../../ws/terminal.channel.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { SESSIONS_SEND } from '../descriptions/sessions.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { explain } from '../hub/client-failure.js'
import { followEvents, type EventContext } from '../hub/events.js'
import type { StreamEnd } from '../../http/client/keep-open.js'
import { notRunning } from '../hub/refusals.js'
import { explainEnd } from '../hub/socket.js'
import { withoutControls } from '../safe-text.js'
import type { Failure } from '../output.js'
import { typePrompt } from './type-prompt.js'

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
  /** Sends also while the agent waits for an answer, which the Enter could give. */
  readonly force: boolean
  /** Limit for a sign that the prompt has arrived. */
  readonly timeoutMs: number
}

/** Types a prompt into a running session. The text has no control characters but line ends. */
export async function deliverPrompt(prompt: Prompt, context: EventContext): Promise<E.Either<Failure, Delivery>> {
  const list = await context.hub.client.listSessions()()
  if (E.isLeft(list)) return E.left(explain(list.left, context.hub))
  const session = list.right.body.find((one) => one.name === prompt.name && one.status !== 'dormant')
  if (session === undefined) return E.left(notRunning(prompt.name))
  if (session.activity === 'waiting' && !prompt.force) return E.left(waiting(prompt.name))
  return deliver(session, prompt, context)
}

const waiting = (name: string): Failure => ({
  exit: 'conflict',
  problem: `${name} waits for an answer, and Enter could give it`,
  mend: 'Answer with penates approvals or penates sessions attach, or send with --force.',
})

async function promptOf(words: ReadonlyArray<string>, { files }: HubContext): Promise<E.Either<string, string>> {
  const isInput = words.length === 1 && words[0] === '-'
  const given = isInput ? await files.read('-') : E.right(words.join(' '))
  if (E.isLeft(given)) return given
  const text = withoutControls(given.right).trim()
  return text === '' ? E.left('the prompt is empty') : E.right(text)
}

async function deliver(
  { name, activity }: SessionJson,
  { text, timeoutMs }: Prompt,
  context: EventContext,
): Promise<E.Either<Failure, Delivery>> {
  const facts = { isTyped: false, hasAgent: activity !== 'unknown', wasAtWork: activity === 'working', isAtWork: false }
  const stop = new AbortController()
  const end = (): void => stop.abort()
  const settle = (): void => {
    if (deliveryOf(facts) !== 'unknown') end()
  }
  const limit = setTimeout(guarded('time limit', end), timeoutMs)
  const typed = (): void => {
    facts.isTyped = true
    settle()
  }
  let typing: Promise<StreamEnd> | null = null
  const events = await followEvents(context, {
    opened: () => {
      typing ??= typePrompt(context.hub, { session: name, text, typed, signal: stop.signal, lost: end }).finally(end)
    },
    event: (event) => {
      facts.isAtWork ||= event.type === 'session-activity' && event.name === name && event.activity === 'working'
      settle()
    },
    signal: stop.signal,
  })
  clearTimeout(limit)
  end()
  // Assigned in a callback, which the compiler does not follow.
  const typingEnd = await (typing as Promise<StreamEnd> | null)
  if (typingEnd === null) return E.left(explainEnd(events, context.hub))
  if (typingEnd._tag === 'Refused') return E.left(explainEnd(typingEnd, context.hub))
  if (typingEnd._tag === 'Closed' && typingEnd.code === SESSION_GONE) return E.left(notRunning(name))
  return E.right(deliveryOf(facts))
}

interface Facts {
  /** The hub has typed text and Enter. */
  readonly isTyped: boolean
  readonly hasAgent: boolean
  /** The agent was at work before. */
  readonly wasAtWork: boolean
  /** The agent has begun to work since. */
  readonly isAtWork: boolean
}

function deliveryOf({ isTyped, hasAgent, wasAtWork, isAtWork }: Facts): Delivery {
  if (!isTyped) return 'unknown'
  if (wasAtWork) return 'queued'
  return !hasAgent || isAtWork ? 'delivered' : 'unknown'
}

function report(name: string, delivery: Delivery, { print }: HubContext): ExitCode {
  print({ json: { name, delivery }, text: `${delivery}\n`, ids: [delivery] })
  return delivery === 'unknown' ? EXIT.unknown : EXIT.ok
}
