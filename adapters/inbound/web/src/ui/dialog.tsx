import { computed, signal } from '@preact/signals'
import type { ComponentChildren, VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { ToastLayer } from './toast-layer.js'

interface Props {
  readonly label: string
  readonly class?: string
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/** Open dialogs, the last opened one at the end. */
const open = signal<ReadonlyArray<object>>([])
/** True while a modal dialog is open. It shows the toasts, as controls outside of it cannot be used. */
export const hasDialog = computed(() => open.value.length > 0)

/** Modal dialog. The browser traps the focus; Esc and a click outside close it. */
export function Dialog({ label, onClose, children, ...rest }: Props): VNode {
  const dialog = useRef<HTMLDialogElement>(null)

  // A layout effect, so that the next key press already reaches the dialog.
  useLayoutEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
    open.value = [...open.value, dialog]
    // The dialog receives Esc only while the focus is inside. Removing the focused control moves the focus to the body.
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.target !== document.body) return
      // A listener behind this one may run after the dialog is gone, and close the panel of its button.
      event.preventDefault()
      onClose()
    }
    document.addEventListener('keydown', escape)
    return () => {
      document.removeEventListener('keydown', escape)
      element?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
      open.value = open.value.filter((one) => one !== dialog)
    }
  }, [])

  return (
    <dialog
      ref={dialog}
      class={`dialog ${rest.class ?? ''}`}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) onClose()
      }}
    >
      <div class="dialog-body">{children}</div>
      {open.value.at(-1) === dialog && <ToastLayer isDocked={false} />}
    </dialog>
  )
}
