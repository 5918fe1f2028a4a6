import type { LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'
import { armed, disarm, press } from '../state/armed.js'
import { Icon } from './icon.js'

interface Props {
  /** Names the action and what it is done to, so that a key may press it as well. */
  readonly id: string
  readonly icon: LucideIcon
  readonly label: string
  readonly question: string
  readonly onConfirm: () => void
  /** Icon alone until it asks. */
  readonly compact?: boolean
}

/** A button for what destroys: the first press turns it into its question, the second does it, Esc takes it back. */
export function TwoStepButton({ id, icon, label, question, onConfirm, compact }: Props): VNode {
  const asks = armed.value === id
  return (
    <button
      type="button"
      class={asks ? 'button danger armed' : compact ? 'icon-button' : 'button'}
      aria-label={asks ? question : label}
      aria-live="polite"
      data-tip={compact && !asks ? label : undefined}
      onBlur={() => {
        if (asks) disarm()
      }}
      onClick={(event) => {
        event.stopPropagation()
        press(id, onConfirm)
      }}
    >
      {!(asks && compact) && <Icon of={icon} />}
      {(asks || !compact) && <span>{asks ? question : label}</span>}
    </button>
  )
}
