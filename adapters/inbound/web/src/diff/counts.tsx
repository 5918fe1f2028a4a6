import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import type { DiffSums } from './diff-file.js'

/** Added and removed line counts. A count of 0 is left out. */
export function Counts({ additions, deletions }: DiffSums): VNode {
  const m = messages.value
  return (
    <span class="diff-counts gap-6 rigid text-1 medium">
      {additions > 0 && (
        <span class="plus">
          <span aria-hidden="true">+{additions}</span>
          <span class="visually-hidden">{m.linesAdded(additions)}</span>
        </span>
      )}
      {deletions > 0 && (
        <span class="minus">
          <span aria-hidden="true">−{deletions}</span>
          <span class="visually-hidden">{m.linesRemoved(deletions)}</span>
        </span>
      )}
    </span>
  )
}
