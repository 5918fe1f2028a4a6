import * as E from 'fp-ts/lib/Either.js'
import type { SessionId } from '../sessions/session-id.js'
import type { Instant } from '../shared/instant.js'
import {
  promptNotChangeable,
  promptNotFound,
  promptOnItsWay,
  promptQueueFull,
  type PromptIdTaken,
  type PromptNotChangeable,
  type PromptNotFound,
  type PromptOnItsWay,
  type PromptQueueFull,
} from './errors.js'
import { isSamePrompt, type PromptFault, type PromptState, type QueuedPrompt } from './prompt.js'
import { withNewId } from './with-new-id.js'

/** Prompts of all sessions; those of one session in the order in which they are sent. */
export type PromptQueues = ReadonlyArray<QueuedPrompt>

/** Prompts of one session that are not sent. */
export const MAX_OPEN_PROMPTS = 100
/** Sent prompts of one session that are stored; the oldest are dropped. */
export const MAX_SENT_PROMPTS = 20
/** Texts of all sessions in UTF-16 code units: they are in memory and in one file. */
export const MAX_TEXTS_LENGTH = 5_000_000

/** Prompts of one session, the sent ones first. */
export const promptsOf = (queues: PromptQueues, session: SessionId): PromptQueues =>
  queues.filter((prompt) => prompt.session === session)

/** Adds a prompt at the end of its queue. The same id and text add nothing, so that a request may be repeated. */
export const addPrompt = (
  queues: PromptQueues,
  prompt: QueuedPrompt,
): E.Either<PromptQueueFull | PromptIdTaken, PromptQueues> =>
  withNewId(queues, prompt, (): E.Either<PromptQueueFull, PromptQueues> => {
    const open = promptsOf(queues, prompt.session).filter(({ state }) => state !== 'sent')
    if (open.length >= MAX_OPEN_PROMPTS) return E.left(promptQueueFull('count'))
    return lengthOf(queues) + prompt.text.length > MAX_TEXTS_LENGTH
      ? E.left(promptQueueFull('length'))
      : E.right([...queues, prompt])
  })

const lengthOf = (queues: PromptQueues): number => queues.reduce((sum, { text }) => sum + text.length, 0)

/** Change of a prompt that waits. */
export interface PromptChange {
  readonly text?: string
  /** Id of the prompt before which it is put; `null` puts it at the end. */
  readonly before?: string | null
}

type ChangeError = PromptNotFound | PromptNotChangeable

/** Changes the text or the place of a prompt that waits. */
export function changePrompt(
  queues: PromptQueues,
  session: SessionId,
  id: string,
  { text, before }: PromptChange,
): E.Either<ChangeError | PromptQueueFull, PromptQueues> {
  const found = findPrompt(queues, session, id)
  if (E.isLeft(found)) return found
  if (found.right.state !== 'waiting') return E.left(promptNotChangeable(found.right.state))
  const isNew = text !== undefined && text !== found.right.text
  const changed = isNew ? { ...found.right, text } : found.right
  if (lengthOf(queues) + changed.text.length - found.right.text.length > MAX_TEXTS_LENGTH)
    return E.left(promptQueueFull('length'))
  if (before === undefined || before === id)
    return E.right(isNew ? queues.map((prompt) => (prompt.id === id ? changed : prompt)) : queues)
  const others = queues.filter((prompt) => prompt.id !== id)
  if (before === null) return E.right([...others, changed])
  const target = findPrompt(queues, session, before)
  if (E.isLeft(target)) return target
  if (target.right.state !== 'waiting') return E.left(promptNotChangeable(target.right.state))
  const at = others.indexOf(target.right)
  return E.right([...others.slice(0, at), changed, ...others.slice(at)])
}

/** Removes a prompt, but not one on its way: its outcome is to be stored. */
export function removePrompt(
  queues: PromptQueues,
  session: SessionId,
  id: string,
): E.Either<ChangeError, PromptQueues> {
  const found = findPrompt(queues, session, id)
  if (E.isLeft(found)) return found
  return found.right.state === 'sending'
    ? E.left(promptNotChangeable('sending'))
    : E.right(queues.filter((prompt) => prompt.id !== id))
}

/** Removes the queue of a session. Returns the same queues when it has none. */
export const withoutSession = (queues: PromptQueues, session: SessionId): PromptQueues =>
  promptsOf(queues, session).length === 0 ? queues : queues.filter((prompt) => prompt.session !== session)

/**
 * Marks a prompt as `sending`, before anything is typed. `retries` permits this for one whose delivery failed or is unknown:
 * only a person decides that it is typed again.
 */
export function beginSending(
  queues: PromptQueues,
  { session, id, retries, at }: { session: SessionId; id: string; retries: boolean; at: Instant },
): E.Either<ChangeError | PromptOnItsWay, PromptQueues> {
  const found = findPrompt(queues, session, id)
  if (E.isLeft(found)) return found
  const { state } = found.right
  if (promptsOf(queues, session).some((one) => one.state === 'sending')) return E.left(promptOnItsWay)
  if (state === 'sent' || (state !== 'waiting' && !retries)) return E.left(promptNotChangeable(state))
  return E.right(inState(queues, id, 'sending', null, at))
}

/** Stores that a prompt on its way did not arrive, or may have. One that was confirmed meanwhile stays so. */
export const settleSending = (
  queues: PromptQueues,
  id: string,
  state: 'failed' | 'unknown',
  fault: PromptFault,
  at: Instant,
): PromptQueues =>
  queues.some((prompt) => prompt.id === id && prompt.state === 'sending')
    ? inState(queues, id, state, fault, at)
    : queues

/** Takes back the begin of a sending of which nothing was typed: the prompt is as in `former`, or gone when it was not there. */
export const undoSending = (queues: PromptQueues, id: string, former: PromptQueues): PromptQueues =>
  queues.flatMap((prompt) =>
    prompt.id === id && prompt.state === 'sending' ? former.filter((one) => one.id === id) : [prompt],
  )

/**
 * Confirms the prompt that an agent reports: the one on its way with this text, else the oldest whose outcome is unknown.
 * Returns the same queues when there is none.
 */
export function confirmPrompt(queues: PromptQueues, session: SessionId, text: string, at: Instant): PromptQueues {
  const typed = promptsOf(queues, session).filter((prompt) => isSamePrompt(prompt.text, text))
  const found = typed.find(({ state }) => state === 'sending') ?? typed.find(({ state }) => state === 'unknown')
  if (found === undefined) return queues
  const sent: QueuedPrompt = { ...found, state: 'sent', fault: null, changedAt: at }
  const others = queues.filter(({ id }) => id !== found.id)
  const former = others.filter((prompt) => prompt.session === session && prompt.state === 'sent')
  const dropped = new Set(former.slice(0, Math.max(0, former.length + 1 - MAX_SENT_PROMPTS)))
  const kept = others.filter((prompt) => !dropped.has(prompt))
  const after = kept.findLastIndex((prompt) => prompt.session === session && prompt.state === 'sent') + 1
  return [...kept.slice(0, after), sent, ...kept.slice(after)]
}

/** Marks prompts on their way that this run of the hub did not begin to send: a former run may have typed them. */
export const recoverQueues = (queues: PromptQueues, begun: ReadonlySet<string>, at: Instant): PromptQueues =>
  queues
    .filter(({ id, state }) => state === 'sending' && !begun.has(id))
    .reduce((before, { id }) => settleSending(before, id, 'unknown', 'restart', at), queues)

/**
 * First prompt that waits; `null` when there is none, and while the outcome of an earlier one is open or unknown or it
 * failed: what follows may depend on it.
 */
export function nextPrompt(queues: PromptQueues, session: SessionId): QueuedPrompt | null {
  const open = promptsOf(queues, session).filter(({ state }) => state !== 'sent')
  return open.every(({ state }) => state === 'waiting') ? (open[0] ?? null) : null
}

/** Number of prompts of a session that wait, and the state that holds them up. */
export interface QueueSummary {
  /** Prompts that wait or are on their way. */
  readonly waiting: number
  /** State of a prompt that a person has to decide about first; `null` for none. */
  readonly held: 'failed' | 'unknown' | null
}

/** True for a prompt that a person has to decide about. */
export const isHeldBack = (state: QueuedPrompt['state']): state is 'failed' | 'unknown' =>
  state === 'failed' || state === 'unknown'

/** Summaries of the queues with prompts that are not sent. */
export function summariesOf(queues: PromptQueues): ReadonlyMap<SessionId, QueueSummary> {
  const summaries = new Map<SessionId, QueueSummary>()
  for (const { session, state } of queues) {
    if (state === 'sent') continue
    const { waiting, held } = summaries.get(session) ?? { waiting: 0, held: null }
    const isHeld = isHeldBack(state)
    summaries.set(session, { waiting: waiting + (isHeld ? 0 : 1), held: isHeld ? (held ?? state) : held })
  }
  return summaries
}

function findPrompt(queues: PromptQueues, session: SessionId, id: string): E.Either<PromptNotFound, QueuedPrompt> {
  const found = queues.find((prompt) => prompt.id === id && prompt.session === session)
  return found === undefined ? E.left(promptNotFound(id)) : E.right(found)
}

const inState = (
  queues: PromptQueues,
  id: string,
  state: PromptState,
  fault: PromptFault | null,
  at: Instant,
): PromptQueues => queues.map((prompt) => (prompt.id === id ? { ...prompt, state, fault, changedAt: at } : prompt))
