import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import type { Span, SyntaxRun } from '../app/syntax/runs.js'
import { CodeText } from '../ui/code-text.js'
import type { PatchLine } from './patch.js'
import type { Row } from './rows.js'
import { wordMarks } from './word-marks.js'

export type SyntaxOf = (line: PatchLine) => ReadonlyArray<SyntaxRun>

interface Props {
  readonly row: Row
  readonly syntaxOf: SyntaxOf
  /** Index among the changes of the file, on the first row of a change. */
  readonly change: number | null
  readonly isCurrent: boolean
}

/** One line of a unified diff, or two lines side by side. */
export function RowView({ row, syntaxOf, change, isCurrent }: Props): VNode {
  const place = { 'data-change': change ?? undefined }
  const current = isCurrent ? 'is-current' : ''
  if (row.kind === 'pair') {
    const { removed, added } = row
    const marks = removed && added ? wordMarks(removed.text, added.text) : null
    return (
      <div class={`diff-row is-split ${current}`} {...place}>
        <Side line={removed} kind="removed" side="left" marks={marks?.removed} syntaxOf={syntaxOf} />
        <Side line={added} kind="added" side="right" marks={marks?.added} syntaxOf={syntaxOf} />
      </div>
    )
  }
  const { line } = row
  const marks = marksOf(row)
  return (
    <div class={`diff-row is-${row.kind} ${current}`} {...place}>
      <span class="line-no diff-no" data-no={line.oldLine ?? ''} />
      <span class="line-no diff-no" data-no={line.newLine ?? ''} />
      <Code line={line} kind={row.kind} marks={marks} syntaxOf={syntaxOf} />
    </div>
  )
}

/** Context line in the side-by-side view. */
export function ContextPair({ line, syntaxOf }: { readonly line: PatchLine; readonly syntaxOf: SyntaxOf }): VNode {
  return (
    <div class="diff-row is-split">
      <Side line={line} kind="context" side="left" syntaxOf={syntaxOf} />
      <Side line={line} kind="context" side="right" syntaxOf={syntaxOf} />
    </div>
  )
}

function marksOf(row: Exclude<Row, { readonly kind: 'pair' }>): ReadonlyArray<Span> | undefined {
  if (row.kind === 'context' || !row.counterpart) return undefined
  return row.kind === 'removed'
    ? wordMarks(row.line.text, row.counterpart.text).removed
    : wordMarks(row.counterpart.text, row.line.text).added
}

interface SideProps {
  readonly line: PatchLine | null
  readonly kind: PatchLine['kind']
  readonly side: 'left' | 'right'
  readonly marks?: ReadonlyArray<Span> | undefined
  readonly syntaxOf: SyntaxOf
}

function Side({ line, kind, side, marks, syntaxOf }: SideProps): VNode {
  if (!line) return <div class={`half grid shrink ${side} missing`} />
  const number = side === 'left' ? line.oldLine : line.newLine
  return (
    <div class={`half grid shrink ${side} is-${kind}`}>
      <span class="line-no diff-no" data-no={number ?? ''} />
      <Code line={line} kind={kind} marks={marks} syntaxOf={syntaxOf} />
    </div>
  )
}

interface CodeProps {
  readonly line: PatchLine
  readonly kind: PatchLine['kind']
  readonly marks: ReadonlyArray<Span> | undefined
  readonly syntaxOf: SyntaxOf
}

/** `ins` and `del` expose the kind of a line to screen readers. */
function Code({ line, kind, marks = [], syntaxOf }: CodeProps): VNode {
  const Tag = kind === 'added' ? 'ins' : kind === 'removed' ? 'del' : 'span'
  return (
    <Tag class="code">
      <CodeText text={line.text} syntax={syntaxOf(line)} marks={marks} />
      {line.isUnended && (
        <span
          class="unended faint"
          role="img"
          aria-label={messages.value.unendedLine}
          data-tip={messages.value.unendedLine}
        >
          ⊘
        </span>
      )}
    </Tag>
  )
}
