import { memoryAuditLog } from '../../../../adapters/outbound/memory/audit-log.memory.js'
import { describeAuditLog } from '../../../contracts/audit-log.contract.js'

describeAuditLog('memory', () => {
  const audit = memoryAuditLog()
  return Promise.resolve({
    audit,
    entries: () => Promise.resolve([...audit.entries]),
    close: () => Promise.resolve(),
  })
})
