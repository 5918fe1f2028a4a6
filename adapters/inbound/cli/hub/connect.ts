import * as E from 'fp-ts/lib/Either.js'
import { plainFetch } from '../../../../infrastructure/net/plain-fetch.js'
import { hubClient } from '../../http/client/hub-client.js'
import type { Hub, ProgramDeps, Target } from '../context.js'
import type { Failure } from '../output.js'
import { findTarget, type TargetOptions } from './target.js'

/** Milliseconds. Longer than a finish with a slow check. */
const CALL_WITHIN_MS = 15 * 60_000

/** The hub that the options name, with a client for it. Nothing is sent. */
export async function connect(options: TargetOptions, deps: ProgramDeps): Promise<E.Either<Failure, Hub>> {
  const target = await findTarget(options, deps)
  if (E.isLeft(target)) return target
  return E.right(hubAt(target.right, 'cli'))
}

/** The hub of a target, with a client for it. */
export function hubAt(target: Target, clientId: string): Hub {
  const { url, token, inner } = target
  const fetch = plainFetch(CALL_WITHIN_MS, inner?.connect)
  const options = { baseUrl: url, token: () => token, fetch: withHeaders(fetch, inner?.headers), clientId }
  return { ...target, client: hubClient(options), options }
}

/** Sets headers on every request. */
export function withHeaders(
  fetch: typeof globalThis.fetch,
  more: Readonly<Record<string, string>> = {},
): typeof globalThis.fetch {
  return (target, init) => {
    const headers = new Headers(init?.headers)
    for (const [name, value] of Object.entries(more)) headers.set(name, value)
    return fetch(target, { ...init, headers })
  }
}
