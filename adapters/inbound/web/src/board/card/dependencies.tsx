import { X } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../../app/texts/messages.js'
import { failed, fieldOf } from '../../app/failed.js'
import { toast } from '../../app/toasts.js'
import { IconButton } from '../../ui/icon-button.js'
import { Link } from '../../ui/link.js'
import { boardHere, cards, readCards, takeCard } from '../board-state.js'
import { stageName } from '../stage-names.js'
import { sendChange, type HubCard } from '../cards.js'

async function setBlockers(card: HubCard, blockedBy: ReadonlyArray<string>): Promise<void> {
  const m = messages.value
  const answer = await sendChange(card.id, { blockedBy }, card.rev)
  if (answer.ok) {
    takeCard(answer.value.card)
    if (answer.value.kind === 'conflict') toast({ kind: 'failed', text: m.chooseAgain })
    return
  }
  await readCards()
  const { failure } = answer
  if (fieldOf(failure, 'detail') === 'blocked-cycle') toast({ kind: 'failed', text: m.wouldBeCircle(card.title) })
  else failed(m.couldNotChange(card.title), failure)
}

/** Cards that must be done before this one. */
export function Dependencies({ card }: { readonly card: HubCard }): VNode {
  const m = messages.value
  const all = cards.value ?? new Map<string, HubCard>()
  const others = [...all.values()].filter(
    ({ id, stage, projectId }) =>
      id !== card.id && stage !== 'done' && projectId === card.projectId && !card.blockedBy.includes(id),
  )
  return (
    <section class="card-section one-column gap-6" aria-label={m.dependsOn}>
      <h3>{m.dependsOn}</h3>
      {card.blockedBy.length > 0 && (
        <ul class="blockers">
          {card.blockedBy.map((id) => {
            const title = all.get(id)?.title ?? m.archivedCard
            const stage = all.get(id)?.stage ?? 'done'
            return (
              <li key={id}>
                <Link to={{ ...boardHere(), card: id, view: 'card' }}>{title}</Link>
                <span class="hint">{stageName(stage)}</span>
                <IconButton
                  icon={X}
                  label={m.removeDependency(title)}
                  onPress={() =>
                    void setBlockers(
                      card,
                      card.blockedBy.filter((one) => one !== id),
                    )
                  }
                />
              </li>
            )
          })}
        </ul>
      )}
      {others.length > 0 && (
        <select
          class="field"
          aria-label={m.addDependency}
          value=""
          onChange={(event) => {
            const { value } = event.currentTarget
            event.currentTarget.value = ''
            if (value !== '') void setBlockers(card, [...card.blockedBy, value])
          }}
        >
          <option value="">{m.addDependency}</option>
          {others.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      )}
      {others.length === 0 && card.blockedBy.length === 0 && <p class="hint">{m.noDependencies}</p>}
    </section>
  )
}
