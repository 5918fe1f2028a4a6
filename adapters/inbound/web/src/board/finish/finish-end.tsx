import { CircleCheck, FolderMinus, Undo2 } from 'lucide-preact'
import type { VNode } from 'preact'
import type { HubCard, HubFinish } from '../cards.js'
import { messages } from '../../app/texts/messages.js'
import { Icon } from '../../ui/icon.js'
import { askUndo, removeWorktree } from './finishing.js'
import { cleanupParts } from '../card/kept-words.js'
import { QuestionBox } from '../card/question-box.js'

interface Props {
  readonly card: HubCard
  readonly finish: HubFinish
}

/** Result of a finish with the remaining worktree and branch, and undo. */
export function FinishEnd({ card, finish }: Props): VNode {
  const m = messages.value
  const { stage, base, branch, merge, pushed, merged, cleanup, undoable } = finish
  const end =
    stage === 'undone' ? m.finishUndone : stage === 'undoing' ? m.finishUndoing : m.finishedInto(branch, base ?? '')
  return (
    <section class="finish-end items-start grid gap-8 anywhere" role="status">
      <p class="cluster gap-8">
        {stage === 'done' && (
          <span class="good grows">
            <Icon of={CircleCheck} size={20} />
          </span>
        )}
        <strong>{end}</strong> {merge !== null && <code>{merge.slice(0, 7)}</code>}
      </p>
      {stage === 'done' && (
        <ul>
          <li>{pushed ? m.isPushed : m.isNotPushed}</li>
          {!merged && <li>{m.baseMovedMeanwhile}</li>}
          {cleanup && cleanupParts(cleanup).map((part) => <li key={part}>{part}</li>)}
        </ul>
      )}
      {stage === 'done' && cleanup?.branchReason === 'checked-out' && (
        <button type="button" class="button" onClick={() => void removeWorktree(card.id)}>
          <Icon of={FolderMinus} />
          {m.removeWorktree}
        </button>
      )}
      {undoable && (
        <button type="button" class="button" onClick={() => askUndo(card.id)}>
          <Icon of={Undo2} />
          {m.undoFinish}
        </button>
      )}
      <QuestionBox card={card.id} />
    </section>
  )
}
