import { GitBranch } from 'lucide-preact'
import type { VNode } from 'preact'
import { Icon } from '../ui/icon.js'

/** Branches and tags that point to a commit. */
export function RefBadges({ refs }: { readonly refs: ReadonlyArray<string> }): VNode | null {
  if (refs.length === 0) return null
  return (
    <span class="refs flex gap-4 rigid shrink">
      {refs.map((ref) => (
        <span key={ref} class="ref text-0 cluster shrink medium" data-tip={ref}>
          <Icon of={GitBranch} size={11} />
          <span>{ref}</span>
        </span>
      ))}
    </span>
  )
}
