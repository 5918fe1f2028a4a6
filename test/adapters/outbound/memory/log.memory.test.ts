import { memoryLog } from '../../../../adapters/outbound/memory/log.memory.js'
import { describeLogHistory } from '../../../contracts/log-history.contract.js'
import { describeLog } from '../../../contracts/log.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeLog, ['log'], () => {
  const log = memoryLog()
  return { log, entries: () => log.entries }
})

describeFake(describeLogHistory, ['history'], () => {
  const log = memoryLog()
  return { log, history: log }
})
