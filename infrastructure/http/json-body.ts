import type { IncomingMessage } from 'node:http'

/** What came of reading a body. */
export type JsonBody =
  | { readonly _tag: 'value'; readonly value: unknown }
  | { readonly _tag: 'malformed' }
  | { readonly _tag: 'tooLarge' }
  /** It did not arrive in time. */
  | { readonly _tag: 'slow' }
  /** The connection ended first: nobody is there to be answered. */
  | { readonly _tag: 'cut' }

export interface JsonBodyLimits {
  readonly maxBytes: number
  /** From the call to the last byte. */
  readonly timeoutMs: number
}

/** The contract's 100 kB. Ten seconds are plenty for that over the worst phone line. */
export const JSON_LIMITS: JsonBodyLimits = { maxBytes: 100 * 1024, timeoutMs: 10_000 }

/**
 * Reads a JSON body. No body, and any other content type, is `{}`. Stops listening at the first byte too many; the rest is
 * for `drain`. Never rejects.
 */
export async function readJsonBody(request: IncomingMessage, limits: JsonBodyLimits): Promise<JsonBody> {
  if (!hasBody(request) || !isJson(request.headers['content-type'])) return { _tag: 'value', value: {} }
  if (Number(request.headers['content-length'] ?? 0) > limits.maxBytes) return { _tag: 'tooLarge' }
  const read = await readBytes(request, limits)
  return Buffer.isBuffer(read) ? parse(read) : read
}

/** RFC 9110 §6.4.1: a request has a body exactly if it announces one. */
const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

const isJson = (type: string | undefined): boolean => /^application\/json\s*(;|$)/i.test(type ?? '')

function readBytes(request: IncomingMessage, { maxBytes, timeoutMs }: JsonBodyLimits): Promise<Buffer | JsonBody> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0

    const settle = (result: Buffer | JsonBody): void => {
      clearTimeout(timer)
      request.off('data', onData).off('end', onEnd).off('close', onCut).off('error', onCut)
      request.pause()
      resolve(result)
    }
    const onData = (chunk: Buffer): void => {
      size += chunk.length
      if (size > maxBytes) settle({ _tag: 'tooLarge' })
      else chunks.push(chunk)
    }
    const onEnd = (): void => settle(Buffer.concat(chunks))
    const onCut = (): void => settle({ _tag: 'cut' })
    const timer = setTimeout(() => settle({ _tag: 'slow' }), timeoutMs)

    request.on('data', onData).on('end', onEnd).on('close', onCut).on('error', onCut)
  })
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

function parse(bytes: Buffer): JsonBody {
  if (bytes.length === 0) return { _tag: 'value', value: {} }
  try {
    return { _tag: 'value', value: JSON.parse(utf8.decode(bytes)) as unknown }
  } catch {
    return { _tag: 'malformed' }
  }
}

/** What is still taken from a client that was answered before it had sent everything. */
const DRAIN_BYTES = 4 * 1024 * 1024
const DRAIN_MS = 5_000

/**
 * Takes in what a client goes on sending after its answer, so that it can read that answer: closing at once resets the
 * connection under it. Past 4 MiB or 5 s the connection is cut after all.
 */
export function drain(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return
  let left = DRAIN_BYTES
  const timer = setTimeout(() => request.destroy(), DRAIN_MS)
  timer.unref()
  request
    .on('data', (chunk: Buffer) => {
      left -= chunk.length
      if (left < 0) request.destroy()
    })
    .on('error', () => undefined)
    .on('close', () => clearTimeout(timer))
  request.resume()
}
