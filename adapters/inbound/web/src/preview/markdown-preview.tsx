import './preview.css'
import type { VNode } from 'preact'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import DOMPurify from 'dompurify'
import MarkdownIt from 'markdown-it'
import { highlight } from '../app/syntax/highlight.js'
import { pathsIn } from '../app/syntax/path-links.js'
import { runsOf } from '../app/syntax/runs.js'
import { linkTarget } from './content.js'

interface Props {
  readonly path: string
  readonly text: string
  /** Called for a link to another file. The path has the same form as `path`, and the line counts from 1. */
  readonly onFile: (path: string, line: number | null) => void
  /** Inline code that is the path of a file becomes a link, as agents name files. */
  readonly linksPaths?: boolean
}

/** Rendered Markdown document. */
export function MarkdownPreview({ path, text, onFile, linksPaths = false }: Props): VNode {
  const box = useRef<HTMLDivElement>(null)
  const html = useMemo(() => markdownHtml(text), [text])

  useEffect(() => {
    for (const code of box.current?.querySelectorAll('pre > code[class^="language-"]') ?? []) void colour(code)
    for (const code of linksPaths ? (box.current?.querySelectorAll('code') ?? []) : []) linkPath(code)
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
        if (target?.kind === 'file') onFile(target.path, target.line)
        if (target?.kind === 'web') window.open(target.address, '_blank', 'noopener,noreferrer')
      }}
    />
  )
}

/** Makes inline code a link when all of it is the path of a file. */
function linkPath(code: Element): void {
  const text = code.textContent
  const [found] = pathsIn(text)
  if (found?.from !== 0 || found.to !== text.length || code.closest('pre, a') !== null) return
  const link = document.createElement('a')
  const place = found.line === null ? '' : `#L${String(found.line)}`
  link.setAttribute('href', found.path.split('/').map(encodeURIComponent).join('/') + place)
  code.replaceWith(link)
  link.append(code)
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

/** HTML in a document is shown as text. Agents read it that way, and it cannot become active. */
const markdown = new MarkdownIt({ html: false, linkify: true })

// Images become text links. External images are not loaded, and local ones would need the token.
markdown.renderer.rules['image'] = (tokens, index) => {
  const token = tokens[index]
  const address = String(token?.attrGet('src') ?? '')
  const link = document.createElement('a')
  link.setAttribute('href', address)
  link.className = 'markdown-image'
  link.textContent = token?.content === '' ? address : (token?.content ?? '')
  return link.outerHTML
}

/** Renders a document as HTML with text, links and tables, without scripts, forms and external resources. */
const markdownHtml = (text: string): string =>
  // With Trusted Types this is an object that the DOM accepts as HTML. Preact's types require a string.
  DOMPurify.sanitize(markdown.render(text), {
    USE_PROFILES: { html: true },
    FORBID_TAGS: [
      'style',
      'form',
      'input',
      'button',
      'textarea',
      'select',
      'img',
      'video',
      'audio',
      'picture',
      'source',
    ],
    FORBID_ATTR: ['style', 'srcset', 'action', 'ping', 'target'],
    ALLOW_DATA_ATTR: false,
    RETURN_TRUSTED_TYPE: true,
  }) as unknown as string
