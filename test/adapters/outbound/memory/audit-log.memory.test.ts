import { memoryAuditLog } from '../../../../adapters/outbound/memory/audit-log.memory.js'
import { describeAuditLog } from '../../../contracts/audit-log.contract.js'
import { auditLogMutants } from '../../../contracts/audit-log.mutants.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeAuditLog, auditLogMutants, () => {
  const audit = memoryAuditLog()
  return Promise.resolve({
    audit,
    entries: () => Promise.resolve([...audit.entries]),
    close: () => Promise.resolve(),
  })
})
