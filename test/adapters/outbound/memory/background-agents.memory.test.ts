import { memoryBackgroundAgents } from '../../../../adapters/outbound/memory/background-agents.memory.js'
import { describeBackgroundAgents } from '../../../contracts/background-agents.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeBackgroundAgents, ['backgroundAgents'], () => {
  const backgroundAgents = memoryBackgroundAgents()
  const { controls } = backgroundAgents
  const now =
    <Args extends unknown[], A>(act: (...args: Args) => A) =>
    (...args: Args) =>
      Promise.resolve(act(...args))
  return Promise.resolve({
    backgroundAgents,
    start: now(controls.start),
    wait: now((id, waitingFor) => {
      controls.change(id, { state: 'waiting', waitingFor })
    }),
    end: now(controls.end),
    leaveProcess: now(controls.leaveProcess),
    runs: now(controls.runs),
    addUnreadable: now(controls.addUnreadable),
    breakDown: now(controls.breakDown),
    close: () => Promise.resolve(),
  })
})
