import type { VNode } from 'preact'
import { visibleRuns } from '../../../../../domain/approvals/visible-text.js'

/** Untrusted text with invisible and direction-changing characters shown by name. */
export function VisibleText({ text }: { readonly text: string }): VNode {
  return (
    <>
      {visibleRuns(text).map((run, index) =>
        run.isName ? (
          <mark key={index} class="unseen">
            {run.text}
          </mark>
        ) : (
          run.text
        ),
      )}
    </>
  )
}
