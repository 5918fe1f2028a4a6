import { computed, signal } from '@preact/signals'
import { pressing, readKey, type HubBudgets, type NewBudget } from './budget-draft.js'
import type { LiveEvent } from '../app/hub/live-events.js'
import { messages } from '../app/texts/messages.js'
import { failed } from '../app/failed.js'
import { newest } from '../app/newest.js'
import { shown } from '../app/sessions.js'
import { part, type HubSnapshot } from '../app/snapshot.js'
import { ask, client } from '../app/the-hub.js'
import { toast } from '../app/toasts.js'

const names = ({ sessions }: HubSnapshot['resumes']): ReadonlySet<string> => new Set(sessions.map(({ name }) => name))

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

const known = newest(budgets, part('budgets'))
const knownResumes = newest(resumes, async () => {
  const read = await part('resumes')()
  return read && names(read)
})

/** Reads for a page that opens. */
export const readRecentBudgets = known.recently

/** Number of lists that events have brought. */
let heard = 0

/** Handles budget events. Returns true when the event concerns budgets only. */
export function onBudgetEvent(event: LiveEvent): boolean {
  switch (event.type) {
    case 'hello':
      void known.again()
      void knownResumes.again()
      return false
    case 'budgets-changed':
      heard += 1
      known.change((view) => ({ ...view, budgets: event.budgets }))
      return true
    case 'budget-level': // The list that came before it has the level.
      return true
    case 'session-renamed':
      knownResumes.change((all) => new Set([...all].map((name) => (name === event.oldName ? event.newName : name))))
      return false
    case 'session-ended':
      knownResumes.change((all) => new Set([...all].filter((name) => name !== event.name)))
      return false
    default:
      return false
  }
}

/** Replaces all budgets. Resolves to true on success. */
export async function replaceBudgets(next: ReadonlyArray<NewBudget>): Promise<boolean> {
  const before = heard
  const answer = await ask(client.replaceBudgets({ body: { budgets: next } }))
  if (!answer.ok) failed(messages.value.couldNotChangeBudgets, answer.failure)
  // A list that came meanwhile may be newer; the one with this change came before the answer, or follows.
  else if (heard === before) known.change(() => answer.value)
  return answer.ok
}

export async function setResume(name: string, enabled: boolean): Promise<void> {
  const m = messages.value
  const answer = await ask(client.chooseResume({ params: { name }, body: { enabled } }), ({ body }) => names(body))
  if (!answer.ok) {
    failed(m.couldNotSetResume(shown(name)), answer.failure)
    return
  }
  knownResumes.change(() => answer.value)
  toast({ text: enabled ? m.resumesLater(shown(name)) : m.resumesNotLater(shown(name)) })
}
