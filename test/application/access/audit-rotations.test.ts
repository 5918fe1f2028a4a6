import * as TE from 'fp-ts/lib/TaskEither.js'
import { makeAuditRotations } from '../../../application/access/tokens.js'
import { memoryAuditLog } from '../../../adapters/outbound/memory/audit-log.memory.js'
import { memoryLog } from '../../../adapters/outbound/memory/log.memory.js'
import { memoryOperatorToken } from '../../../adapters/outbound/memory/operator-token.memory.js'
import { unavailable } from '../../../application/shared/errors.js'
import { eventually } from '../../support/eventually.js'

describe('a rotation of the operator’s token', () => {
  it('writes two lines to the audit log, and none after the end of the subscription', async () => {
    const [operatorToken, audit] = [memoryOperatorToken('first'), memoryAuditLog()]
    const stop = makeAuditRotations({ operatorToken, audit, log: memoryLog() }).start()
    operatorToken.rotate('second')
    await eventually(() => {
      expect(audit.entries.map(({ event, fields }) => [event, fields['kind']])).to.deep.equal([
        ['token.revoke', 'operator'],
        ['token.create', 'operator'],
      ])
    })
    stop()
    operatorToken.rotate('third')
    expect(audit.entries).to.have.length(2)
  })

  it('is logged where the audit log fails', async () => {
    const [operatorToken, log] = [memoryOperatorToken('first'), memoryLog()]
    const audit = { record: () => TE.left(unavailable('audit', 'disk full')) }
    const stop = makeAuditRotations({ operatorToken, audit, log }).start()
    operatorToken.rotate('second')
    await eventually(() => {
      expect(log.entries).to.deep.equal([
        {
          level: 'error',
          message: 'a rotation of the operator token could not be audited',
          fields: { detail: 'disk full' },
        },
      ])
    })
    stop()
  })
})
