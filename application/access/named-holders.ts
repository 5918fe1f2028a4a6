import * as E from 'fp-ts/lib/Either.js'
import { isExpired, isUseDue, latestStored, type NamedToken } from '../../domain/access/named-token.js'
import type { NamedPrincipal, Principal } from '../../domain/access/principal.js'
import type { Instant } from '../../domain/shared/instant.js'
import { detach } from '../shared/detached.js'
import { makeListeners } from '../shared/listeners.js'
import { memoizeLast } from '../shared/memoize-last.js'
import type { AccessPorts } from './ports.js'

/** Holders of named tokens and the end of what they opened. */
export interface NamedHolders {
  /**
   * Holder of a token; `null` for a text that is no token, and for a token that was revoked or has expired. The token is
   * looked up by its digest, so that the time of an answer tells nothing about stored tokens. Stores the use.
   */
  readonly holderOf: (token: string) => NamedPrincipal | null
  /**
   * Calls `end` when the principal's token is revoked or expires; at once if it has no longer a token. Returns an
   * unsubscribe function.
   */
  readonly follow: (principal: Principal, end: () => void) => () => void
  /** Refuses the token from now on and ends what its holder has opened. */
  readonly drop: (id: string) => void
  /** Present time; not before any earlier one, so that a clock that is set back revives no token. */
  readonly now: () => Instant
}

/** Longest delay of a timer in Node. */
const MAX_DELAY_MS = 2 ** 31 - 1

const byDigest = memoizeLast(
  (tokens: ReadonlyArray<NamedToken>) => new Map(tokens.map((token) => [token.digest, token])),
)

export function makeNamedHolders(deps: Pick<AccessPorts, 'namedTokens' | 'secrets' | 'clock' | 'log'>): NamedHolders {
  const { namedTokens, secrets, clock, log } = deps
  const dropped = new Set<string>()
  const ends = makeListeners<string>('end of a named token')
  /** Last use by id, for uses that are not stored yet. */
  const uses = new Map<string, Instant>()
  let latest = latestStored(namedTokens.current())

  const now = (): Instant => {
    latest = Math.max(latest, clock.now())
    return latest
  }

  const isValid = (token: Pick<NamedToken, 'id' | 'expiresAt'>): boolean =>
    !dropped.has(token.id) && !isExpired(token, now())

  const noteUse = async (id: string, at: Instant): Promise<void> => {
    const noted = await namedTokens.update((tokens) =>
      E.right(
        tokens.some((token) => token.id === id)
          ? tokens.map((token) => (token.id === id ? { ...token, lastUsedAt: at } : token))
          : tokens,
      ),
    )()
    if (E.isLeft(noted)) log.warn('the use of a token could not be stored', { token: id, detail: noted.left.detail })
  }

  return {
    now,
    holderOf: (text) => {
      const token = byDigest(namedTokens.current()).get(secrets.sha256(text))
      if (token === undefined || !isValid(token)) return null
      const { id, label, scopes, expiresAt } = token
      if (isUseDue({ lastUsedAt: uses.get(id) ?? token.lastUsedAt }, latest)) {
        uses.set(id, latest)
        detach('use of a named token', noteUse(id, latest))
      }
      return { kind: 'named', id, label, scopes, expiresAt }
    },
    follow: (principal, end) => {
      if (principal.kind !== 'named') return () => undefined
      let stopTimer = (): void => undefined
      const check = (): void => {
        stopTimer()
        if (!isValid(principal)) {
          stop()
          end()
        } else if (principal.expiresAt !== null) {
          stopTimer = clock.after(Math.min(principal.expiresAt - now(), MAX_DELAY_MS), check)
        }
      }
      const stopEnds = ends.add((id) => {
        if (id === principal.id) check()
      })
      const stop = (): void => {
        stopTimer()
        stopEnds()
      }
      check()
      return stop
    },
    drop: (id) => {
      dropped.add(id)
      uses.delete(id)
      ends.tell(id)
    },
  }
}
