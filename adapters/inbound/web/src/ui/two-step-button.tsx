import type { LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'
import { armed, disarm, press } from '../app/armed.js'
import { Icon } from './icon.js'

interface Props {
  /** Id of the action and its target. A key can trigger the same confirmation. */
  readonly id: string
  readonly icon: LucideIcon
  readonly label: string
  readonly question: string
  readonly onConfirm: () => void
  /** Shows only the icon until the confirmation. */
  readonly compact?: boolean
}

/** Button for a destructive action. The first press shows a question, the second confirms, Esc cancels. */
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
