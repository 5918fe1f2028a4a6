import type { ComponentChildren, VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

interface Props {
  readonly label: string
  readonly class?: string
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/** A modal dialog: the browser keeps the focus inside, Esc and a press beside it close it. */
export function Dialog({ label, onClose, children, ...rest }: Props): VNode {
  const dialog = useRef<HTMLDialogElement>(null)

  // Before the next key comes: it belongs in here already.
  useLayoutEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
    // Esc reaches the dialog only from within: a control that vanished under the focus leaves it on the page.
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
