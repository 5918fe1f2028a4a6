import type { ComponentChildren, VNode } from 'preact'
import { StatusChip } from './status-chip.js'

interface Props {
  readonly title: string
  readonly children?: ComponentChildren
}

/** Header of a page with its controls in one row. */
export function Header({ title, children }: Props): VNode {
  return (
    <header class="page-head cluster gap-12 rigid relative line-below">
      <h1>{title}</h1>
      <StatusChip />
      {children}
    </header>
  )
}
