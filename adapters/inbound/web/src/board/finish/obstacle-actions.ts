import type { Answer } from '../../app/hub/hub.js'
import { messages } from '../../app/texts/messages.js'
import { obstacleTexts } from './obstacle-texts.js'
import { because } from '../../app/failed.js'
import { toast } from '../../app/toasts.js'
import type { HubCard, Stash } from '../cards.js'
import { ask, client } from '../../app/the-hub.js'

/** Text of a failure for the dialog, which covers toasts; `null` after a success. */
type Failed = Promise<string | null>

function report<A>(answer: Answer<A>, what: string, done: string): string | null {
  if (!answer.ok) return messages.value.failedTo(what, because(answer.failure))
  toast({ text: done })
  return null
}

export async function commitWorktree({ id, title }: HubCard, message: string): Failed {
  const m = obstacleTexts.value
  return report(
    await ask(client.commitWorktree({ params: { id }, body: { message } })),
    m.couldNotCommitOpen(title),
    m.openCommitted(message),
  )
}

/** Puts open changes aside. The dialog lists the stash with the action that applies it again. */
export async function stashChanges({ id, title }: HubCard, place: 'worktree' | 'checkout'): Failed {
  const m = obstacleTexts.value
  return report(
    await ask(client.stashChanges({ params: { id }, body: { place } }), ({ body }) => body.stashes),
    m.couldNotStash(title),
    m.stashed(title),
  )
}

export async function applyStash({ id }: HubCard, { id: stash, name }: Stash): Failed {
  const m = obstacleTexts.value
  return report(
    await ask(client.applyStash({ params: { id, stash } })),
    m.couldNotApplyStash(name),
    m.stashApplied(name),
  )
}

export async function updateBase({ id, title }: HubCard): Failed {
  const m = obstacleTexts.value
  return report(
    await ask(client.updateBase({ params: { id } }), ({ body }) => body.base),
    m.couldNotUpdateBase(title),
    m.baseUpdated,
  )
}
