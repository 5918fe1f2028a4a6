import type { LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'
import { Icon } from './icon.js'

export interface IconButtonProps {
  readonly icon: LucideIcon
  readonly label: string
  readonly onPress: (event: MouseEvent) => void
  /** Key combination in the tooltip. */
  readonly shortcut?: string
  /** State of a toggle button. */
  readonly pressed?: boolean
  readonly disabled?: boolean
  readonly class?: string
  readonly menu?: boolean
  /** State of a disclosure button. */
  readonly expanded?: boolean
}

/** Icon button. Its label is the tooltip and the accessible name. */
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
