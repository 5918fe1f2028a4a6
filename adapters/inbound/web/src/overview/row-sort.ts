import { computed } from '@preact/signals'
import type { HubSession } from '../app/hub/hub.js'
import { rowSort } from '../app/platform/preferences.js'
import { byName } from '../app/session-order.js'

/** Columns of the rows of sessions, in their order. */
export const COLUMNS = [
  'state',
  'name',
  'agent',
  'tool',
  'branch',
  'folder',
  'context',
  'cost',
  'changes',
  'since',
] as const

export type Column = (typeof COLUMNS)[number]

/** Order of the rows. That of states is the order of all other lists. */
export interface RowSort {
  readonly column: Column
  readonly isDescending: boolean
}

const STANDARD: RowSort = { column: 'state', isDescending: false }

/** Columns of which the largest values are looked for. */
const LARGEST_FIRST: ReadonlyArray<Column> = ['context', 'cost', 'changes', 'since']

/** Parses `cost` and, descending, `-cost`. */
export function parseSort(text: string): RowSort {
  const isDescending = text.startsWith('-')
  const column = COLUMNS.find((one) => one === (isDescending ? text.slice(1) : text))
  return column === undefined ? STANDARD : { column, isDescending }
}

export const sort = computed(() => parseSort(rowSort.value))

/** Order after a press on a head: its first direction, then the other one, then the standard. */
export function nextSort(before: RowSort, column: Column): RowSort {
  const first = LARGEST_FIRST.includes(column)
  if (before.column !== column) return { column, isDescending: first }
  if (column === 'state') return { column, isDescending: !before.isDescending }
  return before.isDescending === first ? { column, isDescending: !first } : STANDARD
}

export function sortBy(column: Column): void {
  const next = nextSort(sort.peek(), column)
  rowSort.value = `${next.isDescending ? '-' : ''}${next.column}`
}

/** Sessions in the given order. Those without a value come last, and equal ones keep their order. */
export function sortedRows(
  sessions: ReadonlyArray<HubSession>,
  { column, isDescending }: RowSort,
  valueOf: (session: HubSession, column: Column) => string | number | null,
): ReadonlyArray<HubSession> {
  if (column === 'state') return isDescending ? [...sessions].reverse() : sessions
  const sign = isDescending ? -1 : 1
  return sessions
    .map((session) => ({ session, value: valueOf(session, column) }))
    .sort((one, other) => {
      if (one.value === null || other.value === null) return Number(one.value === null) - Number(other.value === null)
      return sign * compared(one.value, other.value)
    })
    .map(({ session }) => session)
}

const compared = (one: string | number, other: string | number): number =>
  typeof one === 'number' && typeof other === 'number' ? one - other : byName.compare(String(one), String(other))
