import type { VNode } from 'preact'
import { visibleRuns } from '../../../../../domain/approvals/visible-text.js'

/** A text from outside with everything in it to be seen: what hides or turns other text shows by its name. */
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
