import { newSessionTexts } from '../app/texts/new-session-texts.js'
import type { VNode } from 'preact'
import { isBranchName } from '../../../../../domain/board/names.js'
import { Switch } from '../ui/switch.js'
import { draft, patchDraft } from './draft.js'

interface Props {
  readonly suggested: string
  /** False where the folder is known to be outside a repository. */
  readonly isPossible: boolean
}

/** Branch to start on; `null` in the folder itself. */
export function chosenBranch(suggested: string): string | null {
  const { hasWorktree, branch } = draft.value
  return hasWorktree ? (branch ?? suggested) : null
}

/** Switch for a worktree of its own, with the name of its branch. */
export function WorktreeField({ suggested, isPossible }: Props): VNode {
  const m = newSessionTexts.value
  const branch = chosenBranch(suggested)
  const isOn = isPossible && branch !== null
  return (
    <div class="worktree-field one-column gap-12">
      <label class="check">
        <Switch
          label={m.ownWorktree}
          on={isOn}
          disabled={!isPossible}
          onChange={(hasWorktree) => patchDraft({ hasWorktree })}
        />
        <span>
          {m.ownWorktree}
          <span class="hint as-block">{isPossible ? m.ownWorktreeHint : m.worktreeNeedsRepository}</span>
        </span>
      </label>
      {isOn && (
        <label class="labelled">
          <span>{m.newBranch}</span>
          <input
            class="field mono"
            value={branch}
            spellcheck={false}
            autocomplete="off"
            aria-invalid={!isBranchName(branch)}
            onInput={(event) => patchDraft({ branch: event.currentTarget.value })}
          />
          <span class="fault" role="alert">
            {!isBranchName(branch) && m.branchInvalid}
          </span>
        </label>
      )}
    </div>
  )
}
