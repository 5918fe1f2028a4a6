import { messages } from '../app/texts/messages.js'
import { hasShapeOf } from '../app/draft-shelf.js'
import { browserShelf } from '../app/platform/preference.js'
import { findItem, itemsOf, SECTIONS } from './plan.js'
import type { ItemRef, PlanItem, SectionName } from '../app/projects.js'
import { draftSignal } from '../app/drafts.js'
import { toast } from '../app/toasts.js'
import { editPlan, project } from './open-project.js'
import { pointAt } from './pointed-item.js'

interface Edit {
  readonly item: ItemRef
  readonly typed: string
}

const NOTHING: Readonly<Record<SectionName, string>> = { dev: '', backlog: '', released: '' }

/** Session-storage key for the id of the project that the unsaved input belongs to. */
const TYPED_FOR = 'penates_plan_project'
const tab = browserShelf(() => sessionStorage)

/** Item that is being edited, with the unsaved text. */
export const editing = draftSignal<Edit | null>('plan-edit', null, (value): value is Edit | null =>
  hasShapeOf({ typed: '', item: {} })(value),
)
/** Unsaved text of each section's add field, kept until the hub has accepted it. */
export const drafts = draftSignal('plan-items', NOTHING, hasShapeOf(NOTHING))

export function draft(section: SectionName, typed: string): void {
  drafts.value = { ...drafts.value, [section]: typed }
}

export const refOf = (section: SectionName, { text, line }: PlanItem): ItemRef => ({ section, text, line })

/** Discards the input of another project. */
export function clearTyping(id: string): void {
  if (tab.read(TYPED_FOR) === id) return
  tab.write(TYPED_FOR, id)
  editing.value = null
  drafts.value = NOTHING
}

/** Adds the typed item. The text stays in the field when the hub rejects it. */
export async function addDraft(section: SectionName): Promise<void> {
  const typed = drafts.peek()[section]
  if (!(await editPlan({ action: 'add', section, text: typed.trim() }))) return
  if (drafts.peek()[section] === typed) draft(section, '')
}

/**
 * Saves the edited text. After a conflict the field opens again; if the item is gone, the text moves to the add field.
 */
export async function saveEdit(): Promise<void> {
  const open = editing.peek()
  editing.value = null
  if (!open || open.typed.trim() === open.item.text) return
  const { item, typed } = open
  if (await editPlan({ action: 'edit', item, text: typed.trim() })) return
  if (editing.peek() === null && project.value && findItem(project.value, item)) {
    editing.value = open
    return
  }
  if (drafts.peek()[item.section] === '') draft(item.section, typed)
  toast({ kind: 'failed', text: messages.value.itemGone, detail: typed })
}

/** Moves an item to an index of its own or another section. */
export async function placeItem(item: ItemRef, toSection: SectionName, toIndex: number): Promise<void> {
  if (item.section === toSection) {
    await editPlan({ action: 'reorder', item, toIndex })
    return
  }
  const end = project.value ? itemsOf(project.value, toSection).length : 0
  if (!(await editPlan({ action: 'move', item, toSection })) || toIndex >= end) return
  const put = lastOf(toSection)
  if (put) await editPlan({ action: 'reorder', item: put, toIndex })
}

/** Moves an item one position up or down and keeps the focus on it. */
export function stepItem(item: ItemRef, step: 1 | -1): void {
  const items = project.value ? itemsOf(project.value, item.section) : []
  const to = items.findIndex(({ text, line }) => text === item.text && line === item.line) + step
  if (to < 0 || to >= items.length) return
  void placeItem(item, item.section, to)
  pointAt(item)
}

/** Moves an item to the end of the previous or next section. */
export function stepSection(item: ItemRef, step: 1 | -1): void {
  const to = SECTIONS[SECTIONS.indexOf(item.section) + step]
  if (to === undefined) return
  void placeItem(item, to, Number.MAX_SAFE_INTEGER)
  pointAt({ ...item, section: to })
}

/** Deletes an item. Undo in the toast restores it with its metadata at its previous index. */
export async function deleteItem(item: ItemRef): Promise<void> {
  const m = messages.value
  const { section } = item
  const before = project.value
  const found = before && findItem(before, item)
  if (!found) return
  const at = itemsOf(before, section).indexOf(found)
  if (!(await editPlan({ action: 'delete', item }))) return
  const back = async (): Promise<void> => {
    const { text, meta, done } = found
    if (!(await editPlan({ action: 'add', section, text, meta }))) return
    const added = lastOf(section)
    if (!added) return
    if (done) await editPlan({ action: 'toggle', item: added })
    await editPlan({ action: 'reorder', item: added, toIndex: at })
  }
  toast({ text: m.itemDeleted(found.text), undo: () => void back() })
}

function lastOf(section: SectionName): ItemRef | null {
  const last = project.value && itemsOf(project.value, section).at(-1)
  return last ? refOf(section, last) : null
}
