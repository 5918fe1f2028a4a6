import type { ItemRef, SectionName } from '../app/projects.js'
import { sortableGroup } from '../ui/sortable.js'

/** Drag-and-drop group of all sections: an item can be dropped in each of them. */
export const planItems = sortableGroup('plan')

/** Row id of an item. */
export const rowId = ({ section, line, text }: ItemRef): string => `${section} ${line} ${text}`

/** Item of a row id. */
export function refIn(id: string): ItemRef {
  const [section = '', line = '', ...text] = id.split(' ')
  return { section: section as SectionName, line: Number(line), text: text.join(' ') }
}
