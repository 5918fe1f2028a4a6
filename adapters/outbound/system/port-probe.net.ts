import { createServer } from 'node:net'
import type { PortProbe } from '../../../application/board/port-probe.port.js'
import { guarded } from '../../../infrastructure/guard/guard.js'
import { takesConnection } from '../../../infrastructure/net/takes-connection.js'

/** A program on this machine that does not take a connection in this time is stuck. */
const TIMEOUT_MS = 1_000

/** True when a connection to the port succeeds, through either address of `localhost`. */
export const isListening = (port: number) => async (): Promise<boolean> =>
  (await Promise.all(['127.0.0.1', '::1'].map((host) => takesConnection(host, port, TIMEOUT_MS)))).includes(true)

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    const free = guarded('port probe', () => resolve(true))
    server.on(
      'error',
      guarded('port probe', () => resolve(false)),
    )
    server.listen(
      { port, host: '127.0.0.1', exclusive: true },
      guarded('port probe', () => server.close(free)),
    )
  })

/** Finds out by listening on each port for a moment. */
export const netPortProbe: PortProbe = {
  areFree: (first, count) => async () =>
    (await Promise.all(Array.from({ length: count }, (_, offset) => isFree(first + offset)))).every((free) => free),
}
