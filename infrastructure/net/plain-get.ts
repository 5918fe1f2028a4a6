import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { guarded } from '../guard/guard.js'

export interface PlainGetOptions {
  readonly headers?: Readonly<Record<string, string>>
  /** Milliseconds from the first byte of the request to the last byte of the answer. */
  readonly timeoutMs: number
  /** Maximum body length of the answer in bytes; a longer one rejects. */
  readonly maxBytes: number
}

export interface PlainAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/**
 * GET without any content coding. `fetch` offers `br` and decodes an answer as it arrives; the Brotli decoder of Node.js 20, and
 * of 22, 24 and 26 before their fix, writes out of bounds (CVE-2026-111497). Redirects are answers like any other. Rejects when
 * there is no answer in time, it is longer than allowed, or it is encoded all the same.
 */
export function plainGet(url: string, { headers, timeoutMs, maxBytes }: PlainGetOptions): Promise<PlainAnswer> {
  const request = url.startsWith('https:') ? httpsRequest : httpRequest
  const signal = AbortSignal.timeout(timeoutMs)
  return new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage): void => {
      bodyOf(response, maxBytes)
        .then((body) => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body })
        })
        .catch(reject)
    }
    const options = { headers: { ...headers, 'Accept-Encoding': 'identity' }, signal }
    const outgoing = request(url, options, guarded('outbound request', answered, reject))
    const failed = (error: Error): void => {
      reject(signal.aborted ? new Error(`no answer within ${String(timeoutMs)} ms`, { cause: error }) : error)
    }
    outgoing.on('error', guarded('outbound request', failed))
    outgoing.end()
  })
}

async function bodyOf(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const coding = response.headers['content-encoding'] ?? 'identity'
  if (coding.trim().toLowerCase() !== 'identity') {
    response.destroy()
    throw new Error(`the answer is encoded: ${coding.slice(0, 32)}`)
  }
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > maxBytes) throw new Error('the answer is too long')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
