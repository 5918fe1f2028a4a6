import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import type { PortScan } from '../../application/preview/port-scan.port.js'
import type { PortScanHarness } from '../contracts/port-scan.contract.js'

/** Servers of this process that a scan of ports finds. */
export function openListeners(scan: PortScan): PortScanHarness & { readonly ports: () => ReadonlyArray<number> } {
  const servers = new Map<number, Server>()
  const quiet = async (port: number): Promise<void> => {
    const server = servers.get(port)
    servers.delete(port)
    if (server !== undefined) await once(server.close(), 'close')
  }
  return {
    scan,
    ports: () => [...servers.keys()],
    listen: async (where) => {
      const server = createServer().listen(0, where === 'ipv4' ? '127.0.0.1' : '::1')
      await once(server, 'listening')
      const { port } = server.address() as AddressInfo
      servers.set(port, server)
      return port
    },
    quiet,
    close: async () => {
      await Promise.all([...servers.keys()].map(quiet))
    },
  }
}
