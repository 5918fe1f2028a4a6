import { MessageSquarePlus } from 'lucide-preact'
import type { ComponentChildren, VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import { Icon } from '../ui/icon.js'
import type { DiffFile, LineNotes } from './diff-file.js'
import type { PatchLine } from './patch.js'
import type { Row } from './rows.js'

export interface Noted {
  readonly file: DiffFile
  readonly notes: LineNotes
}

interface Props {
  readonly row: Row
  readonly noted: Noted
  readonly children: ComponentChildren
}

const linesOf = (row: Row): ReadonlyArray<PatchLine> =>
  row.kind === 'pair' ? [row.removed, row.added].filter((line) => line !== null) : [row.line]

/** Row of a diff with its comment and a button that adds one. */
export function NotedRow({ row, noted: { file, notes }, children }: Props): VNode {
  const m = messages.value
  const lines = linesOf(row)
  return (
    <div class="noted-row relative">
      {children}
      {lines.map((line, at) => (
        <button
          key={at}
          type="button"
          class={`note-line rounded absolute centre-items grid ${at > 0 || (row.kind === 'pair' && row.removed === null) ? 'right' : ''}`}
          aria-label={m.commentOn(file.path, line.newLine ?? line.oldLine ?? 0)}
          onClick={() => notes.begin(file, line)}
        >
          <Icon of={MessageSquarePlus} size={12} />
        </button>
      ))}
      {lines.map((line) => notes.below(file, line))}
    </div>
  )
}
