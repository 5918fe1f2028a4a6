import * as E from 'fp-ts/lib/Either.js'
import { cloudflareAccessTokens } from '../../../../adapters/outbound/cloudflare-access/access-tokens.cloudflare-access.js'
import { memoryClock, type MemoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { MEMORY_AUDIENCE, type AccessClaims } from '../../../../adapters/outbound/memory/access-tokens.memory.js'
import type { AccessTokens } from '../../../../application/access/access-tokens.port.js'
import { describeAccessTokens } from '../../../contracts/access-tokens.contract.js'
import { eventually } from '../../../support/eventually.js'
import {
  mint,
  openKeyServer,
  signingKey,
  unsigned,
  type KeyServer,
  type SigningKey,
} from '../../../support/key-server.js'

const START = 1_772_352_930_000
const MINUTE_MS = 60_000
const keys = Promise.all([signingKey('first'), signingKey('second'), signingKey('first')])

describe('Cloudflare Access', () => {
  let first: SigningKey
  let second: SigningKey
  let stranger: SigningKey
  let server: KeyServer
  let clock: MemoryClock
  let warnings: string[]
  let tokens: AccessTokens

  before(async () => {
    ;[first, second, stranger] = await keys
  })
  /** Waits for the keys longer than a busy machine takes for them. */
  const open = async (timeoutMs = 20_000): Promise<void> => {
    server = await openKeyServer(first)
    clock = memoryClock(START)
    warnings = []
    tokens = cloudflareAccessTokens({
      team: server.team,
      audience: MEMORY_AUDIENCE,
      now: clock.now,
      log: { info: () => undefined, warn: (text) => warnings.push(text), error: () => undefined },
      timeoutMs,
    })
  }
  const made = (claims: AccessClaims = {}, key = first): Promise<string> =>
    mint({ now: clock.now(), team: server.team, key, stranger, ...claims })

  describeAccessTokens('cloudflare-access', async () => {
    await open()
    return { tokens, clock, mint: made, close: () => server.close() }
  })

  describe('its keys', () => {
    beforeEach(() => open())
    afterEach(() => server.close())

    const verdict = async (jwt: string): Promise<string> => {
      const verified = await tokens.verify(jwt)()
      return E.isRight(verified) ? 'good' : verified.left.fault
    }

    it('are fetched once for many at once, from where Cloudflare has them', async () => {
      const token = await made()
      expect(await Promise.all(Array.from({ length: 50 }, () => verdict(token)))).to.deep.equal(Array(50).fill('good'))
      expect(server.asked).to.deep.equal(['/cdn-cgi/access/certs'])
    })

    it('are fetched anew for a key that took their place, and the former one counts no more', async () => {
      expect(await verdict(await made())).to.equal('good')
      server.publish(second)
      expect([await verdict(await made({}, second)), await verdict(await made())]).to.deep.equal(['good', 'unknown'])
      expect(server.asked).to.have.length(2)
    })

    it('are asked for once in 30 s, however many tokens name keys that do not exist', async () => {
      expect(await verdict(await made())).to.equal('good')
      const forged = await Promise.all(Array.from({ length: 40 }, (_, n) => made({}, { ...stranger, kid: `k${n}` })))
      const flood = async (): Promise<ReadonlySet<string>> => new Set(await Promise.all(forged.map(verdict)))
      expect([...(await flood()), ...(await flood())]).to.deep.equal(['unknown', 'unknown'])
      expect(server.asked).to.have.length(2)
      clock.advance(30_000)
      await flood()
      expect(server.asked).to.have.length(3)
      expect(await verdict(await made())).to.equal('good')
    })

    it('go on counting while the server is away, for an hour and no longer', async () => {
      const token = await made({ expires: START + 600 * MINUTE_MS })
      expect(await verdict(token)).to.equal('good')
      server.answerWith((_, response) => response.writeHead(503).end())
      clock.advance(31 * MINUTE_MS)
      expect(await verdict(token)).to.equal('good')
      await eventually(() => {
        expect(warnings).to.have.length(1)
      })
      clock.advance(28 * MINUTE_MS)
      expect(await verdict(token)).to.equal('good')
      clock.advance(MINUTE_MS)
      expect([await verdict(token), await verdict(token)]).to.deep.equal(['unknown', 'unknown'])
      server.publish(first)
      clock.advance(5_000)
      expect(await verdict(token)).to.equal('good')
    })

    it('are not waited for when the server says nothing, nor asked for again at once', async () => {
      await server.close()
      await open(500)
      server.answerWith(() => undefined)
      const token = await made()
      expect([await verdict(token), await verdict(token)]).to.deep.equal(['unknown', 'unknown'])
      expect([server.asked.length, warnings]).to.deep.equal([1, ['the keys of the access proxy could not be fetched']])
    })

    it('say in the log why they could not be had', async () => {
      const details: unknown[] = []
      const log = {
        info: () => undefined,
        warn: (_: string, fields?: object) => details.push(fields),
        error: () => undefined,
      }
      const nowhere = { team: 'http://127.0.0.1:1', audience: MEMORY_AUDIENCE, now: clock.now, log }
      await cloudflareAccessTokens(nowhere).verify(await made())()
      expect(details).to.deep.equal([{ detail: 'connect ECONNREFUSED 127.0.0.1:1' }])
    })

    it('are not replaced by an answer without keys, one without end, or another place', async () => {
      const token = await made({ expires: START + 600 * MINUTE_MS })
      expect(await verdict(token)).to.equal('good')
      for (const answer of ['{"keys":[]}', '{"keys":[{"kid":1}]}', '<html>', ' '.repeat(300_000), 'redirect']) {
        server.answerWith((_, response) =>
          answer === 'redirect' ? response.writeHead(302, { Location: '/' }).end() : response.end(answer),
        )
        clock.advance(30_000)
        await verdict(await made({}, second))
        expect(await verdict(token), answer.slice(0, 20)).to.equal('good')
      }
      expect(warnings).to.have.length(5)
    })

    it('do not make a token good that says it needs none', async () => {
      expect(await verdict(unsigned(server.team, clock.now()))).to.equal('unknown')
    })
  })
})
