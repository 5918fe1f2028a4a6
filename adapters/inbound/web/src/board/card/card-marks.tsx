import { CircleSlash, FileText, GitBranch, TriangleAlert, type LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'
import type { HubCard } from '../cards.js'
import { Counts } from '../../diff/counts.js'
import { messages } from '../../app/texts/messages.js'
import { collisionsOf } from '../board-collisions.js'
import { openBlockers } from '../board-stages.js'
import { sessionByName } from '../../app/sessions.js'
import { Icon } from '../../ui/icon.js'
import { StatusWord } from '../../ui/status.js'
import { branchSums, cards, forecasts, isLive } from '../board-state.js'
import { blockerTitles } from './card-actions.js'

/** Status marks of a card: its agent, blockers, predicted conflicts and branch size. */
export function CardMarks({ card }: { readonly card: HubCard }): VNode | null {
  const m = messages.value
  const { id, stage, branch, brainstormDoc, projectId, sessionRef } = card
  const counts = stage === 'review' && branch !== null
  const all = cards.value ?? new Map<string, HubCard>()
  const session = sessionRef === null ? undefined : sessionByName.value.get(sessionRef)
  const isBlocked = stage !== 'done' && openBlockers(card, all).length > 0
  const collisions = stage === 'done' ? [] : collisionsOf(id, forecasts.value.get(projectId) ?? null)
  const sums = branchSums.value.get(id)
  const isSpecified = brainstormDoc !== null && (stage === 'idea' || stage === 'brainstorming')
  return (
    <div class="card-marks cluster wrap faint text-1">
      {session && isLive(card) && <StatusWord session={session} />}
      {isBlocked && <Mark icon={CircleSlash} kind="blocked" text={m.blocked} tip={m.blockedBy(blockerTitles(card))} />}
      {collisions.length > 0 && (
        <Mark
          icon={TriangleAlert}
          kind="collides"
          text={m.collides}
          tip={collisions
            .map(({ other, files }) => m.collidesWith(titleOf(other), files.slice(0, 3).join(', ')))
            .join('\n')}
        />
      )}
      {isSpecified && <Mark icon={FileText} kind="spec" text={m.spec} tip={brainstormDoc} />}
      {counts && (
        <span class="branch cluster gap-4 clip faint nowrap proportional" data-tip={branch}>
          <Icon of={GitBranch} size={13} />
          {sums && <Counts additions={sums.additions} deletions={sums.deletions} />}
        </span>
      )}
    </div>
  )
}

const titleOf = (id: string | null): string =>
  id === null ? messages.value.theBase : (cards.value?.get(id)?.title ?? id)

interface MarkProps {
  readonly icon: LucideIcon
  readonly kind: string
  readonly text: string
  readonly tip: string
}

function Mark({ icon, kind, text, tip }: MarkProps): VNode {
  return (
    <span class={`card-mark gap-4 ${kind}`} data-tip={tip} role="note" aria-label={`${text}: ${tip}`}>
      <Icon of={icon} size={13} />
      {text}
    </span>
  )
}
