import { computed, signal } from '@preact/signals'
import { messages } from './texts/messages.js'

interface ToastAction {
  readonly label: string
  readonly kind?: 'primary' | 'danger'
  readonly run: () => void
}

export interface Toast {
  readonly id: number
  /** `approval` and `waiting` stay as long as they are current, `failed` until it is dismissed, `done` for some seconds. */
  readonly kind: 'done' | 'failed' | 'approval' | 'waiting'
  readonly text: string
  /** Text to copy, such as the hub's error or the last output lines of a program. */
  readonly detail: string | null
  readonly actions: ReadonlyArray<ToastAction>
  /** Replaces the actions while the toast cannot show its whole text; `null` to keep them. */
  readonly whenCut: ToastAction | null
  /** True when the action takes back what the toast reports. */
  readonly isUndoable: boolean
  /** False while the page shows the same elsewhere, and once it was answered. Follows signals. */
  readonly isCurrent: () => boolean
}

/** Time to read a sentence and reach for the mouse. */
const SHOWN_MS = 8_000
/** More would cover the page. */
const MAX_SHOWN = 3
/** Toasts in memory, those that are not current among them. */
const MAX_KEPT = 200

const toasts = signal<ReadonlyArray<Toast>>([])
const current = computed(() => toasts.value.filter(({ isCurrent }) => isCurrent()))

/** The newest toasts, those that take something back first of all. */
export const shownToasts = computed(() => newestOf(current.value, MAX_SHOWN))
/** Number of current toasts that are not shown when `shown` are. */
export const moreThan = (shown: number): number => Math.max(current.value.length - shown, 0)

/** The last toasts in their order; those with an undo are kept first. */
export function newestOf(all: ReadonlyArray<Toast>, count: number): ReadonlyArray<Toast> {
  const byUse = [...all.filter(({ isUndoable }) => !isUndoable), ...all.filter(({ isUndoable }) => isUndoable)]
  const kept = new Set(byUse.slice(-count))
  return all.filter((toast) => kept.has(toast))
}

let lastId = 0

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}

/** Shows a toast and returns its id. `undo` becomes its action, also by Ctrl-Z. */
export function toast(given: {
  readonly kind?: Toast['kind']
  readonly text: string
  readonly detail?: string | null
  readonly action?: ToastAction | null
  readonly actions?: ReadonlyArray<ToastAction>
  readonly whenCut?: ToastAction
  readonly undo?: (() => void) | null
  readonly isCurrent?: () => boolean
}): number {
  lastId += 1
  const id = lastId
  const { undo = null, action = undo && { label: messages.value.undo, run: undo }, ...rest } = given
  const shown: Toast = {
    ...{ id, kind: 'done', detail: null, whenCut: null, isUndoable: undo !== null, isCurrent: () => true },
    actions: action ? [action] : [],
    ...rest,
  }
  toasts.value = [...toasts.value.filter((earlier) => !repeats(shown, earlier)), shown].slice(-MAX_KEPT)
  if (shown.kind === 'done') dismissLater(id)
  return id
}

/** Dismisses a toast after some seconds, and not while a toast has the pointer or the focus. */
function dismissLater(id: number): void {
  setTimeout(() => {
    if (document.querySelector('.toast:is(:hover, :focus-within)')) dismissLater(id)
    else dismiss(id)
  }, SHOWN_MS)
}

/** A failure that is reported again replaces its toast, which stays until it is dismissed. */
const repeats = (toast: Toast, earlier: Toast): boolean =>
  [toast, earlier].every(({ kind }) => kind === 'failed') &&
  toast.text === earlier.text &&
  toast.detail === earlier.detail

/** Takes back what the newest toast with an undo reports. */
export function undoNewest(): void {
  const newest = toasts.value.findLast(({ isUndoable }) => isUndoable)
  if (!newest) return
  dismiss(newest.id)
  newest.actions[0]?.run()
}
