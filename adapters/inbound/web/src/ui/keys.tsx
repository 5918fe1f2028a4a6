import type { VNode } from 'preact'
import { keyNames } from '../app/texts/key-names.js'

interface Props {
  readonly of: string
  readonly class?: string
  /** True beside a control whose own attribute names the keys. */
  readonly isHidden?: boolean
}

/** Keys of a shortcut, as the keyboard of this device names them. */
export const Keys = ({ of, class: look, isHidden }: Props): VNode => (
  <kbd class={look} aria-hidden={isHidden}>
    {keyNames.value(of)}
  </kbd>
)
