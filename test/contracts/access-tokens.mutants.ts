import * as E from 'fp-ts/lib/Either.js'
import { badAccessToken, type AccessFault } from '../../domain/access/errors.js'
import type { AccessTokensHarness } from './access-tokens.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<AccessTokensHarness, 'tokens'>('tokens')
const STRANGER = E.right({ email: 'me@example.org', issuedAtSeconds: 0 })

/** Verifies no tokens that are refused for this reason. */
const accepting = (fault: AccessFault) =>
  broken(({ verify }) => ({
    verify: (jwt) => async () => {
      const verified = await verify(jwt)()
      return E.isLeft(verified) && verified.left.fault === fault ? STRANGER : verified
    },
  }))

/** Broken verifications of the tokens of an access proxy. */
export const accessTokensMutants: Mutants<AccessTokensHarness> = {
  'names the person and when they signed in': {
    'drops the time of the sign-in': broken(({ verify }) => ({
      verify: (jwt) => async () =>
        E.map((person: object) => ({ ...person, issuedAtSeconds: 0, email: 'me@example.org' }))(await verify(jwt)()),
    })),
    'refuses everyone': broken(() => ({ verify: () => () => Promise.resolve(E.left(badAccessToken('unknown'))) })),
  },
  'takes a token from its first second to its last, and no second more': {
    'accepts expired tokens': accepting('expired'),
    'accepts tokens before their time': accepting('unknown'),
    'accepts a token once and for good': broken(({ verify }) => {
      const accepted = new Set<string>()
      return {
        verify: (jwt) => async () => {
          if (accepted.has(jwt)) return STRANGER
          const verified = await verify(jwt)()
          if (E.isRight(verified)) accepted.add(jwt)
          return verified
        },
      }
    }),
  },
  'refuses tokens for another application or of another issuer': {
    'accepts tokens for another application': accepting('bad-aud'),
    'accepts tokens of another issuer': accepting('bad-iss'),
  },
  'refuses a forged signature, another algorithm, and what is no token': {
    'checks no signature': accepting('bad-sig'),
    'accepts any algorithm': accepting('unknown'),
  },
  'refuses a token that names no person': {
    'accepts tokens without a person': accepting('no-email'),
  },
}
