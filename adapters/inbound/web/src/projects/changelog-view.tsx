import '../app/syntax/code.css'
import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import { lazyPage } from '../ui/lazy-page.js'

const MarkdownPreview = lazyPage(async () => (await import('../preview/markdown-preview.js')).MarkdownPreview)

interface Props {
  /** File name of the plan document. Relative links are resolved against it. */
  readonly document: string
  readonly text: string
  readonly onFile: (path: string) => void
}

/** Changelog entries by version, newest first. */
export function ChangelogView({ document, text, onFile }: Props): VNode {
  const m = messages.value
  return (
    <section class="plan-section shrink changelog" aria-label={m.changelog}>
      <header class="plan-section-head cluster gap-8 line-below">
        <h2>{m.changelog}</h2>
      </header>
      {text === '' ? (
        <p class="plan-empty faint">{m.noChangelog}</p>
      ) : (
        <MarkdownPreview path={document} text={text} onFile={onFile} />
      )}
    </section>
  )
}
