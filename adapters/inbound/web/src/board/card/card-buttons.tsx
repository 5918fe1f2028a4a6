import { FileDiff, GitMerge, Hammer, Lightbulb, Trash2, Undo2, type LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'
import type { HubCard } from '../cards.js'
import { messages } from '../../app/texts/messages.js'
import { go } from '../../app/router.js'
import { Icon } from '../../ui/icon.js'
import { IconButton } from '../../ui/icon-button.js'
import { boardHere, finishes, isLive } from '../board-state.js'
import { busy } from './card-actions.js'
import { askDelete } from './card-menu.js'
import { askUndo, openFinish } from '../finish/finishing.js'
import { askBrainstorm, askImplement } from './move-card.js'

/** Action buttons of a card for its stage, the next step first. */
export function CardButtons({ card }: { readonly card: HubCard }): VNode {
  const m = messages.value
  const { id, stage, branch, brainstormDoc } = card
  const isRunning = isLive(card)
  const isEarly = stage === 'idea' || stage === 'brainstorming'
  const isSpecified = brainstormDoc !== null
  const finish = finishes.value.get(id)
  return (
    <div class="card-buttons flex wrap gap-6" aria-busy={busy.value.has(id)}>
      {stage === 'review' && branch !== null && (
        <Do icon={GitMerge} label={m.finish} primary run={() => openFinish(id)} />
      )}
      {isSpecified && (isEarly || (stage === 'implement' && !isRunning)) && (
        <Do
          icon={Hammer}
          label={m.implement}
          primary
          run={() => askImplement(card, isEarly ? { stage: 'implement' } : null)}
        />
      )}
      {isEarly && !isRunning && (
        <Do
          icon={Lightbulb}
          label={m.brainstorm}
          primary={!isSpecified}
          run={() => askBrainstorm(card, stage === 'idea' ? { stage: 'brainstorming' } : null)}
        />
      )}
      {branch !== null && stage !== 'done' && (
        <Do icon={FileDiff} label={m.reviewBranch} run={() => go({ ...boardHere(), card: id, view: 'review' })} />
      )}
      {finish?.undoable === true && stage === 'done' && (
        <Do icon={Undo2} label={m.undoFinish} run={() => askUndo(id)} />
      )}
      <span class="spring" />
      <IconButton icon={Trash2} label={m.deleteCard} onPress={() => askDelete(card)} />
    </div>
  )
}

interface DoProps {
  readonly icon: LucideIcon
  readonly label: string
  readonly primary?: boolean
  readonly run: () => void
}

function Do({ icon, label, primary = false, run }: DoProps): VNode {
  return (
    <button type="button" class={`button ${primary ? 'primary' : ''}`} onClick={run}>
      <Icon of={icon} />
      {label}
    </button>
  )
}
