import { memoryLog } from '../../../../adapters/outbound/memory/log.memory.js'
import { describeLogHistory } from '../../../contracts/log-history.contract.js'
import { describeLog } from '../../../contracts/log.contract.js'

describeLog('memory', () => {
  const log = memoryLog()
  return { log, entries: () => log.entries }
})

describeLogHistory('memory', () => {
  const log = memoryLog()
  return { log, history: log }
})
