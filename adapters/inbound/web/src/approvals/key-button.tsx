import type { LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'
import { Icon } from '../ui/icon.js'

interface KeyButtonProps {
  /** Key on the page of approvals, as `KeyboardEvent.key`. */
  readonly shortcut: string
  readonly icon: LucideIcon
  readonly kind?: 'primary' | 'danger'
  readonly disabled?: boolean
  readonly isPressed?: boolean
  /** Left out for a button that submits its form. */
  readonly onPress?: () => void
  readonly isSubmit?: boolean
  readonly tip?: string
  readonly children: string
}

/** Button that names the key that presses it. */
export function KeyButton({
  shortcut,
  icon,
  kind,
  disabled,
  isPressed,
  onPress,
  isSubmit,
  tip,
  children,
}: KeyButtonProps): VNode {
  return (
    <button
      type={isSubmit === true ? 'submit' : 'button'}
      class={`button ${kind ?? ''}`}
      data-shortcut={shortcut}
      disabled={disabled}
      data-tip={tip}
      aria-pressed={isPressed}
      aria-keyshortcuts={shortcut === 'A' ? 'Shift+A' : shortcut.toUpperCase()}
      onClick={onPress}
    >
      <Icon of={icon} />
      {children}
      <kbd aria-hidden="true">{shortcut === 'A' ? '⇧ A' : shortcut.toUpperCase()}</kbd>
    </button>
  )
}
