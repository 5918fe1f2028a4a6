import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import { messages } from '../i18n/messages.js'
import { useObjectUrl } from './object-url.js'

interface Props {
  readonly blob: Blob
  readonly name: string
}

/**
 * A document in the browser's own viewer, where it has one. The frame has no `sandbox`: browsers refuse to start their
 * viewer in one. What it loads is a PDF by the type that we give it, whatever the bytes are.
 */
export function PdfPreview({ blob, name }: Props): VNode {
  const document = useMemo(() => new Blob([blob], { type: 'application/pdf' }), [blob])
  const address = useObjectUrl(document)
  if (!navigator.pdfViewerEnabled) return <p class="preview-note">{messages.value.noPdfViewer}</p>
  return <>{address && <iframe class="pdf-preview" title={name} src={address} />}</>
}
