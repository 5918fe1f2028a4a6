import { computed, signal } from '@preact/signals'
import { sortableGroup } from '../../ui/sortable.js'
import { question } from '../card/ask.js'

/** Drag-and-drop group of all columns: a card can be dropped in each of them. */
export const boardCards = sortableGroup('board')

/** Id of the card that a key moved or navigated to. The card takes the focus once it is drawn. */
export const followed = signal<string | null>(null)

/** Id of the focused card. */
export const focused = signal<string | null>(null)

/** Ids of cards that the virtualized columns draw even when they are out of view. */
export const keptDrawn = computed<ReadonlySet<string>>(
  () =>
    new Set(
      [boardCards.dragged.value, followed.value, focused.value, question.value?.card ?? null].filter(
        (id) => id !== null,
      ),
    ),
)
