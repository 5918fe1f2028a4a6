import type { ComponentChildren, VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

interface Props {
  readonly label: string
  readonly class?: string
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/** Modal dialog. The browser traps the focus; Esc and a click outside close it. */
export function Dialog({ label, onClose, children, ...rest }: Props): VNode {
  const dialog = useRef<HTMLDialogElement>(null)

  // A layout effect, so that the next key press already reaches the dialog.
  useLayoutEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
    // The dialog receives Esc only while the focus is inside. Removing the focused control moves the focus to the body.
    const escape = ({ key, target }: KeyboardEvent): void => {
      if (key === 'Escape' && target === document.body) onClose()
    }
    document.addEventListener('keydown', escape)
    return () => {
      document.removeEventListener('keydown', escape)
      element?.close()
      if (before instanceof HTMLElement && before.isConnected) before.focus()
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
    </dialog>
  )
}
