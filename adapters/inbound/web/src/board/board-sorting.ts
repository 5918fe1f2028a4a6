import { computed, signal } from '@preact/signals'
import { sortableGroup } from '../ui/sortable.js'
import { question } from './ask.js'

/** Cards of all columns: each may be dragged into each. */
export const boardCards = sortableGroup('board')

/** The card that a key moved, or led to: it takes the focus where it has come to. */
export const followed = signal<string | null>(null)

/** The card that has the focus. */
export const focused = signal<string | null>(null)

/** Cards that are drawn wherever they are. */
export const keptDrawn = computed<ReadonlySet<string>>(
  () =>
    new Set(
      [boardCards.dragged.value, followed.value, focused.value, question.value?.card ?? null].filter(
        (id) => id !== null,
      ),
    ),
)
