import * as E from 'fp-ts/lib/Either.js'
import { jwtVerify } from 'jose'
import { cloudflareAccessTokens } from '../../adapters/outbound/cloudflare-access/access-tokens.cloudflare-access.js'
import { MEMORY_AUDIENCE } from '../../adapters/outbound/memory/access-tokens.memory.js'
import { mint, openKeyServer, signingKey } from '../support/key-server.js'
import { median, timed, type Benchmark } from './harness.js'

const ROUNDS = 9
const CHECKS = 400

export const accessToken: Benchmark = {
  name: 'JWT check on a warm key set',
  limit: '`jose.jwtVerify` alone',
  mustReach: '≤ 1.3×',
  run: async () => {
    const [key, stranger] = await Promise.all([signingKey('first'), signingKey('stranger')])
    const server = await openKeyServer(key)
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
    const { verify } = cloudflareAccessTokens({ team: server.team, audience: MEMORY_AUDIENCE, now: Date.now, log })
    const token = await mint({ now: Date.now(), team: server.team, key, stranger })
    const demands = { algorithms: ['RS256'], issuer: server.team, audience: MEMORY_AUDIENCE }
    const checkOurs = async (): Promise<void> => {
      if (E.isLeft(await verify(token)())) throw new Error('the token is good')
    }
    const checkBare = async (): Promise<void> => {
      await jwtVerify(token, key.publicKey, demands)
    }

    const ours: number[] = []
    const bare: number[] = []
    await checkOurs() // fetches the keys
    for (let round = 0; round < ROUNDS; round += 1) {
      bare.push(await timed(() => repeat(checkBare)))
      ours.push(await timed(() => repeat(checkOurs)))
    }
    await server.close()
    const each = (total: ReadonlyArray<number>): number => median(total) / CHECKS
    return [{ what: 'median', ours: each(ours), limit: each(bare), unit: 'ms', bound: { atMost: 1.3 } }]
  },
}

async function repeat(check: () => Promise<void>): Promise<void> {
  for (let count = 0; count < CHECKS; count += 1) await check()
}
