import type { Signal } from '@preact/signals'
import { X } from 'lucide-preact'
import type { ComponentChildren, VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import { PANEL_WIDTH, panelWidth } from '../app/platform/preferences.js'
import { IconButton } from './icon-button.js'
import { StatusChip, useOpenPanel } from './status-chip.js'

/** Stored width in pixels and its bounds. */
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
  /** Header content in place of the title. */
  readonly head?: ComponentChildren
  /** Header buttons, before the close button. */
  readonly actions?: ComponentChildren
  /** The content has no control, so that keys scroll it as a whole. */
  readonly isText?: boolean
  readonly children: ComponentChildren
}

const KEY_STEP_PX = 16

const USUAL: PanelSize = { width: panelWidth, ...PANEL_WIDTH }

/** Panel beside the content. Its width can be dragged or changed with the arrow keys, and is stored. */
export function SidePanel({ title, onClose, size = USUAL, head, actions, isText, children, ...rest }: Props): VNode {
  useOpenPanel()
  const m = messages.value
  const { width, min, max } = size
  const setWidth = (px: number): void => {
    width.value = Math.round(Math.min(Math.max(px, min), max))
  }
  return (
    <aside
      class={`side-panel stack rigid relative surface ${rest.class ?? ''}`}
      style={{ '--panel-width': `${width.value}px` }}
      aria-label={title}
    >
      <div
        class="panel-edge absolute"
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
        onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
        onPointerMove={({ currentTarget, pointerId, clientX }) => {
          if (currentTarget.hasPointerCapture(pointerId)) setWidth(window.innerWidth - clientX)
        }}
      />
      <header class="panel-head cluster between rigid relative line-below">
        <h2 class={head === undefined ? '' : 'off-screen'}>{title}</h2>
        {head}
        <span class="cluster rigid">
          <StatusChip isInPanel />
          {actions}
          <IconButton icon={X} label={m.close} shortcut="Esc" onPress={onClose} />
        </span>
      </header>
      <div class="panel-body spring scroll" {...(isText ? { tabIndex: 0, role: 'group', 'aria-label': title } : {})}>
        {children}
      </div>
    </aside>
  )
}
