import type { IncomingMessage } from 'node:http'
import { guarded } from '../guard/guard.js'

export interface BodyLimits {
  readonly maxBytes: number
  /** Milliseconds from admission to the last byte. */
  readonly timeoutMs: number
}

/** Result of reading a body. */
export type Received =
  /** Empty for a request without a body. */
  | { readonly _tag: 'bytes'; readonly bytes: Buffer }
  | { readonly _tag: 'tooLarge' }
  /** The body did not arrive in time. */
  | { readonly _tag: 'slow' }
  /** The connection ended before the body; no client is left to answer. */
  | { readonly _tag: 'cut' }

const PART = 'request body'

const EMPTY = Buffer.alloc(0)

/**
 * Receives a whole body as sent. `Content-Encoding` is ignored, so nothing is decompressed: a limit on the output of a
 * decoder limits neither work nor time, and the Brotli decoder of some Node.js versions is unsafe (CVE-2026-111497).
 * Bytes beyond the limit stay in the request.
 */
export function receive(request: IncomingMessage, { maxBytes, timeoutMs }: BodyLimits): Promise<Received> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve({ _tag: 'tooLarge' })
  if (request.complete && !request.destroyed) return Promise.resolve(arrived(request, maxBytes))
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let length = 0
    const settle = (received: Received): void => {
      clearTimeout(timer)
      request.off('data', onData).off('end', onEnd).off('close', onCut).off('error', onCut)
      if (received._tag !== 'bytes') request.pause()
      resolve(received)
    }
    const onCut = guarded(PART, () => settle({ _tag: 'cut' }))
    const take = (chunk: Buffer): void => {
      length += chunk.length
      if (length > maxBytes) settle({ _tag: 'tooLarge' })
      else chunks.push(chunk)
    }
    const end = (): void => {
      const [first = EMPTY] = chunks
      settle({ _tag: 'bytes', bytes: chunks.length > 1 ? Buffer.concat(chunks, length) : first })
    }
    const onData = guarded(PART, take, onCut)
    const onEnd = guarded(PART, end, onCut)
    const timer = setTimeout(
      guarded(PART, () => settle({ _tag: 'slow' })),
      timeoutMs,
    )
    if (request.destroyed) onCut()
    else request.on('data', onData).on('end', onEnd).on('close', onCut).on('error', onCut)
  })
}

/** Body that arrived with its head, as that of most hooks does: it needs neither listeners nor a timer. */
function arrived(request: IncomingMessage, maxBytes: number): Received {
  if (request.readableLength > maxBytes) return { _tag: 'tooLarge' }
  const bytes = request.read() as Buffer | null
  return { _tag: 'bytes', bytes: bytes ?? EMPTY }
}
