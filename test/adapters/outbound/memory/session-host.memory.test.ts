import { memoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { memorySessionHost } from '../../../../adapters/outbound/memory/session-host.memory.js'
import { describeSessionHost } from '../../../contracts/session-host.contract.js'

const ROWS = 20

describeSessionHost('memory', () => {
  const host = memorySessionHost(memoryClock(1_700_000_000_123))
  host.controls.diesAtOnce('die', { exitCode: 3, lastLines: ['last words'] })
  return Promise.resolve({
    host,
    directory: '/somewhere',
    dyingCommand: 'die',
    livingCommand: 'live',
    startByHand: (name) => {
      host.controls.startByHand(name, '/somewhere')
      return Promise.resolve()
    },
    moveTo: (name, folder) => {
      host.controls.set(name, { path: folder })
      return Promise.resolve()
    },
    renameByHand: (from, to) => {
      host.controls.renameByHand(from, to)
      return Promise.resolve()
    },
    exit: (name) => {
      host.controls.exit(name)
      return Promise.resolve()
    },
    view: (name) => {
      const look = (by: number): Promise<void> => {
        host.controls.setViewers(name, host.controls.viewersOf(name) + by)
        return Promise.resolve()
      }
      return look(1).then(() => () => look(-1))
    },
    fill: (name, lines) => {
      host.controls.setHistory(name, lines.slice(0, -ROWS))
      host.controls.setScreen(name, lines.slice(-ROWS))
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  })
})
