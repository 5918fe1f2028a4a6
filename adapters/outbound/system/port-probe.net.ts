import { createServer } from 'node:net'
import type { PortProbe } from '../../../application/board/port-probe.port.js'

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => {
      resolve(false)
    })
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => {
        resolve(true)
      })
    })
  })

/** Finds out by listening on each port for a moment. */
export const netPortProbe: PortProbe = {
  areFree: (first, count) => async () =>
    (await Promise.all(Array.from({ length: count }, (_, offset) => isFree(first + offset)))).every((free) => free),
}
