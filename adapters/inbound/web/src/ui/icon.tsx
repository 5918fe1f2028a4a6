import type { LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'

/** Lucide icon with the client's stroke width. Hidden from screen readers, because its parent has a label. */
export function Icon({ of: Lucide, size = 16 }: { readonly of: LucideIcon; readonly size?: number }): VNode {
  return <Lucide size={size} strokeWidth={1.5} aria-hidden="true" focusable="false" />
}
