import { memorySimulator } from '../../../../adapters/outbound/memory/simulator.memory.js'
import { describeSimulator } from '../../../contracts/simulator.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeSimulator, ['simulator'], () => {
  const simulator = memorySimulator()
  const now = (act: () => void) => () => {
    act()
    return Promise.resolve()
  }
  return Promise.resolve({
    simulator,
    install: now(simulator.install),
    shows: (frame) =>
      now(() => {
        simulator.shows(frame)
      })(),
    breakDown: now(simulator.breakDown),
    close: () => Promise.resolve(),
  })
})
