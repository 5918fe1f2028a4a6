import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { newSessionTexts } from '../app/texts/new-session-texts.js'
import { draft, patchDraft } from './draft.js'

interface Props {
  /** Name of the session. */
  readonly name: string
  /** Opens it: a field in it has a fault. */
  readonly isOpen: boolean
  readonly children: ComponentChildren
}

/** Fields that are rarely changed, folded while all of them are as suggested. The summary names the values. */
export function MoreOptions({ name, isOpen, children }: Props): VNode {
  const m = newSessionTexts.value
  const { model, count, hasWorktree } = draft.value
  const isChanged = draft.value.name !== null || model !== '' || count > 1 || hasWorktree
  const [open, setOpen] = useState(isChanged)
  useEffect(() => {
    if (isOpen || isChanged) setOpen(true)
  }, [isOpen, isChanged])
  const values = [name, model, count > 1 && m.agentsOf(count), hasWorktree && m.ownWorktree]
  return (
    <details class="more-options" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary class="cluster gap-8 pressable">
        <span class="rigid">{m.moreOptions}</span>
        {!open && <span class="hint ellipsis shrink">{values.filter(Boolean).join(' · ')}</span>}
      </summary>
      <div class="more-fields one-column gap-12">{children}</div>
    </details>
  )
}

/** A layout shows nine terminals. */
const MAX_AGENTS = 9

export function CountField(): VNode {
  const m = newSessionTexts.value
  return (
    <label class="labelled" data-tip={m.agentCountHint}>
      <span>{m.agentCount}</span>
      <input
        class="field"
        type="number"
        min={1}
        max={MAX_AGENTS}
        value={draft.value.count}
        onChange={({ currentTarget: { value } }) =>
          patchDraft({ count: Math.min(Math.max(Math.round(Number(value)) || 1, 1), MAX_AGENTS) })
        }
      />
    </label>
  )
}

const MODELS_ID = 'model-names'

export function ModelField({ names }: { readonly names: ReadonlyArray<string> }): VNode {
  const m = newSessionTexts.value
  return (
    <label class="labelled">
      <span>{m.model}</span>
      <input
        class="field"
        list={MODELS_ID}
        value={draft.value.model}
        placeholder={m.modelDefault}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="off"
        onInput={(event) => patchDraft({ model: event.currentTarget.value })}
      />
      <datalist id={MODELS_ID}>
        {names.map((model) => (
          <option key={model} value={model} />
        ))}
      </datalist>
    </label>
  )
}
