import type { VNode } from 'preact'

interface Props {
  readonly label: string
  readonly all: string
  readonly options: ReadonlyArray<readonly [value: string, text: string]>
  readonly value: string
  readonly onChoose: (value: string) => void
}

/** Selection of one of several values, or of all by an empty one. */
export function Choice({ label, all, options, value, onChoose }: Props): VNode {
  // The value may come from an address or a draft, and be none of the options any more.
  const isKnown = value === '' || options.some(([option]) => option === value)
  return (
    <select
      class="field"
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => onChoose(currentTarget.value)}
    >
      <option value="">{all}</option>
      {(isKnown ? options : [...options, [value, value] as const]).map(([option, text]) => (
        <option key={option} value={option}>
          {text}
        </option>
      ))}
    </select>
  )
}
