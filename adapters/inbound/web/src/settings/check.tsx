import type { VNode } from 'preact'

interface Props {
  readonly label: string
  readonly hint?: string
  readonly isOn: boolean
  readonly onChange: () => void
}

/** Choice of a form with its hint. */
export function Check({ label, hint, isOn, onChange }: Props): VNode {
  return (
    <label class="check">
      <input type="checkbox" checked={isOn} onChange={onChange} />
      <span>
        {label}
        {hint !== undefined && <span class="hint as-block">{hint}</span>}
      </span>
    </label>
  )
}

export const toggled = <A,>(set: ReadonlySet<A>, item: A): ReadonlySet<A> =>
  set.has(item) ? new Set([...set].filter((one) => one !== item)) : new Set([...set, item])
