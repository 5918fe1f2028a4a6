import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWK } from 'jose'
import { MEMORY_AUDIENCE, type AccessClaims } from '../../adapters/outbound/memory/access-tokens.memory.js'
import type { Instant } from '../../domain/shared/instant.js'

/** A pair that a team signs with. */
export interface SigningKey {
  readonly kid: string
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  readonly jwk: JWK
}

export async function signingKey(kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }
  return { kid, privateKey, publicKey, jwk }
}

/** Claims of a token, and how it is signed. */
export interface Minting extends AccessClaims {
  readonly now: Instant
  readonly team: string
  readonly key: SigningKey
  /** Signs in place of the team's key, under its name. */
  readonly stranger: SigningKey
}

const HOUR_S = 3_600
const seconds = (at: Instant): number => Math.floor(at / 1000)

/** Makes a token as Cloudflare Access does, or one that is wrong as `claims` says. */
export async function mint(minting: Minting): Promise<string> {
  const { now, team, key, stranger, email = 'me@example.org', signed = 'key' } = minting
  const jwt = new SignJWT(email === null ? { common_name: 'a-service' } : { email })
    .setProtectedHeader({ alg: signed === 'other' ? 'HS256' : 'RS256', kid: key.kid })
    .setIssuer(minting.issuer ?? team)
    .setAudience([minting.audience ?? MEMORY_AUDIENCE])
    .setIssuedAt(seconds(minting.issuedAt ?? now))
    .setNotBefore(seconds(minting.notBefore ?? now))
    .setExpirationTime(minting.expires === undefined ? seconds(now) + HOUR_S : seconds(minting.expires))
  if (signed === 'other') {
    // What a careless verifier takes: the public key, which everybody has, as the secret of an HMAC.
    const secret = new TextEncoder().encode(await exportSPKI(key.publicKey))
    return jwt.sign(secret)
  }
  return jwt.sign((signed === 'stranger' ? stranger : key).privateKey)
}

/** A token that says it needs no signature. */
export const unsigned = (team: string, now: Instant): string =>
  new UnsecuredJWT({ email: 'me@example.org' })
    .setIssuer(team)
    .setAudience(MEMORY_AUDIENCE)
    .setExpirationTime(seconds(now) + HOUR_S)
    .encode()

/** The key server of a team, on loopback. */
export interface KeyServer {
  /** `http://127.0.0.1:…`. */
  readonly team: string
  /** Paths that were asked for. */
  readonly asked: string[]
  readonly publish: (...keys: ReadonlyArray<SigningKey>) => void
  /** Answers from now on as this does. */
  readonly answerWith: (answer: RequestListener) => void
  readonly close: () => Promise<void>
}

export async function openKeyServer(...first: ReadonlyArray<SigningKey>): Promise<KeyServer> {
  const asked: string[] = []
  const publishing =
    (keys: ReadonlyArray<SigningKey>): RequestListener =>
    (_, response) => {
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify({ keys: keys.map(({ jwk }) => jwk), public_certs: [] }))
    }
  let answer = publishing(first)
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    team: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    publish: (...keys) => {
      answer = publishing(keys)
    },
    answerWith: (next) => {
      answer = next
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
