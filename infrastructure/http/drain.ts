import type { IncomingMessage } from 'node:http'
import { guarded } from '../guard/guard.js'

/** Limits for reading the rest of a request after its answer, such as a recording or a screenshot over its limit. */
const DRAIN_BYTES = 32 * 1024 * 1024
const DRAIN_MS = 5_000

/**
 * Reads the rest of a request after its answer, so that the client can read that answer: closing at once would reset
 * the connection. With `Connection: close` node destroys the socket after the last byte of the answer; here this is
 * delayed. The connection is closed after 32 MiB or 5 s.
 */
export function drain(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return
  const { socket } = request
  let left = DRAIN_BYTES
  const timer = setTimeout(
    guarded('drain timeout', () => socket.destroy()),
    DRAIN_MS,
  )
  timer.unref()
  const destroySoon = socket.destroySoon.bind(socket)
  let isAnswered = false
  // node(http) calls this once a response that closes its connection has been written.
  socket.destroySoon = () => {
    isAnswered = true
  }
  const closed = (): void => {
    clearTimeout(timer)
    socket.destroySoon = destroySoon
    if (isAnswered) destroySoon()
  }
  request
    .on(
      'data',
      guarded('drain', (chunk: Buffer) => {
        left -= chunk.length
        if (left < 0) request.destroy()
      }),
    )
    .on('error', () => undefined)
    .on('close', guarded('drain', closed))
  request.resume()
}
