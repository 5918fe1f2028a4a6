import { ArrowDown, ArrowRightLeft, ArrowUp, Ellipsis, GripVertical, Pencil, Trash2 } from 'lucide-preact'
import type { VNode } from 'preact'
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { dropIndex, findItem, itemsOf, SECTIONS } from './plan.js'
import type { ItemRef, PlanItem, SectionName } from '../app/projects.js'
import { Icon } from '../ui/icon.js'
import { IconButton } from '../ui/icon-button.js'
import { toggleMenu, type MenuItem } from '../ui/menu.js'
import { sortableClass, useSortableRow } from '../ui/sortable.js'
import { EditItem } from './edit-item.js'
import { editPlan, freshItems, project } from './open-project.js'
import { deleteItem, editing, placeItem, refOf, stepItem, stepSection } from './plan-actions.js'
import { planItems, refIn, rowId } from './plan-sorting.js'
import { pointAt, pointed } from './pointed-item.js'
import { sectionTitle } from './plan-texts.js'

interface Props {
  readonly item: PlanItem
  readonly section: SectionName
  readonly index: number
}

/** Row of a plan item with its state, text and actions. */
export function PlanItemRow({ item, section, index }: Props): VNode {
  const m = messages.value
  const row = useRef<HTMLLIElement>(null)
  const handle = useRef<HTMLSpanElement>(null)
  const check = useRef<HTMLInputElement>(null)
  const ref = refOf(section, item)
  const id = rowId(ref)
  const edits = editing.value?.item
  // Compares the texts, because the item's line may have changed since editing began.
  const isEdited = edits?.section === section && project.value !== null && findItem(project.value, edits) === item

  const drop = useCallback(
    (dragged: string, edge: 'top' | 'bottom') => {
      const what = refIn(dragged)
      const from = what.section === section ? placeOf(what) : null
      void placeItem(what, section, dropIndex(from, index, edge))
    },
    [section, index],
  )
  useSortableRow(planItems, row, handle, id, drop)

  const isPointed = pointed.value?.section === section && pointed.value.text === item.text
  // Runs before the item is painted, so that it receives a key that is pressed immediately.
  useLayoutEffect(() => {
    if (!isPointed) return
    pointAt(null)
    row.current?.scrollIntoView({ block: 'nearest' })
    check.current?.focus()
  }, [isPointed, index])

  const openMenu = (anchor: HTMLElement): void => toggleMenu(anchor, itemMenu(ref, index))

  return (
    <li
      ref={row}
      class={`plan-item align-start flex gap-8 relative round ${freshItems.value.has(item.text) ? 'marked' : ''} ${sortableClass(planItems, id)}`}
      onKeyDown={(event) => {
        if (!isEdited && onKey(event, ref)) event.preventDefault()
      }}
    >
      <span ref={handle} class="grip row-grip faint centre-items grid rigid" aria-hidden="true">
        <Icon of={GripVertical} size={14} />
      </span>
      <input
        ref={check}
        type="checkbox"
        checked={item.done}
        aria-label={m.itemDone(item.text)}
        onChange={() => void editPlan({ action: 'toggle', item: ref })}
      />
      {isEdited ? (
        <EditItem item={ref} onDone={() => check.current?.focus()} />
      ) : (
        <span
          class={`item-text fill anywhere ${item.done ? 'done' : ''}`}
          onDblClick={() => (editing.value = { item: ref, typed: item.text })}
        >
          {item.text}
          {Object.entries(item.meta).map(([key, value]) => (
            <span key={key} class={`meta text-0 ${key === 'priority' ? value : ''}`} data-tip={`${key}: ${value}`}>
              {value}
            </span>
          ))}
        </span>
      )}
      <IconButton
        menu
        icon={Ellipsis}
        class="item-menu"
        label={m.itemMenu(item.text)}
        onPress={({ currentTarget }) => {
          if (currentTarget instanceof HTMLElement) openMenu(currentTarget)
        }}
      />
    </li>
  )
}

function placeOf({ section, text, line }: ItemRef): number {
  const items = project.value ? itemsOf(project.value, section) : []
  return items.findIndex((item) => item.text === text && item.line === line)
}

/** Handles a key on an item. Returns true when handled. */
function onKey(event: KeyboardEvent, ref: ItemRef): boolean {
  if (event.target instanceof HTMLButtonElement) return false
  const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -1, ArrowRight: 1 }[event.key] as 1 | -1 | undefined
  if (step !== undefined) {
    const isVertical = event.key === 'ArrowUp' || event.key === 'ArrowDown'
    if (event.altKey) (isVertical ? stepItem : stepSection)(ref, step)
    else if (isVertical) focusNext(event.target, step)
    else return false
    return true
  }
  if (event.key === 'Enter' || event.key === 'F2') editing.value = { item: ref, typed: ref.text }
  else if (event.key === 'Delete') void deleteItem(ref)
  else return false
  return true
}

function focusNext(from: EventTarget | null, step: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLInputElement>('.plan-item > input[type=checkbox]')]
  const at = all.findIndex((one) => one === from)
  all[at + step]?.focus()
}

function itemMenu(ref: ItemRef, index: number): ReadonlyArray<MenuItem> {
  const m = messages.value
  const count = project.value ? itemsOf(project.value, ref.section).length : 0
  const step = (by: 1 | -1) => (): void => stepItem(ref, by)
  return [
    {
      label: m.editItem,
      icon: Pencil,
      shortcut: 'Enter',
      run: () => (editing.value = { item: ref, typed: ref.text }),
    },
    ...(index > 0 ? [{ label: m.moveUp, icon: ArrowUp, shortcut: 'Alt ↑', run: step(-1) }] : []),
    ...(index < count - 1 ? [{ label: m.moveDown, icon: ArrowDown, shortcut: 'Alt ↓', run: step(1) }] : []),
    ...SECTIONS.filter((section) => section !== ref.section).map((section) => ({
      label: m.moveTo(sectionTitle(section)),
      icon: ArrowRightLeft,
      run: () => void placeItem(ref, section, Number.MAX_SAFE_INTEGER),
    })),
    { label: m.deleteItem, icon: Trash2, shortcut: 'Del', run: () => void deleteItem(ref) },
  ]
}
