import { Plus } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import { itemFault } from './plan.js'
import type { SectionName } from '../app/projects.js'
import { Icon } from '../ui/icon.js'
import { itemFaultText, sectionTitle } from './plan-texts.js'
import { addDraft, draft, drafts } from './plan-actions.js'

/** Field at the end of a section that adds an item. */
export function AddItem({ section }: { readonly section: SectionName }): VNode {
  const m = messages.value
  const typed = drafts.value[section]
  const fault = typed === '' ? null : itemFault(typed)
  const label = m.addItem(sectionTitle(section))
  return (
    <form
      class="add-item cluster wrap gap-8 faint"
      onSubmit={(event) => {
        event.preventDefault()
        if (!itemFault(typed)) void addDraft(section)
      }}
    >
      <Icon of={Plus} size={14} />
      <input
        value={typed}
        placeholder={label}
        aria-label={label}
        aria-invalid={fault !== null}
        onInput={(event) => draft(section, event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {typed !== '' && (
        <button type="submit" class="button small">
          {m.add}
        </button>
      )}
      {fault && (
        <span class="fault" role="alert">
          {itemFaultText(fault)}
        </span>
      )}
    </form>
  )
}
