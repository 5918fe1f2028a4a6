import '../app/syntax/code.css'
import './preview.css'
import { Code, Copy, Download, FileText } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Answer, HubFailure } from '../app/hub/hub.js'
import { because, hasCode } from '../app/failed.js'
import { locale, messages } from '../app/texts/messages.js'
import { copyText } from '../app/clipboard.js'
import { toast } from '../app/toasts.js'
import { lazyPage } from '../ui/lazy-page.js'
import { IconButton } from '../ui/icon-button.js'
import { sizeText } from '../app/texts/numbers.js'
import { linesOf, previewKind } from './content.js'
import type { FileContent } from '../app/hub/file-content.js'
import { ImagePreview } from './image-preview.js'
import { PdfPreview } from './pdf-preview.js'
import { TextPreview } from './text-preview.js'

interface Props {
  /** Displayed path. Its extension determines the language. */
  readonly path: string
  /**
   * Loads the content. A new function stands for another file. Called again when `revision` changes; the old content
   * stays until the response.
   */
  readonly read: Read
  readonly revision?: number
  /** Line to scroll to, from 1. */
  readonly line?: number | null
  /** Called for a link to another file. */
  readonly onFile: (path: string) => void
}

type Read = () => Promise<Answer<FileContent>>

type Shown =
  | { readonly state: 'reading' }
  | { readonly state: 'failed'; readonly failure: HubFailure }
  | { readonly state: 'shown'; readonly content: FileContent; readonly text: string | null }

const MarkdownPreview = lazyPage(async () => (await import('./markdown-preview.js')).MarkdownPreview)

/** Preview of a file: highlighted text, image, PDF or rendered Markdown. */
export function FilePreview({ path, read, revision = 0, line = null, onFile }: Props): VNode {
  const m = messages.value
  const shown = useFile(read, revision)
  const [asSource, setAsSource] = useState(line !== null)
  if (shown.state === 'reading') return <p class="preview-note align-centre faint late">{m.reading}</p>
  if (shown.state === 'failed') return <p class="preview-note align-centre faint">{failureText(shown.failure)}</p>

  const { content, text } = shown
  const kind = previewKind(path, content.type)
  const hasSource = kind === 'markdown' || kind === 'svg'
  return (
    <section class="file-preview shrink-y stack spring" aria-label={path}>
      <header class="preview-head cluster gap-8 rigid line-below">
        <span class="preview-path mono" data-tip={path}>
          <bdi>{path}</bdi>
        </span>
        <span class="hint rigid">{sizeText(content.size, locale.value)}</span>
        <span class="spring" />
        {hasSource && (
          <IconButton
            icon={asSource ? FileText : Code}
            label={asSource ? m.showRendered : m.showSource}
            onPress={() => setAsSource(!asSource)}
          />
        )}
        <IconButton icon={Copy} label={m.copyPath} onPress={() => void copyPath(path)} />
        <IconButton icon={Download} label={m.download} onPress={() => download(path, content.blob)} />
      </header>
      <div class="preview-body shrink-y canvas stack spring scroll" data-scroller tabIndex={0}>
        <Body
          path={path}
          content={content}
          text={text}
          kind={hasSource && asSource ? 'text' : kind}
          line={line}
          onFile={onFile}
        />
      </div>
    </section>
  )
}

interface BodyProps {
  readonly path: string
  readonly content: FileContent
  readonly text: string | null
  readonly kind: ReturnType<typeof previewKind>
  readonly line: number | null
  readonly onFile: (path: string) => void
}

function Body({ path, content, text, kind, line, onFile }: BodyProps): VNode {
  const m = messages.value
  const lines = useMemo(() => linesOf(text ?? ''), [text])
  switch (kind) {
    case 'markdown':
      return <MarkdownPreview path={path} text={text ?? ''} onFile={onFile} />
    case 'text':
      return text === '' ? (
        <p class="preview-note align-centre faint">{m.emptyFile}</p>
      ) : (
        <TextPreview path={path} lines={lines} line={line} />
      )
    case 'svg':
    case 'image':
      return <ImagePreview blob={content.blob} name={path} />
    case 'pdf':
      return <PdfPreview blob={content.blob} name={path} />
    case null:
      return <p class="preview-note align-centre faint">{m.noPreview}</p>
  }
}

function useFile(read: Read, revision: number): Shown {
  const [answered, setAnswered] = useState<{ readonly by: Read; readonly shown: Shown } | null>(null)
  useEffect(() => {
    let isOver = false
    void shownBy(read).then((shown) => {
      if (!isOver) setAnswered({ by: read, shown })
    })
    return () => (isOver = true)
  }, [read, revision])
  return answered?.by === read ? answered.shown : { state: 'reading' }
}

async function shownBy(read: Read): Promise<Shown> {
  const answer = await read()
  if (!answer.ok) return { state: 'failed', failure: answer.failure }
  return { state: 'shown', content: answer.value, text: await textOf(answer.value) }
}

const textOf = async ({ type, blob }: FileContent): Promise<string | null> =>
  type.startsWith('text/') || type === 'image/svg+xml' ? blob.text() : null

function failureText(failure: HubFailure): string {
  const m = messages.value
  if (hasCode(failure, 'OutsideRoot')) return m.fileOutside
  if (hasCode(failure, 'SessionFileNotFound', 'FileNotFound')) return m.fileMissing
  if (hasCode(failure, 'FileTooLarge')) return m.fileTooLarge
  if (hasCode(failure, 'UnsupportedContent')) return m.noPreview
  return m.failedTo(m.couldNotRead, because(failure))
}

async function copyPath(path: string): Promise<void> {
  if (await copyText(path)) toast({ text: messages.value.copied })
}

function download(path: string, blob: Blob): void {
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = path.split('/').at(-1) ?? 'file'
  link.click()
  URL.revokeObjectURL(address)
}
