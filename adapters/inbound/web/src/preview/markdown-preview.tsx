import type { VNode } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { highlight } from '../syntax/highlight.js'
import { runsOf } from '../syntax/runs.js'
import { linkTarget } from './content.js'
import { markdownHtml } from './markdown.js'

interface Props {
  readonly path: string
  readonly text: string
  /** Called for a link to another file. The path has the same form as `path`. */
  readonly onFile: (path: string) => void
}

/** Rendered Markdown document. */
export function MarkdownPreview({ path, text, onFile }: Props): VNode {
  const box = useRef<HTMLDivElement>(null)
  const html = useMemo(() => markdownHtml(text), [text])

  useEffect(() => {
    for (const code of box.current?.querySelectorAll('pre > code[class^="language-"]') ?? []) void colour(code)
  }, [html])

  return (
    <div
      ref={box}
      class="markdown"
      dangerouslySetInnerHTML={{ __html: html }}
      onClick={(event) => {
        const link = event.target instanceof Element ? event.target.closest('a') : null
        if (!link) return
        const href = link.getAttribute('href') ?? ''
        // The browser scrolls to headings itself.
        if (href.startsWith('#')) return
        event.preventDefault()
        const target = linkTarget(path, href)
        if (target?.kind === 'file') onFile(target.path)
        if (target?.kind === 'web') window.open(target.address, '_blank', 'noopener,noreferrer')
      }}
    />
  )
}

/** Highlights a fenced code block in place. */
async function colour(code: Element): Promise<void> {
  const text = code.textContent
  const language = code.className.replace('language-', '')
  const [lines] = await highlight(language, [text])
  if (!lines || code.textContent !== text) return
  const pieces = text.split('\n').flatMap((line, index) => {
    const spans = runsOf(line, lines[index] ?? [], []).map((run) => {
      const span = document.createElement('span')
      span.className = run.kind === null ? '' : `tok ${run.kind}`
      span.textContent = run.text
      return span
    })
    return index === 0 ? spans : ['\n', ...spans]
  })
  code.replaceChildren(...pieces)
}
