import type { VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { itemFault } from './plan.js'
import type { ItemRef } from '../app/projects.js'
import { editing, saveEdit } from './plan-actions.js'
import { itemFaultText } from './plan-texts.js'

interface Props {
  readonly item: ItemRef
  readonly onDone: () => void
}

/** Edits an item's text in place. Enter saves, Esc cancels. */
export function EditItem({ item, onDone }: Props): VNode {
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    field.current?.focus()
  }, [])
  const typed = editing.value?.typed ?? item.text
  const fault = itemFault(typed)

  const save = (): void => {
    if (fault) return
    void saveEdit()
  }

  return (
    <span class="edit-item grid gap-2 fill">
      <input
        ref={field}
        class="field"
        value={typed}
        aria-label={messages.value.itemText(item.text)}
        aria-invalid={fault !== null}
        onInput={(event) => (editing.value = { item, typed: event.currentTarget.value })}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Enter') save()
          else if (event.key === 'Escape') editing.value = null
          else return
          onDone()
        }}
        onBlur={save}
      />
      {fault && (
        <span class="fault" role="alert">
          {itemFaultText(fault)}
        </span>
      )}
    </span>
  )
}
