import { memoryPortScan } from '../../../../adapters/outbound/memory/machine.memory.js'
import { memoryCommandRunner } from '../../../../adapters/outbound/memory/command-runner.memory.js'
import { lsofPortScan, readListeners, readTcpTable } from '../../../../adapters/outbound/system/port-scan.system.js'
import { describePortScan } from '../../../contracts/port-scan.contract.js'
import { describeFake } from '../../../contracts/mutants.js'
import { openListeners } from '../../../support/listeners.js'

describeFake(describePortScan, ['scan'], () => {
  const scan = memoryPortScan()
  let next = 5_173
  return Promise.resolve({
    scan,
    listen: () => {
      scan.listen(next, 'node')
      return Promise.resolve(next++)
    },
    quiet: (port: number) => {
      scan.close(port)
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  })
})

describePortScan('lsof', () => {
  const runner = memoryCommandRunner()
  const scene = openListeners(lsofPortScan(runner))
  runner.script(() => ({ stdout: ['p10', 'cnode', ...scene.ports().map((port) => `f20\nn*:${port}`)].join('\n') }))
  return Promise.resolve(scene)
})

describe('ports reported by the system', () => {
  it('is read of the kernel’s tables: what listens, where localhost leads', () => {
    const line = (address: string, state: string) =>
      `   0: ${address}:1435 00000000:0000 ${state} 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 100 0`
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      line('0100007F', '0A'),
      line('00000000', '0A'),
      line('00000000000000000000000001000000', '0A'),
      line('0500A8C0', '0A'),
      line('0100007F', '01'),
      'rubbish',
      '',
    ].join('\n')
    expect(readTcpTable(table)).to.deep.equal(Array(3).fill({ port: 5_173, inode: '4711' }))
  })

  it('is read of lsof: the program first, then where it listens', () => {
    const output = 'p10\ncnode\nf20\nn*:5173\nf21\nn[::1]:3000\np11\ncsshd\nf3\nn192.168.1.5:22\nf4\nn127.0.0.1:6010\n'
    expect(readListeners(output)).to.deep.equal([
      { port: 5_173, process: 'node' },
      { port: 3_000, process: 'node' },
      { port: 6_010, process: 'sshd' },
    ])
  })
})
