import type { VNode } from 'preact'
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { languageOf } from '../app/syntax/languages.js'
import { useHighlighted } from '../app/syntax/use-highlighted.js'
import { CodeText } from '../ui/code-text.js'
import { LazyBlock } from '../ui/lazy-block.js'

interface Props {
  readonly path: string
  readonly lines: ReadonlyArray<string>
  /** Line to scroll to and highlight, from 1. */
  readonly line: number | null
}

const BLOCK_LINES = 200
const LINE_PX = 20

/** Text file with line numbers that are excluded from copying. */
export function TextPreview({ path, lines, line }: Props): VNode {
  const box = useRef<HTMLDivElement>(null)
  const text = useMemo(() => lines.join('\n'), [lines])
  const colours = useHighlighted(languageOf(path), text)
  const wanted = line === null ? null : Math.min(Math.max(line, 1), lines.length)
  const digits = String(lines.length).length

  useLayoutEffect(() => {
    if (wanted === null) return
    const row = box.current?.querySelector(`[data-line="${wanted}"]`)
    row?.scrollIntoView({ block: 'center' })
  }, [path, wanted])

  const blocks = Array.from({ length: Math.ceil(lines.length / BLOCK_LINES) }, (_, index) => index * BLOCK_LINES)
  return (
    <div ref={box} class="code-lines shrink" style={{ '--digits': `${digits}ch` }}>
      {blocks.map((from) => {
        const shown = lines.slice(from, from + BLOCK_LINES)
        const isWanted = wanted !== null && wanted > from && wanted <= from + BLOCK_LINES
        return (
          <LazyBlock key={from} height={shown.length * LINE_PX} now={from === 0 || isWanted}>
            {() =>
              shown.map((text, index) => {
                const number = from + index + 1
                return (
                  <div key={number} class={`code-line grid ${number === wanted ? 'wanted' : ''}`} data-line={number}>
                    <span class="line-no" data-no={number} />
                    <code>
                      <CodeText text={withoutReturn(text)} syntax={colours?.[number - 1] ?? []} />
                    </code>
                  </div>
                )
              })
            }
          </LazyBlock>
        )
      })}
    </div>
  )
}

/** Hides the carriage return of Windows line ends. */
const withoutReturn = (text: string): string => (text.endsWith('\r') ? text.slice(0, -1) : text)
