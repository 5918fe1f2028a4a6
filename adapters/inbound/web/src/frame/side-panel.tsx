import { X } from 'lucide-preact'
import type { ComponentChildren, VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import { PANEL_WIDTH, panelWidth } from '../state/preferences.js'
import { IconButton } from '../ui/icon-button.js'

interface Props {
  readonly title: string
  readonly onClose: () => void
  readonly children: ComponentChildren
}

const KEY_STEP_PX = 16

const setWidth = (px: number): void => {
  panelWidth.value = Math.round(Math.min(Math.max(px, PANEL_WIDTH.min), PANEL_WIDTH.max))
}

/** What belongs beside the content; its width is dragged, or moved with the arrow keys, and remembered. */
export function SidePanel({ title, onClose, children }: Props): VNode {
  const m = messages.value
  return (
    <aside class="side-panel" style={{ '--panel-width': `${panelWidth.value}px` }} aria-label={title}>
      <div
        class="panel-edge"
        role="separator"
        aria-orientation="vertical"
        aria-label={m.resizePanel}
        aria-valuemin={PANEL_WIDTH.min}
        aria-valuemax={PANEL_WIDTH.max}
        aria-valuenow={panelWidth.value}
        tabIndex={0}
        onKeyDown={({ key }) => {
          if (key === 'ArrowLeft') setWidth(panelWidth.value + KEY_STEP_PX)
          if (key === 'ArrowRight') setWidth(panelWidth.value - KEY_STEP_PX)
        }}
        onPointerDown={({ currentTarget, pointerId }) => {
          currentTarget.setPointerCapture(pointerId)
        }}
        onPointerMove={({ currentTarget, pointerId, clientX }) => {
          if (currentTarget.hasPointerCapture(pointerId)) setWidth(window.innerWidth - clientX)
        }}
      />
      <header class="panel-head">
        <h2>{title}</h2>
        <IconButton icon={X} label={m.close} shortcut="Esc" onPress={onClose} />
      </header>
      <div class="panel-body">{children}</div>
    </aside>
  )
}
