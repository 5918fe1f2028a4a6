import { createServer, type AddressInfo } from 'node:net'
import { memoryPortProbe } from '../../../../adapters/outbound/memory/machine.memory.js'
import { netPortProbe } from '../../../../adapters/outbound/system/port-probe.net.js'
import { describePortProbe } from '../../../contracts/port-probe.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describePortProbe, ['probe'], () =>
  Promise.resolve({ probe: memoryPortProbe(new Set([3_000])), taken: 3_000, close: () => Promise.resolve() }),
)

describePortProbe('net', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    probe: netPortProbe,
    taken: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
      }),
  }
})
