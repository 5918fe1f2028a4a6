import { memoryLog } from '../../../../adapters/outbound/memory/log.memory.js'
import { describeLogHistory } from '../../../contracts/log-history.contract.js'
import { logHistoryMutants } from '../../../contracts/log-history.mutants.js'
import { describeLog } from '../../../contracts/log.contract.js'
import { logMutants } from '../../../contracts/log.mutants.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeLog, logMutants, () => {
  const log = memoryLog()
  return { log, entries: () => log.entries }
})

describeFake(describeLogHistory, logHistoryMutants, () => {
  const log = memoryLog()
  return { log, history: log }
})
