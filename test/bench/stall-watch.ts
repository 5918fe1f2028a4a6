import { request, Agent } from 'node:http'

/**
 * Asks a hub for its health all the time, in a separate process so that nothing but the hub is slow. The port is the
 * argument; any message is answered with the longest wait in milliseconds.
 */
const port = Number(process.argv[2])
/** More often than anything may take. */
const EVERY_MS = 5
const agent = new Agent({ keepAlive: true, maxSockets: 1 })
let longest = 0

function look(): void {
  const before = performance.now()
  request({ host: '127.0.0.1', port, agent, path: '/healthz' }, (response) => {
    response.resume().on('end', () => {
      longest = Math.max(longest, performance.now() - before)
      setTimeout(look, EVERY_MS)
    })
  })
    .on('error', () => setTimeout(look, EVERY_MS))
    .end()
}

process.on('message', () => process.send?.(longest))
look()
