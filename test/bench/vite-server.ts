import type { AddressInfo } from 'node:net'
import { createServer } from 'vite'

/** A dev server as people run it, on the folder of its first argument. Tells its port to who forked it. */
const server = await createServer({
  root: process.argv[2] ?? '.',
  configFile: false,
  logLevel: 'silent',
  server: { host: '127.0.0.1', port: 0, strictPort: true, watch: null },
})
await server.listen()
process.send?.((server.httpServer?.address() as AddressInfo).port)
