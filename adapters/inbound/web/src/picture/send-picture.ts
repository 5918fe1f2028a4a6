import { clientId } from '../state/device.js'
import { dropToken, token } from '../state/sign-in.js'
import { hubAddress } from '../platform/mount.js'

/** Maximum image size that the hub accepts. */
const MAX_BYTES = 8 * 1_024 * 1_024
/** Factor for both sides, applied until the image fits. */
const SHRINK = 0.8
const UNAUTHORIZED = 401

/** Canvas as PNG, scaled down until it is within the hub's limit. */
export async function pngOf(
  canvas: HTMLCanvasElement,
): Promise<{ readonly png: Blob; readonly shrunk: boolean } | null> {
  let from = canvas
  for (;;) {
    const png = await new Promise<Blob | null>((resolve) => {
      from.toBlob(resolve, 'image/png')
    })
    if (!png) return null
    if (png.size <= MAX_BYTES) return { png, shrunk: from !== canvas }
    const smaller = document.createElement('canvas')
    smaller.width = Math.round(from.width * SHRINK)
    smaller.height = Math.round(from.height * SHRINK)
    smaller.getContext('2d')?.drawImage(from, 0, 0, smaller.width, smaller.height)
    from = smaller
  }
}

export type SentPicture =
  /** Path relative to the session's folder. */
  | { readonly ok: true; readonly path: string }
  /** `error`: error code of the hub; `null` when it did not answer. */
  | { readonly ok: false; readonly error: string | null }

/** Stores an image in the session's folder. */
export async function sendPicture(session: string, png: Blob): Promise<SentPicture> {
  const given = token.peek()
  try {
    const answer = await fetch(hubAddress(`/api/sessions/${encodeURIComponent(session)}/image`), {
      method: 'POST',
      body: png,
      headers: {
        'Content-Type': 'image/png',
        'X-Penates-Client': clientId,
        Authorization: `Bearer ${given ?? ''}`,
      },
    })
    if (answer.status === UNAUTHORIZED) dropToken(given)
    const body: unknown = await answer.json().catch(() => null)
    if (typeof body !== 'object' || body === null) return { ok: false, error: answer.statusText }
    if (answer.ok && 'rel' in body && typeof body.rel === 'string') return { ok: true, path: body.rel }
    return { ok: false, error: 'error' in body ? String(body.error) : answer.statusText }
  } catch {
    return { ok: false, error: null }
  }
}
