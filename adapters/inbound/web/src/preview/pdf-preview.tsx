import type { VNode } from 'preact'
import { useMemo } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { useObjectUrl } from './object-url.js'

interface Props {
  readonly blob: Blob
  readonly name: string
}

/**
 * PDF in the browser's own viewer, when it has one. The frame has no `sandbox`, because browsers do not start their
 * viewer in a sandboxed frame. The blob's type is set to PDF, so the frame never renders other content.
 */
export function PdfPreview({ blob, name }: Props): VNode {
  const document = useMemo(() => new Blob([blob], { type: 'application/pdf' }), [blob])
  const address = useObjectUrl(document)
  if (!navigator.pdfViewerEnabled) return <p class="preview-note align-centre faint">{messages.value.noPdfViewer}</p>
  return <>{address && <iframe class="pdf-preview full-width shrink-y spring" title={name} src={address} />}</>
}
