import * as E from 'fp-ts/lib/Either.js'
import { memoryAccessTokens, type MemoryAccessTokens } from '../../../adapters/outbound/memory/access-tokens.memory.js'
import { memoryAuditLog, type MemoryAuditLog } from '../../../adapters/outbound/memory/audit-log.memory.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { makeCheckTunnel, type CheckTunnel } from '../../../application/access/authenticate.js'
import { THE_HUB, type Caller } from '../../../application/shared/audit-log.port.js'
import { eventually } from '../../support/eventually.js'

const daemon: Caller = { ...THE_HUB, ip: '127.0.0.1', cfRay: 'ray' }

describe('checking who comes through the tunnel', () => {
  const clock = memoryClock(1_000_000)
  let accessTokens: MemoryAccessTokens
  let auditLog: MemoryAuditLog
  let checkTunnel: CheckTunnel
  beforeEach(() => {
    accessTokens = memoryAccessTokens(clock)
    auditLog = memoryAuditLog()
    checkTunnel = makeCheckTunnel({ accessTokens, auditLog })
  })

  it('gives the caller the address of the tunnel and the name of the certificate', async () => {
    const passage = { jwt: accessTokens.issue(), ip: '203.0.113.9' }
    expect(await checkTunnel(passage, daemon)()).to.deep.equal(
      E.right({ ...daemon, user: 'me@example.org', ip: '203.0.113.9' }),
    )
  })

  it('refuses callers without a certificate', async () => {
    const fault = async (jwt: string | null) => {
      const checked = await checkTunnel({ jwt, ip: null }, daemon)()
      return E.isLeft(checked) ? checked.left.fault : 'let in'
    }
    expect([await fault(null), await fault('x'), await fault(accessTokens.issue({ email: null }))]).to.deep.equal([
      'no-jwt',
      'bad-sig',
      'no-email',
    ])
    expect(auditLog.entries).to.deep.equal([])
  })

  it('believes the tunnel alone where no access proxy is set up', async () => {
    checkTunnel = makeCheckTunnel({ accessTokens: null, auditLog })
    expect(await checkTunnel({ jwt: null, ip: '203.0.113.9' }, daemon)()).to.deep.equal(
      E.right({ ...daemon, ip: '203.0.113.9' }),
    )
  })

  it('audits one sign-in for each newer certificate of a person', async () => {
    const certify = (email: string, issuedAt: number) => ({ jwt: accessTokens.issue({ email, issuedAt }), ip: null })
    for (const [email, issuedAt] of [
      ['a@example.org', 5_000],
      ['a@example.org', 5_000],
      ['b@example.org', 1_000],
      ['a@example.org', 4_000],
      ['a@example.org', 6_000],
    ] as const)
      await checkTunnel(certify(email, issuedAt), daemon)()
    await eventually(() => {
      expect(auditLog.entries.map(({ event, caller }) => `${event} ${caller.user ?? ''}`)).to.deep.equal([
        'auth.login a@example.org',
        'auth.login b@example.org',
        'auth.login a@example.org',
      ])
    })
  })
})
