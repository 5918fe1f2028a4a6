import * as E from 'fp-ts/lib/Either.js'
import { guarded } from '../../../../infrastructure/guard/guard.js'
import type { SessionJson } from '../../http/sessions/codec.js'
import { SESSION_GONE } from '../../ws/terminal.channel.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { SESSIONS_SEND } from '../descriptions/sessions.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { answered } from '../hub/answered.js'
import { followEvents } from '../hub/events.js'
import { explainEnd, type StreamEnd } from '../hub/socket.js'
import { withoutControls } from '../safe-text.js'
import type { Failure } from '../output.js'
import { typePrompt } from './type-prompt.js'

const DEFAULT_TIMEOUT_S = 10

type Delivery = 'delivered' | 'queued' | 'unknown'

/** `penates sessions send`. */
export const sendPrompt: Run<typeof SESSIONS_SEND, HubContext> = async ({ args: { name, text }, options }, context) => {
  const prompt = await promptOf(text, context)
  if (E.isLeft(prompt)) return context.fail({ exit: 'usage', problem: prompt.left })
  return answered(context, context.hub.client.listSessions(), ({ body }) => {
    const session = body.find((one) => one.name === name && one.status !== 'dormant')
    if (session === undefined) return context.fail(notRunning(name))
    if (session.activity === 'waiting' && !options.force) return context.fail(waiting(name))
    return deliver(session, prompt.right, (options.timeout ?? DEFAULT_TIMEOUT_S) * 1000, context)
  })
}

const notRunning = (name: string): Failure => ({ exit: 'notFound', problem: `there is no running session ${name}` })

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

async function deliver(session: SessionJson, text: string, timeoutMs: number, context: HubContext): Promise<ExitCode> {
  const { name, activity } = session
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
  // Assigned in a callback, which the compiler does not follow.
  const typingEnd = await (typing as Promise<StreamEnd> | null)
  if (typingEnd === null) return context.fail(explainEnd(events, context.hub))
  if (typingEnd._tag === 'Closed' && typingEnd.code === SESSION_GONE) return context.fail(notRunning(name))
  return report(name, deliveryOf(facts), context)
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
