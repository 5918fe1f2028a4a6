import { effect, signal } from '@preact/signals'
import type { HubSession } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { parsed } from '../app/platform/parsed.js'
import { browserShelf } from '../app/platform/preference.js'
import { areEntries, isText } from '../app/draft-shelf.js'
import { draftMapSignal } from '../app/drafts.js'
import { shown } from '../app/sessions.js'
import { token } from '../app/sign-in.js'
import { toast } from '../app/toasts.js'
import { failedBy } from '../app/failed.js'
import { historyOf, withSent, type SentReply } from './reply-history.js'
import { ask, client } from '../app/the-hub.js'

const shelf = browserShelf(() => localStorage)
const KEY = 'penates_replies'

/** Unsent text by session id, shared by every field of the session. */
const typed = draftMapSignal<string>('replies', isText)
const sent = signal<ReadonlyArray<SentReply>>(stored())

/** Ids of sessions whose text is on its way. */
export const sending = signal<ReadonlySet<string>>(new Set())
/** Text and id of the last request of a session that failed. Without an answer the hub may have it: the id makes it one prompt. */
const attempts = new Map<string, readonly [text: string, prompt: string]>()

function stored(): ReadonlyArray<SentReply> {
  const value = parsed(shelf.read(KEY))
  return areEntries(isText)(value) ? value : []
}

effect(() => {
  if (token.value === null) sent.value = []
})
effect(() => {
  shelf.write(KEY, sent.value.length === 0 ? null : JSON.stringify(sent.value))
})

export const typedFor = (id: string): string => typed.value.get(id) ?? ''
export const sentTo = (id: string): ReadonlyArray<string> => historyOf(sent.value, id)

export function typeReply(id: string, text: string): void {
  const others = [...typed.value].filter(([one]) => one !== id)
  typed.value = new Map(text === '' ? others : [...others, [id, text]])
}

/** Empties the field, unless another text was typed since. */
export function clearReply(id: string, text: string): void {
  if (typedFor(id) === text) typeReply(id, '')
}

/** Adds a text to what is typed, as a quotation of Markdown. */
export function quoteInReply(id: string, text: string): void {
  const before = typedFor(id)
  const quotation = text.trim().replaceAll(/^/gm, '> ')
  typeReply(id, `${before === '' ? '' : `${before.trimEnd()}\n\n`}${quotation}\n\n`)
}

interface Submission {
  /** Sent now, in place of put at the end of the queue. */
  readonly now: boolean
  /** A toast says what became of it, where neither queue nor conversation is in sight. */
  readonly isTold: boolean
}

/** Gives the typed text to the session's queue. It stays in the field until the hub has stored it. */
export async function submitReply({ id, name, activity }: HubSession, { now, isTold }: Submission): Promise<void> {
  const text = typedFor(id)
  if (text.trim() === '' || sending.value.has(id)) return
  const m = messages.value
  const former = attempts.get(id)
  const prompt = former?.[0] === text ? former[1] : crypto.randomUUID()
  attempts.set(id, [text, prompt])
  sending.value = new Set([...sending.value, id])
  const answer = await ask(client.queuePrompt({ params: { name }, body: { id: prompt, text, now } }))
  sending.value = new Set([...sending.value].filter((one) => one !== id))
  if (!answer.ok) {
    failedBy('reason', m.agentNotReady, now ? m.couldNotSend : m.couldNotQueue, answer.failure)
    return
  }
  attempts.delete(id)
  sent.value = withSent(sent.value, [id, text])
  clearReply(id, text)
  if (!isTold) return
  const waits = answer.value.prompts.some((one) => one.id === prompt && one.state === 'waiting')
  const tell = waits ? m.promptIsQueued : activity === 'working' ? m.replyQueued : m.replySent
  toast({ text: tell(shown(name)) })
}
