import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { procPortScan } from '../../../../adapters/outbound/system/port-scan.proc.js'
import { describePortScan } from '../../../contracts/port-scan.contract.js'

if (process.platform === 'linux')
  describePortScan('proc', () => {
    const servers = new Map<number, Server>()
    const quiet = async (port: number): Promise<void> => {
      const server = servers.get(port)
      servers.delete(port)
      if (server !== undefined) await once(server.close(), 'close')
    }
    return Promise.resolve({
      scan: procPortScan,
      listen: async (where: 'ipv4' | 'ipv6') => {
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
    })
  })
