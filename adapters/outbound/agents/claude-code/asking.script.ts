/** Asks the hub about a call before its tool, for the programs that wait for the answer. It imports nothing of ours. */
import { request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'

/** A verdict carries at most an edited input. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024

export interface Reply {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly text: string
}

export interface Attempt {
  /** `null` without a complete answer. */
  readonly reply: Reply | null
  /** True when the hub had accepted the connection: it may have taken the call. */
  readonly isConnected: boolean
}

/** Reads a stream to its end; rejects when there is more. */
export async function textOf(stream: AsyncIterable<Buffer>, maxBytes = MAX_ANSWER_BYTES): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > maxBytes) throw new Error('too much')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Waits for the answer without a limit. `cut` ends the connection. */
export const askBeforeTool = (
  hub: string,
  call: string,
  headers: OutgoingHttpHeaders,
  cut?: AbortSignal,
): Promise<Attempt> =>
  new Promise((resolve) => {
    let isConnected = false
    const failed = (): void => resolve({ reply: null, isConnected })
    const asking = request(
      new URL(`${hub}/api/hooks/pre-tool-use`),
      {
        method: 'POST',
        agent: false,
        headers: { ...headers, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(call) },
        ...(cut === undefined ? {} : { signal: cut }),
      },
      (response) => {
        textOf(response).then(
          (text) =>
            resolve({ reply: { status: response.statusCode ?? 0, headers: response.headers, text }, isConnected }),
          failed,
        )
      },
    )
    asking
      .on('socket', (socket) => socket.once('connect', () => void (isConnected = true)))
      .on('error', failed)
      .end(call)
  })
