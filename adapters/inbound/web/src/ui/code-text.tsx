import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { runsOf, type Span, type SyntaxRun } from '../app/syntax/runs.js'

interface Props {
  readonly text: string
  readonly syntax: ReadonlyArray<SyntaxRun>
  readonly marks?: ReadonlyArray<Span>
}

/** Characters of a line that are shown at first. Lines of minified files can have megabytes. */
const SHOWN_CHARACTERS = 4_000

const NO_MARKS: ReadonlyArray<Span> = []

/**
 * Highlighted line of code. Very long lines are truncated until expanded. A trailing carriage return is made visible.
 */
export function CodeText({ text, syntax, marks = NO_MARKS }: Props): VNode {
  const [whole, setWhole] = useState(false)
  const isCut = !whole && text.length > SHOWN_CHARACTERS
  const hasReturn = text.endsWith('\r')
  const shown = isCut ? text.slice(0, SHOWN_CHARACTERS) : hasReturn ? text.slice(0, -1) : text
  return (
    <>
      {runsOf(shown, syntax, marks).map(({ text: piece, kind, isMarked }, index) =>
        kind === null && !isMarked ? (
          piece
        ) : (
          <span key={index} class={`${kind === null ? '' : `tok ${kind}`}${isMarked ? ' word' : ''}`}>
            {piece}
          </span>
        ),
      )}
      {hasReturn && <span class="line-end faint">␍</span>}
      {isCut && (
        <button type="button" class="rest-of-line rounded faint pressable" onClick={() => setWhole(true)}>
          {messages.value.restOfLine(text.length - SHOWN_CHARACTERS)}
        </button>
      )}
    </>
  )
}
