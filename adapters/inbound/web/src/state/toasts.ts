import { signal } from '@preact/signals'
import { messages } from '../i18n/messages.js'

export interface Toast {
  readonly id: number
  readonly kind: 'done' | 'failed'
  readonly text: string
  /** Text to copy, such as the hub's error or the last output lines of a program. */
  readonly detail: string | null
  readonly action: { readonly label: string; readonly run: () => void } | null
  /** True when the action takes back what the toast reports. */
  readonly isUndoable: boolean
}

/** Time to read a sentence and reach for the mouse. */
const SHOWN_MS = 8_000
const MAX_SHOWN = 4

export const toasts = signal<ReadonlyArray<Toast>>([])

let lastId = 0

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}

/** Shows a toast and returns its id. Failures stay until they are dismissed. `undo` becomes its action, also by Ctrl-Z. */
export function toast(given: {
  readonly kind?: Toast['kind']
  readonly text: string
  readonly detail?: string | null
  readonly action?: Toast['action']
  readonly undo?: (() => void) | null
}): number {
  lastId += 1
  const id = lastId
  const { undo = null, ...rest } = given
  const action = undo && { label: messages.value.undo, run: undo }
  const shown: Toast = { id, kind: 'done', detail: null, action, isUndoable: undo !== null, ...rest }
  toasts.value = [...toasts.value, shown].slice(-MAX_SHOWN)
  if (shown.kind === 'done') {
    setTimeout(() => {
      dismiss(id)
    }, SHOWN_MS)
  }
  return id
}

/** Takes back what the newest shown toast with an undo reports. */
export function undoNewest(): void {
  const newest = toasts.value.findLast(({ isUndoable }) => isUndoable)
  if (!newest) return
  dismiss(newest.id)
  newest.action?.run()
}
