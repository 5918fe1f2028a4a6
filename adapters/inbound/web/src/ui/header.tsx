import type { ComponentChildren, VNode } from 'preact'

interface Props {
  readonly title: string
  readonly children?: ComponentChildren
}

/** The one row of controls of a page. */
export function Header({ title, children }: Props): VNode {
  return (
    <header class="page-head">
      <h1>{title}</h1>
      {children}
    </header>
  )
}
