import type { VNode } from 'preact'

interface Props<A extends string> {
  readonly label: string
  readonly options: ReadonlyArray<readonly [value: A, text: string]>
  readonly value: A
  readonly onChoose: (value: A) => void
}

/** Single choice with all options visible. */
export function Segments<A extends string>({ label, options, value, onChoose }: Props<A>): VNode {
  return (
    <div class="segments text" role="radiogroup" aria-label={label}>
      {options.map(([option, text]) => (
        <label key={option} class={option === value ? 'chosen' : ''}>
          <input type="radio" name={label} checked={option === value} onChange={() => onChoose(option)} />
          {text}
        </label>
      ))}
    </div>
  )
}
