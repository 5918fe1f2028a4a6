import type { IncomingMessage } from 'node:http'

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
