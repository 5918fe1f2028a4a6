import type { ItemRef, SectionName } from './the-projects-hub.js'
import { sortableGroup } from '../ui/sortable.js'

/** Items of all sections: each may be dragged into each. */
export const planItems = sortableGroup('plan')

/** An item as the name of a row. */
export const rowId = ({ section, line, text }: ItemRef): string => `${section} ${line} ${text}`

/** The item that such a name stands for. */
export function refIn(id: string): ItemRef {
  const [section = '', line = '', ...text] = id.split(' ')
  return { section: section as SectionName, line: Number(line), text: text.join(' ') }
}
