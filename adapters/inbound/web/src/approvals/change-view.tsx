import '../diff/diff.css'
import { diffLines } from 'diff'
import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import { VisibleText } from '../ui/visible-text.js'
import type { Change } from './tool-use.js'

/** Longer texts are shown one after the other: comparing them takes time that grows with the square of their length. */
const MAX_COMPARED = 200_000

/** Every line of an edit: removed, added and unchanged ones. */
export function ChangeView({ before, after }: Change): VNode {
  const parts = useMemo(() => compare(before, after), [before, after])
  return (
    <pre class="mono change" tabIndex={0}>
      {parts.flatMap(({ value, added, removed }, part) => {
        const Tag = added ? 'ins' : removed ? 'del' : 'span'
        return linesOf(value).map((line, index) => (
          <Tag key={`${part} ${index}`}>
            <VisibleText text={line} />
            {'\n'}
          </Tag>
        ))
      })}
    </pre>
  )
}

/** Lines of a part; a line end at its end begins no further line. */
const linesOf = (text: string): ReadonlyArray<string> => (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')

interface Part {
  readonly value: string
  readonly added: boolean
  readonly removed: boolean
}

/** Two texts that end within a line end alike: their last lines are compared as lines. */
const compareLines = (before: string, after: string): ReadonlyArray<Part> =>
  before.endsWith('\n') || after.endsWith('\n') || before === '' || after === ''
    ? diffLines(before, after)
    : diffLines(`${before}\n`, `${after}\n`)

function compare(before: string, after: string): ReadonlyArray<Part> {
  const parts =
    before.length + after.length > MAX_COMPARED
      ? [
          { value: before, removed: true, added: false },
          { value: after, removed: false, added: true },
        ]
      : compareLines(before, after)
  return parts.filter(({ value }) => value !== '')
}
