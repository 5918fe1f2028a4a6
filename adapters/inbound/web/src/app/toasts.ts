import { computed, effect, signal, untracked } from '@preact/signals'
import { messages } from './texts/messages.js'

interface ToastAction {
  readonly label: string
  readonly kind?: 'primary' | 'danger'
  readonly run: () => void
}

export interface Toast {
  readonly id: number
  /** `failed` stays until it is dismissed, the others are shown for some seconds. */
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
/** Toasts in memory, those that are not current among them. */
const MAX_KEPT = 200

const toasts = signal<ReadonlyArray<Toast>>([])

/** The newest toast, the only one that is shown; `null` without any. */
export const shownToast = computed(() => toasts.value.findLast(({ isCurrent }) => isCurrent()) ?? null)

/** The toast whose time runs, and what is left of it for those that a newer one has replaced, by id. */
let running: { readonly toast: Toast; readonly since: number; readonly stop: () => void } | null = null
const leftMs = new Map<number, number>()

effect(() => {
  const next = shownToast.value
  untracked(() => turnTo(next))
})

/** Stops the time of a toast that is shown no more. One that a newer one has replaced is over, unless it can be undone or has failed. */
function turnTo(next: Toast | null): void {
  if (running?.toast.id === next?.id) return
  if (running) {
    const { toast: before, since, stop } = running
    stop()
    if (toasts.peek().includes(before))
      leftMs.set(before.id, (leftMs.get(before.id) ?? SHOWN_MS) - (Date.now() - since))
    const isReplaced = next !== null && next.id > before.id
    if (isReplaced && !before.isUndoable && before.kind !== 'failed') dismiss(before.id)
  }
  running = next && { toast: next, since: Date.now(), stop: dismissLater(next, leftMs.get(next.id) ?? SHOWN_MS) }
}

/** Dismisses a toast once its time is over, and not while it has the pointer or the focus. Returns a function that cancels it. */
function dismissLater({ id, kind }: Toast, afterMs: number): () => void {
  if (kind === 'failed') return () => undefined
  let timer = setTimeout(end, afterMs)
  function end(): void {
    if (document.querySelector('.toast:is(:hover, :focus-within)')) timer = setTimeout(end, SHOWN_MS)
    else dismiss(id)
  }
  return () => clearTimeout(timer)
}

let lastId = 0

export function dismiss(id: number): void {
  leftMs.delete(id)
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
  return id
}

/** A failure that is reported again replaces its toast, which stays until it is dismissed. */
const repeats = (toast: Toast, earlier: Toast): boolean =>
  [toast, earlier].every(({ kind }) => kind === 'failed') &&
  toast.text === earlier.text &&
  toast.detail === earlier.detail

/** Newest toast with an undo. */
export const newestUndo = (): Toast | undefined => toasts.value.findLast(({ isUndoable }) => isUndoable)

/** Takes back what it reports. */
export function undoNewest(): void {
  const newest = newestUndo()
  if (!newest) return
  dismiss(newest.id)
  newest.actions[0]?.run()
}
