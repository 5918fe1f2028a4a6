import { fileTimeout } from '../app/hub/file-content.js'
import type { Answer } from '../app/hub/hub.js'
import { ask, client } from '../app/the-hub.js'

/** Maximum image size that the hub accepts. */
const MAX_BYTES = 8 * 1_024 * 1_024
/** Factor for both sides, applied until the image fits. */
const SHRINK = 0.8

/** Canvas as PNG, scaled down until it is within the hub's limit. */
export async function pngOf(
  canvas: HTMLCanvasElement,
): Promise<{ readonly png: Blob; readonly shrunk: boolean } | null> {
  let from = canvas
  for (;;) {
    const png = await new Promise<Blob | null>((resolve) => from.toBlob(resolve, 'image/png'))
    if (!png) return null
    if (png.size <= MAX_BYTES) return { png, shrunk: from !== canvas }
    const smaller = document.createElement('canvas')
    smaller.width = Math.round(from.width * SHRINK)
    smaller.height = Math.round(from.height * SHRINK)
    smaller.getContext('2d')?.drawImage(from, 0, 0, smaller.width, smaller.height)
    from = smaller
  }
}

/** Stores an image in the session's folder. Resolves to its path relative to that folder. */
export const sendPicture = (session: string, png: Blob): Promise<Answer<string>> =>
  ask(client.saveSessionImage({ params: { name: session }, body: png, signal: fileTimeout() }), ({ body }) => body.rel)
