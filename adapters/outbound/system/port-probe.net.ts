import { createServer } from 'node:net'
import type { PortProbe } from '../../../application/board/port-probe.port.js'
import { guarded } from '../../../infrastructure/guard/guard.js'

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
