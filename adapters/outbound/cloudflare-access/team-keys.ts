import { importJWK, type CryptoKey, type JSONWebKeySet, type JWK, type JWSHeaderParameters } from 'jose'
import type { Log } from '../../../application/shared/log.port.js'
import type { Instant } from '../../../domain/shared/instant.js'
import { errorText } from '../../../infrastructure/files/disk.js'
import { detach } from '../../../infrastructure/guard/guard.js'

export interface TeamKeysDeps {
  /** Settles in bounded time; rejects when the key server does not answer with keys. */
  readonly fetchKeys: () => Promise<JSONWebKeySet>
  readonly now: () => Instant
  readonly log: Log
}

/** Finds the key named in a token's header. Rejects when there is none, as `jwtVerify` of jose requires. */
export type FindKey = (header: JWSHeaderParameters) => Promise<CryptoKey>

/** Keys that are older are not used, whether or not newer ones can be had. */
const MAX_AGE_MS = 60 * 60_000
/**
 * Age in milliseconds at which keys are refreshed in the background. No request waits, and an outage may last half an
 * hour.
 */
const REFRESH_AGE_MS = 30 * 60_000
/** Milliseconds between fetches that unknown key ids cause. Limits fetches caused by forged tokens. */
const UNKNOWN_KEY_PAUSE_MS = 30_000
/** Milliseconds after a failed fetch before the next one. */
const FAILURE_PAUSE_MS = 5_000

/** The keys of a team, kept fresh. However many tokens arrive, one fetch runs, and few are begun. */
export function teamKeys({ fetchKeys, now, log }: TeamKeysDeps): FindKey {
  let keys: KeysByName | null = null
  let fetchedAt = -Infinity
  let running: Promise<void> | null = null
  let failedAt = -Infinity
  let askedForUnknownAt = -Infinity

  const load = async (): Promise<void> => {
    try {
      keys = await byName(await fetchKeys())
      fetchedAt = now()
    } catch (thrown) {
      failedAt = now()
      log.warn('the keys of the access proxy could not be fetched', { detail: reasonOf(thrown) })
    }
  }

  /** Settles when the fetch that runs, or is begun now, is over. */
  const refresh = (): Promise<void> => {
    running ??= load().finally(() => {
      running = null
    })
    return running
  }

  const age = (): number => Math.abs(now() - fetchedAt)
  const mayFetch = (): boolean => running !== null || Math.abs(now() - failedAt) >= FAILURE_PAUSE_MS
  const mayAskForUnknown = (): boolean =>
    running !== null || Math.abs(now() - askedForUnknownAt) >= UNKNOWN_KEY_PAUSE_MS

  const usable = async (): Promise<KeysByName> => {
    if (age() >= MAX_AGE_MS && mayFetch()) await refresh()
    else if (age() >= REFRESH_AGE_MS && mayFetch()) detach('keys of the access proxy', refresh)
    if (keys === null || age() >= MAX_AGE_MS) throw new Error('there are no keys')
    return keys
  }

  return async ({ kid = '' }) => {
    const known = (await usable()).get(kid)
    if (known !== undefined) return known
    if (mayAskForUnknown()) {
      if (running === null) askedForUnknownAt = now()
      await refresh()
    }
    const fresh = (await usable()).get(kid)
    if (fresh === undefined) throw new Error('there is no such key')
    return fresh
  }
}

/** Includes the cause: the message of a failed `fetch` does not contain the reason. */
const reasonOf = (thrown: unknown): string =>
  thrown instanceof Error && thrown.cause !== undefined
    ? `${thrown.message}: ${errorText(thrown.cause)}`
    : errorText(thrown)

type KeysByName = ReadonlyMap<string, CryptoKey>

/** Made ready here, so that no token waits for it. Rejects when there is none for the signatures that count. */
async function byName({ keys }: JSONWebKeySet): Promise<KeysByName> {
  const ready = await Promise.all(keys.filter(isForUs).map(async (jwk) => [jwk.kid, await imported(jwk)] as const))
  const named = new Map(ready.flatMap(([kid, key]) => (key === null ? [] : [[kid, key] as const])))
  if (named.size === 0) throw new Error('the key server answered without a usable key')
  return named
}

const isForUs = (jwk: JWK): jwk is JWK & { readonly kid: string } =>
  jwk.kty === 'RSA' && jwk.kid !== undefined && (jwk.alg ?? 'RS256') === 'RS256' && (jwk.use ?? 'sig') === 'sig'

const imported = async (jwk: JWK): Promise<CryptoKey | null> => {
  try {
    const key = await importJWK(jwk, 'RS256')
    return key instanceof Uint8Array ? null : key
  } catch {
    return null // the others may do
  }
}
