import type { IncomingMessage } from 'node:http'
import { guarded } from '../guard/guard.js'

/** Still taken from a client that was answered before it had sent everything: a recording or a screenshot over its limit. */
const DRAIN_BYTES = 32 * 1024 * 1024
const DRAIN_MS = 5_000

/**
 * Takes in what a client goes on sending after its answer, so that it can read that answer: closing at once resets the connection
 * under it. That holds for `Connection: close` as well, where node destroys the socket with the answer's last byte: here that waits.
 * Past 32 MiB or 5 s the connection is cut after all.
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
