import { computed, signal } from '@preact/signals'
import type { BodyOf } from '../hub/hub.js'
import type { HubBudgets, NewBudget } from './budget-draft.js'
import type { LiveEvent } from '../hub/live-events.js'
import { messages } from '../i18n/messages.js'
import { pressing, readKey } from './budget-draft.js'
import { failed } from './failed.js'
import { newest } from './newest.js'
import { shown } from './sessions.js'
import { toHub } from './the-hub.js'
import { toast } from './toasts.js'

const { client, ask } = toHub

const names = ({ body }: { readonly body: BodyOf<'listResumes'> }): ReadonlySet<string> =>
  new Set(body.sessions.map(({ name }) => name))

/** Budgets from the hub; `null` before the first response. */
export const budgets = signal<HubBudgets | null>(null)
/** Names of sessions that resume automatically when a limit is reset. */
export const resumes = signal<ReadonlySet<string>>(new Set())

const read = signal<ReadonlySet<string>>(new Set())

/** Budgets to warn about. */
export const pressingBudgets = computed(() => pressing(budgets.value?.budgets ?? [], read.value))

export function hideBudget(budget: HubBudgets['budgets'][number]): void {
  read.value = new Set([...read.value, readKey(budget)])
}

const known = newest(budgets, async () => {
  const answer = await ask(client.readBudgets(), ({ body }) => body)
  return answer.ok ? answer.value : null
})
const knownResumes = newest(resumes, async () => {
  const answer = await ask(client.listResumes(), names)
  return answer.ok ? answer.value : null
})

export const readBudgets = known.again

/** Handles budget events. Returns true when the event concerns budgets only. */
export function onBudgetEvent(event: LiveEvent): boolean {
  if (event.type === 'hello' || event.type === 'budget-level') void known.again()
  if (event.type === 'hello' || event.type === 'session-renamed' || event.type === 'session-ended')
    void knownResumes.again()
  return event.type === 'budget-level'
}

/** Replaces all budgets. Resolves to true on success. */
export async function replaceBudgets(next: ReadonlyArray<NewBudget>): Promise<boolean> {
  const answer = await ask(client.replaceBudgets({ body: { budgets: next } }), ({ body }) => body)
  if (answer.ok) known.change(() => answer.value)
  else failed(messages.value.couldNotChangeBudgets, answer.failure)
  return answer.ok
}

export async function setResume(name: string, enabled: boolean): Promise<void> {
  const m = messages.value
  const answer = await ask(client.chooseResume({ params: { name }, body: { enabled } }), names)
  if (!answer.ok) {
    failed(m.couldNotSetResume(shown(name)), answer.failure)
    return
  }
  knownResumes.change(() => answer.value)
  toast({ text: enabled ? m.resumesLater(shown(name)) : m.resumesNotLater(shown(name)) })
}
