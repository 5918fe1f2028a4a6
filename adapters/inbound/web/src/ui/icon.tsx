import type { LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'

/** A Lucide icon at the client's one size and stroke; never read out, for what it sits in has a name. */
export function Icon({ of: Lucide, size = 16 }: { readonly of: LucideIcon; readonly size?: number }): VNode {
  return <Lucide size={size} strokeWidth={1.5} aria-hidden="true" focusable="false" />
}
