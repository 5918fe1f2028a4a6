import * as E from 'fp-ts/lib/Either.js'
import { plainFetch } from '../../../../infrastructure/net/plain-fetch.js'
import { hubClient } from '../../http/client/hub-client.js'
import type { Hub, ProgramDeps } from '../context.js'
import type { Failure } from '../output.js'
import { findTarget, type TargetOptions } from './target.js'

/** Milliseconds. Longer than a finish with a slow check. */
const CALL_WITHIN_MS = 15 * 60_000

/** The hub that the options name, with a client for it. Nothing is sent. */
export async function connect(options: TargetOptions, deps: ProgramDeps): Promise<E.Either<Failure, Hub>> {
  const target = await findTarget(options, deps)
  if (E.isLeft(target)) return target
  const { url, token } = target.right
  const clientOptions = { baseUrl: url, token: () => token, fetch: plainFetch(CALL_WITHIN_MS), clientId: 'cli' }
  return E.right({ url, token, client: hubClient(clientOptions), options: clientOptions })
}
