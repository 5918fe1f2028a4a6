import { signal } from '@preact/signals'

export interface Toast {
  readonly id: number
  readonly kind: 'done' | 'failed'
  readonly text: string
  /** Text to copy, such as the hub's error or the last output lines of a program. */
  readonly detail: string | null
  readonly action: { readonly label: string; readonly run: () => void } | null
}

/** Time to read a sentence and reach for the mouse. */
const SHOWN_MS = 8_000
const MAX_SHOWN = 4

export const toasts = signal<ReadonlyArray<Toast>>([])

let lastId = 0

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}

/** Shows a toast and returns its id. Failures stay until they are dismissed. */
export function toast(given: {
  readonly kind?: Toast['kind']
  readonly text: string
  readonly detail?: string | null
  readonly action?: Toast['action']
}): number {
  lastId += 1
  const id = lastId
  const shown: Toast = { id, kind: 'done', detail: null, action: null, ...given }
  toasts.value = [...toasts.value, shown].slice(-MAX_SHOWN)
  if (shown.kind === 'done') {
    setTimeout(() => {
      dismiss(id)
    }, SHOWN_MS)
  }
  return id
}
