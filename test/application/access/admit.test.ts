import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { memoryAccessTokens } from '../../../adapters/outbound/memory/access-tokens.memory.js'
import { memoryAuditLog, type MemoryAuditLog } from '../../../adapters/outbound/memory/audit-log.memory.js'
import { memoryClock, type MemoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryOperatorToken } from '../../../adapters/outbound/memory/operator-token.memory.js'
import { memorySessionTokens } from '../../../adapters/outbound/memory/stores.memory.js'
import { makeAdmit, type Admit, type Requirement } from '../../../application/access/admit.js'
import { makeAuthenticate, makeCheckTunnel } from '../../../application/access/authenticate.js'
import type { SessionTokens } from '../../../application/sessions/session-tokens.port.js'
import { THE_HUB, type AuditLog, type Caller } from '../../../application/shared/audit-log.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import { FAILURE_LIMIT, RATE_LIMITS } from '../../../domain/access/rate.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

const forOperator: Requirement = { tokens: ['operator'], rate: 'read' }
const forSessions: Requirement = { tokens: ['operator', 'session'], rate: 'write' }
const from = (ip: string): Caller => ({ ...THE_HUB, ip })
const here = from('127.0.0.1')

/** No named tokens. */
const namedHolders = { holderOf: () => null }

describe('admitting a call', () => {
  let clock: MemoryClock
  let auditLog: MemoryAuditLog
  let sessionTokens: SessionTokens
  let admit: Admit

  const admitWith = (log: AuditLog, operator: string | null = 'right'): Admit =>
    makeAdmit({
      authenticate: makeAuthenticate({ operatorToken: memoryOperatorToken(operator), sessionTokens, namedHolders }),
      checkTunnel: makeCheckTunnel({ accessTokens: null, auditLog: log }),
      permits: () => TE.right(false),
      auditLog: log,
      clock,
    })

  beforeEach(() => {
    clock = memoryClock()
    auditLog = memoryAuditLog()
    sessionTokens = memorySessionTokens()
    admit = admitWith(auditLog)
  })

  const tag = async (token: string | null, requirement = forOperator, caller = here): Promise<string> => {
    const result = await admit({ token, passage: null }, requirement, caller)()
    return E.isLeft(result) ? result.left._tag : result.right.principal.kind
  }
  const repeat = async (times: number, token: string | null, requirement = forOperator): Promise<string[]> => {
    const tags: string[] = []
    for (let index = 0; index < times; index += 1) tags.push(await tag(token, requirement))
    return tags
  }
  const issue = async (name: string): Promise<string> => {
    const issued = await sessionTokens.issue(sessionId(name), name)()
    return E.isRight(issued) ? issued.right : expect.fail('no token')
  }

  it('knows the operator and the holder of a session token, with the name at its start', async () => {
    const token = await issue('cc-old')
    const admitted = async (given: string) => await admit({ token: given, passage: null }, forSessions, here)()
    expect(await admitted('right')).to.deep.equal(E.right({ principal: { kind: 'operator' }, caller: here }))
    expect(await admitted(token)).to.deep.equal(
      E.right({ principal: { kind: 'session', id: sessionId('cc-old'), startedAs: 'cc-old' }, caller: here }),
    )
  })

  it('refuses no token, a wrong one and a revoked one, and tells the first two apart in the audit log', async () => {
    const token = await issue('cc-old')
    await sessionTokens.revoke(sessionId('cc-old'))()
    expect([await tag(null), await tag('wrong', forOperator, from('10.0.0.1')), await tag(token)]).to.deep.equal(
      Array(3).fill('Unauthenticated'),
    )
    expect(auditLog.entries.map(({ event, fields, caller }) => [event, fields['reason'], caller.ip])).to.deep.equal([
      ['auth.fail', 'no-token', '127.0.0.1'],
      ['auth.fail', 'bad-bearer', '10.0.0.1'],
    ])
  })

  it('forbids a session token what is the operator’s alone', async () => {
    expect(await tag(await issue('cc-shop'))).to.equal('Forbidden')
  })

  it('lets a call without a token through where an approval’s own secret decides, but not one with a wrong token', async () => {
    const forDecisions: Requirement = { tokens: ['operator', 'decision'], rate: 'write' }
    expect([await tag(null, forDecisions), await tag('wrong', forDecisions)]).to.deep.equal([
      'decision',
      'Unauthenticated',
    ])
  })

  it('checks no token on a public route', async () => {
    expect(await tag('wrong', { tokens: 'anyone', rate: 'free' })).to.equal('anyone')
  })

  it('opens to all when the hub runs without a token', async () => {
    admit = admitWith(auditLog, null)
    expect(await tag(null)).to.equal('operator')
  })

  it('tells an address with too many failures to wait, writes one line, and still lets the right token in', async () => {
    const tags = await repeat(1_000, 'wrong')
    expect(tags.filter((one) => one === 'Unauthenticated')).to.have.length(FAILURE_LIMIT.max)
    expect(tags.filter((one) => one === 'TooManyRequests')).to.have.length(1_000 - FAILURE_LIMIT.max)
    expect(auditLog.entries).to.have.length(1)
    expect([await tag('right'), await tag('wrong', forOperator, from('10.0.0.1'))]).to.deep.equal([
      'operator',
      'Unauthenticated',
    ])
    clock.advance(FAILURE_LIMIT.windowMs)
    expect(await tag('wrong')).to.equal('Unauthenticated')
    expect(auditLog.entries).to.have.length(3)
  })

  it('counts reads and writes apart, says when to come back, and audits one refusal a window', async () => {
    await repeat(RATE_LIMITS.operatorRead.max, 'right')
    clock.advance(20_000)
    expect(await admit({ token: 'right', passage: null }, forOperator, here)()).to.deep.equal(
      E.left({ _tag: 'TooManyRequests', retryAfterSeconds: 40 }),
    )
    expect([await tag('right'), await tag('right', forSessions)]).to.deep.equal(['TooManyRequests', 'operator'])
    expect(auditLog.entries).to.deep.equal([
      { event: 'rate-limit.exceeded', fields: { bucket: 'read', max: 3_000, windowMs: 60_000 }, caller: here },
    ])
  })

  it('audits a burst of refusals once, at the first one, in each window', async () => {
    const upload: Requirement = { tokens: ['operator'], rate: 'upload' }
    const lines = () => auditLog.entries.map(({ fields }) => fields['bucket'])
    for (const [window, requirement] of [forSessions, upload, forSessions].entries()) {
      const { max } = RATE_LIMITS[requirement.rate === 'upload' ? 'upload' : 'write']
      await repeat(max, 'right', requirement)
      expect(lines()).to.have.length(window)
      expect(await repeat(1, 'right', requirement)).to.deep.equal(['TooManyRequests'])
      expect(lines()).to.have.length(window + 1)
      await repeat(50, 'right', requirement)
      expect(lines()).to.have.length(window + 1)
      clock.advance(60_000)
    }
    expect(lines()).to.deep.equal(['write', 'upload', 'write'])
  })

  it('gives every session its own rate limit, however its name compares to the kinds of callers', async () => {
    const [one, other] = [await issue('cc-one'), await issue('operator')]
    await repeat(RATE_LIMITS.write.max, one, forSessions)
    await repeat(RATE_LIMITS.write.max, other, forSessions)
    expect([
      await tag(one, forSessions),
      await tag(other, forSessions),
      await tag(await issue('cc-two'), forSessions),
      await tag('right', forSessions),
    ]).to.deep.equal(['TooManyRequests', 'TooManyRequests', 'session', 'operator'])
  })

  it('counts and audits calls through the tunnel by what the access proxy certifies', async () => {
    const accessTokens = memoryAccessTokens(clock)
    admit = makeAdmit({
      authenticate: makeAuthenticate({ operatorToken: memoryOperatorToken('right'), sessionTokens, namedHolders }),
      checkTunnel: makeCheckTunnel({ accessTokens, auditLog }),
      permits: () => TE.right(false),
      auditLog,
      clock,
    })
    const through = async (jwt: string | null, requirement: Requirement) => {
      const result = await admit({ token: 'right', passage: { jwt, ip: '203.0.113.9' } }, requirement, here)()
      return E.isLeft(result) ? result.left._tag : [result.right.principal.kind, result.right.caller.ip]
    }
    expect([
      await through(accessTokens.issue(), forOperator),
      await through(null, forOperator),
      await through(null, { tokens: 'anyone', rate: 'free' }),
    ]).to.deep.equal([['operator', '203.0.113.9'], 'BadAccessToken', ['anyone', '127.0.0.1']])
    expect(auditLog.entries.filter(({ event }) => event === 'auth.fail').map(({ fields }) => fields)).to.deep.equal([
      { reason: 'bad-jwt:no-jwt' },
    ])
  })

  it('gives every token and every address its own rate limit', async () => {
    await repeat(RATE_LIMITS.write.max, 'right', forSessions)
    const [one, other] = [await issue('cc-one'), await issue('cc-other')]
    expect([
      await tag('right', forSessions),
      await tag('right', forSessions, from('10.0.0.1')),
      await tag(one, forSessions),
      await tag(other, forSessions),
    ]).to.deep.equal(['TooManyRequests', 'operator', 'session', 'session'])
  })

  it('lets a session read 300 times a minute and the operator 3,000 times', async () => {
    const session = await issue('cc-one')
    const reads: Requirement = { tokens: ['operator', 'session'], rate: 'read' }
    await repeat(300, session, reads)
    await repeat(300, 'right', reads)
    expect([await tag(session, reads), await tag('right', reads)]).to.deep.equal(['TooManyRequests', 'operator'])
  })

  it('counts nothing against what is free', async () => {
    const tags = await repeat(500, 'right', { tokens: ['operator'], rate: 'free' })
    expect(new Set(tags)).to.deep.equal(new Set(['operator']))
  })

  it('goes on refusing when the audit log fails', async () => {
    admit = admitWith({ record: () => TE.left(unavailable('audit', 'disk full')) })
    expect(await tag('wrong')).to.equal('Unauthenticated')
  })

  it('passes on that the tokens could not be looked up', async () => {
    sessionTokens = { ...sessionTokens, sessionOf: () => TE.left(unavailable('store', 'gone')) }
    admit = admitWith(auditLog)
    expect([await tag('other'), await tag('right')]).to.deep.equal(['Unavailable', 'operator'])
  })
})
