import type { Signal } from '@preact/signals'
import { X } from 'lucide-preact'
import type { ComponentChildren, VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import { PANEL_WIDTH, panelWidth } from '../platform/preferences.js'
import { IconButton } from './icon-button.js'

/** A width in pixels that is remembered, and its bounds. */
interface PanelSize {
  readonly width: Signal<number>
  readonly min: number
  readonly max: number
}

interface Props {
  readonly title: string
  readonly onClose: () => void
  readonly size?: PanelSize
  readonly class?: string
  /** Stands at the left of the head in place of the title. */
  readonly head?: ComponentChildren
  /** Buttons of the head, before the one that closes. */
  readonly actions?: ComponentChildren
  readonly children: ComponentChildren
}

const KEY_STEP_PX = 16

const USUAL: PanelSize = { width: panelWidth, ...PANEL_WIDTH }

/** What belongs beside the content; its width is dragged, or moved with the arrow keys, and remembered. */
export function SidePanel({ title, onClose, size = USUAL, head, actions, children, ...rest }: Props): VNode {
  const m = messages.value
  const { width, min, max } = size
  const setWidth = (px: number): void => {
    width.value = Math.round(Math.min(Math.max(px, min), max))
  }
  return (
    <aside class={`side-panel ${rest.class ?? ''}`} style={{ '--panel-width': `${width.value}px` }} aria-label={title}>
      <div
        class="panel-edge"
        role="separator"
        aria-orientation="vertical"
        aria-label={m.resizePanel}
        aria-valuemin={min}
        aria-valuemax={max}
        aria-valuenow={width.value}
        tabIndex={0}
        onKeyDown={({ key }) => {
          if (key === 'ArrowLeft') setWidth(width.value + KEY_STEP_PX)
          if (key === 'ArrowRight') setWidth(width.value - KEY_STEP_PX)
        }}
        onPointerDown={({ currentTarget, pointerId }) => {
          currentTarget.setPointerCapture(pointerId)
        }}
        onPointerMove={({ currentTarget, pointerId, clientX }) => {
          if (currentTarget.hasPointerCapture(pointerId)) setWidth(window.innerWidth - clientX)
        }}
      />
      <header class="panel-head">
        {head ?? <h2>{title}</h2>}
        <span class="panel-actions">
          {actions}
          <IconButton icon={X} label={m.close} shortcut="Esc" onPress={onClose} />
        </span>
      </header>
      <div class="panel-body">{children}</div>
    </aside>
  )
}
