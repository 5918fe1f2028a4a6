import { signal } from '@preact/signals'
import type { HubFailure } from '../../app/hub/hub.js'
import { messages } from '../../app/texts/messages.js'
import { failed } from '../../app/failed.js'
import { go } from '../../app/router.js'
import { refresh } from '../../app/sessions.js'
import { begin } from '../../app/starts.js'
import { toast } from '../../app/toasts.js'
import { askFirst } from '../card/ask.js'
import { begunIn } from '../cards.js'
import { ask, later } from '../../app/the-hub.js'

/** Used in place of a card id: this confirmation belongs to no card. */
export const IDEAS = 'ideas'

/** Ids of projects for which an agent is being started. */
export const startingIdeas = signal<ReadonlySet<string>>(new Set())

interface Named {
  readonly id: string
  readonly displayName: string
}

/** Starts an agent that collects ideas with the user, after a confirmation. */
export function askIdeas(project: Named): void {
  const m = messages.value
  const run = (): void => void collect(project)
  askFirst({ card: IDEAS, text: m.askIdeas(project.displayName), kept: m.keptOnIdeas, yes: m.startAgent, run })
}

async function collect({ id, displayName }: Named): Promise<void> {
  const m = messages.value
  startingIdeas.value = new Set([...startingIdeas.value, id])
  const notStarted = (failure: HubFailure): void =>
    failed(m.ideasNotStarted(displayName), failure, () => void collect({ id, displayName }))
  const answer = await begin(
    () => ask(later.collectIdeas({ params: { id } }), (answer) => ({ ...begunIn(answer), reused: answer.body.reused })),
    notStarted,
  )
  if (answer.ok) await refresh()
  startingIdeas.value = new Set([...startingIdeas.value].filter((one) => one !== id))
  if (!answer.ok) {
    notStarted(answer.failure)
    return
  }
  const { name: session, reused } = answer.value
  const open = (): void => go({ page: 'terminal', session })
  toast({
    text: reused ? m.ideasRunAlready(displayName) : m.ideasStarted(displayName),
    action: { label: m.open, run: open },
  })
}
