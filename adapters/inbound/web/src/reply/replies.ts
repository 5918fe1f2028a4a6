import { effect, signal } from '@preact/signals'
import type { HubSession } from '../hub/hub.js'
import { messages } from '../i18n/messages.js'
import { browserShelf } from '../platform/preference.js'
import { areEntries, isText } from '../state/draft-shelf.js'
import { draftMapSignal } from '../state/drafts.js'
import { shown } from '../state/sessions.js'
import { token } from '../state/sign-in.js'
import { toast } from '../state/toasts.js'
import { queueCalls } from '../state/queued-prompts.js'
import { failed } from '../state/failed.js'
import { deliverReply, type Delivery } from './deliver-reply.js'
import { historyOf, withSent, type SentReply } from './reply-history.js'

const shelf = browserShelf(() => localStorage)
const KEY = 'penates_replies'

/** Unsent text by session id, shared by every field of the session. */
const typed = draftMapSignal<string>('replies', isText)
const sent = signal<ReadonlyArray<SentReply>>(stored())

/** Ids of sessions whose text is on its way. */
export const sending = signal<ReadonlySet<string>>(new Set())
/** Result of the last text that may not have arrived, by session id. */
export const faults = signal<ReadonlyMap<string, Exclude<Delivery, 'delivered' | 'queued'>>>(new Map())

function stored(): ReadonlyArray<SentReply> {
  try {
    const value: unknown = JSON.parse(shelf.read(KEY) ?? '[]')
    return areEntries(isText)(value) ? value : []
  } catch {
    return []
  }
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
  if (faults.value.has(id)) faults.value = new Map([...faults.value].filter(([one]) => one !== id))
}

/** Adds a text to what is typed, as a quotation of Markdown. */
export function quoteInReply(id: string, text: string): void {
  const before = typedFor(id)
  const quotation = text.trim().replaceAll(/^/gm, '> ')
  typeReply(id, `${before === '' ? '' : `${before.trimEnd()}\n\n`}${quotation}\n\n`)
}

/** Sends the typed text. It stays in the field until its delivery is certain. */
export async function sendReply(session: HubSession): Promise<void> {
  const { id, name } = session
  const text = typedFor(id)
  if (text.trim() === '' || sending.value.has(id)) return
  sending.value = new Set([...sending.value, id])
  const delivery = await deliverReply(session, text)
  sending.value = new Set([...sending.value].filter((one) => one !== id))
  if (delivery !== 'delivered' && delivery !== 'queued') {
    faults.value = new Map([...faults.value, [id, delivery]])
    return
  }
  sent.value = withSent(sent.value, [id, text])
  typeReply(id, '')
  const m = messages.value
  toast({ text: delivery === 'queued' ? m.replyQueued(shown(name)) : m.replyDelivered(shown(name)) })
}

/** Puts the typed text at the end of the session's queue. It stays in the field until the hub has stored it. */
export async function queueReply({ id, name }: HubSession): Promise<void> {
  const text = typedFor(id)
  if (text.trim() === '' || sending.value.has(id)) return
  const m = messages.value
  sending.value = new Set([...sending.value, id])
  const answer = await queueCalls.add(name, crypto.randomUUID(), text)
  sending.value = new Set([...sending.value].filter((one) => one !== id))
  if (!answer.ok) {
    failed(m.couldNotQueue, answer.failure)
    return
  }
  sent.value = withSent(sent.value, [id, text])
  typeReply(id, '')
  toast({ text: m.promptIsQueued(shown(name)) })
}
