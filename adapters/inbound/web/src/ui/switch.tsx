import type { VNode } from 'preact'

interface Props {
  readonly label: string
  readonly on: boolean
  readonly disabled?: boolean
  readonly onChange: (on: boolean) => void
}

/** Switch that takes effect immediately. */
export function Switch({ label, on, disabled, onChange }: Props): VNode {
  return (
    <input
      type="checkbox"
      class="switch"
      role="switch"
      aria-label={label}
      checked={on}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}
