import type { ComponentChildren, VNode } from 'preact'
import { Dialog } from './dialog.js'

interface Props {
  readonly label: string
  /** Controls beside the heading. */
  readonly tools?: ComponentChildren
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/** Dialog at the bottom edge of narrow screens. */
export function Sheet({ label, tools, onClose, children }: Props): VNode {
  return (
    <Dialog label={label} class="sheet" onClose={onClose}>
      {/* A field would take the focus otherwise, and bring up the keyboard. */}
      <div class="sheet-head">
        <h2 tabIndex={-1} autofocus>
          {label}
        </h2>
        {tools}
      </div>
      {children}
    </Dialog>
  )
}
