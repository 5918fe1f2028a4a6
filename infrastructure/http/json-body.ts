import type { IncomingMessage } from 'node:http'

/** Why there is no body to look at. */
export type Unread =
  | { readonly _tag: 'tooLarge' }
  /** It did not arrive in time. */
  | { readonly _tag: 'slow' }
  /** The connection ended first: nobody is there to be answered. */
  | { readonly _tag: 'cut' }

/** What came of reading a body. */
export type JsonBody = { readonly _tag: 'value'; readonly value: unknown } | { readonly _tag: 'malformed' } | Unread

/** An object, whatever was sent. */
export interface LooseObject {
  readonly _tag: 'object'
  readonly object: Readonly<Record<string, unknown>>
}

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

/** What hooks of coding agents may send: the output of a tool is in there. */
const LOOSE_LIMITS: JsonBodyLimits = { maxBytes: 1024 * 1024, timeoutMs: 10_000 }

/**
 * Reads a body of any content type as a JSON object, for senders that must never be refused for what they say: what is
 * no object, no JSON or nothing at all is `{}`, and bytes that are no UTF-8 are replaced. Never rejects.
 */
export async function readLooseBody(
  request: IncomingMessage,
  limits: JsonBodyLimits = LOOSE_LIMITS,
): Promise<Unread | LooseObject> {
  if (!hasBody(request)) return { _tag: 'object', object: {} }
  if (Number(request.headers['content-length'] ?? 0) > limits.maxBytes) return { _tag: 'tooLarge' }
  const read = await readBytes(request, limits)
  return Buffer.isBuffer(read) ? { _tag: 'object', object: looseObject(read) } : read
}

/** RFC 9110 §6.4.1: a request has a body exactly if it announces one. */
const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

const isJson = (type: string | undefined): boolean => /^application\/json\s*(;|$)/i.test(type ?? '')

function readBytes(request: IncomingMessage, { maxBytes, timeoutMs }: JsonBodyLimits): Promise<Buffer | Unread> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0

    const settle = (result: Buffer | Unread): void => {
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
const looseUtf8 = new TextDecoder('utf-8')

function looseObject(bytes: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(looseUtf8.decode(bytes))
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : {}
  } catch {
    return {}
  }
}

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
