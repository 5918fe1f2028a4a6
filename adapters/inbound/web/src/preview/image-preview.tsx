import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { useObjectUrl } from './object-url.js'

interface Props {
  readonly blob: Blob
  readonly name: string
}

/**
 * Image scaled to fit; a click shows it in full size. SVG in an image element runs no scripts and loads no resources.
 */
export function ImagePreview({ blob, name }: Props): VNode {
  const m = messages.value
  const address = useObjectUrl(blob)
  const [isWhole, setWhole] = useState(false)
  const [size, setSize] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  if (failed) return <p class="preview-note align-centre faint">{m.imageBroken}</p>
  return (
    <figure class={`image-preview shrink-y stack gap-8 spring ${isWhole ? 'own-size' : ''}`}>
      {address && (
        <button type="button" aria-label={isWhole ? m.fitImage : m.imageOwnSize} onClick={() => setWhole(!isWhole)}>
          <img
            src={address}
            alt={name}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
              setSize(`${naturalWidth} × ${naturalHeight}`)
            }
            onError={() => setFailed(true)}
          />
        </button>
      )}
      {size !== null && <figcaption class="hint">{size}</figcaption>}
    </figure>
  )
}
