import { signal } from '@preact/signals'
import { sortableGroup } from '../ui/sortable.js'

/** Cards of all columns: each may be dragged into each. */
export const boardCards = sortableGroup('board')

/** The card that a key moved: it takes the focus again where it has come to. */
export const followed = signal<string | null>(null)
