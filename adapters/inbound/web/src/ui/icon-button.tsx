import type { LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'
import { Icon } from './icon.js'

export interface IconButtonProps {
  readonly icon: LucideIcon
  readonly label: string
  readonly onPress: (event: MouseEvent) => void
  /** Shown in the tooltip. */
  readonly shortcut?: string
  /** For switches: whether it is on. */
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly class?: string
  readonly menu?: boolean
  /** For what unfolds: whether it lies open. */
  readonly expanded?: boolean
}

/** A button that is an icon: its label is its tooltip and its accessible name. */
export function IconButton({
  icon,
  label,
  onPress,
  shortcut,
  pressed,
  disabled,
  menu,
  expanded,
  ...rest
}: IconButtonProps): VNode {
  return (
    <button
      type="button"
      class={`icon-button ${rest.class ?? ''}`}
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-haspopup={menu ? 'menu' : undefined}
      disabled={disabled}
      data-tip={label}
      data-shortcut={shortcut}
      onClick={onPress}
    >
      <Icon of={icon} />
    </button>
  )
}
