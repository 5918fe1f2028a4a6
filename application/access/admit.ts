import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  forbidden,
  tooManyRequests,
  type BadAccessToken,
  type Forbidden,
  type TooManyRequests,
  type Unauthenticated,
} from '../../domain/access/errors.js'
import { mayCall, type Admitted, type NamedPrincipal, type Principal } from '../../domain/access/principal.js'
import {
  rateLimitOf,
  FAILURE_LIMIT,
  RATE_LIMITS,
  type RateLimitName,
  type RateClass,
} from '../../domain/access/rate.js'
import type { ScopeNeed } from '../../domain/access/scope.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import { makeRateLimit, type CountAttempt, type AttemptCount } from './rate-limit.js'
import type { PathParams } from './permits.js'
import type { Passage } from './authenticate.js'
import type { AccessSteps } from './ports.js'

/** Access requirement of a route or socket. */
export interface Requirement {
  readonly tokens: Admitted
  readonly rate: RateClass
  /** Scopes of named tokens; none is admitted when left out. */
  readonly scopes?: ReadonlyArray<ScopeNeed>
}

/** Credentials of one call. */
export interface Credentials {
  readonly token: string | null
  /** `null` for a call that did not come through the tunnel. */
  readonly passage: Passage | null
}

/** Principal and caller of an admitted call. */
export interface Admission {
  readonly principal: Principal
  readonly caller: Caller
}

export type AdmitError = BadAccessToken | Unauthenticated | Forbidden | TooManyRequests | Unavailable
export type Admit = (
  credentials: Credentials,
  requirement: Requirement,
  caller: Caller,
  params?: PathParams,
) => TE.TaskEither<AdmitError, Admission>

/**
 * Lets a call in: who sent it through the tunnel, whose token is it, may it do this, and how often has it asked.
 *
 * Failures are counted per address. A reached failure limit never holds up a valid token; everyone else is told to wait.
 * Of many failures, and of many refusals for haste, one in each window is audited.
 */
export function makeAdmit(
  deps: Pick<AccessSteps, 'authenticate' | 'checkTunnel' | 'permits' | 'auditLog' | 'clock'>,
): Admit {
  const { authenticate, checkTunnel, permits, auditLog, clock } = deps
  const fail = makeRateLimit({ clock }, FAILURE_LIMIT)
  const limits: Readonly<Record<RateLimitName, CountAttempt>> = {
    operatorRead: makeRateLimit({ clock }, RATE_LIMITS.operatorRead),
    read: makeRateLimit({ clock }, RATE_LIMITS.read),
    write: makeRateLimit({ clock }, RATE_LIMITS.write),
    upload: makeRateLimit({ clock }, RATE_LIMITS.upload),
  }

  /** The audit line is on disk before the caller learns anything; an audit log that fails opens nothing. */
  const audit = (event: string, fields: Readonly<Record<string, string | number>>, caller: Caller) =>
    pipe(
      auditLog.record({ event, fields }, caller),
      TE.orElse((): TE.TaskEither<never, void> => TE.right(undefined)),
    )

  const refuseFailure = (error: Unauthenticated | BadAccessToken, caller: Caller): TE.TaskEither<AdmitError, never> => {
    const attempts = fail(addressOf(caller))
    const refusal = TE.left<AdmitError>(attempts.isAllowed ? error : tooManyRequests(attempts.retryAfterSeconds))
    if (attempts.count > 1) return refusal
    return pipe(
      audit('auth.fail', { reason: reasonOf(error) }, caller),
      TE.flatMap(() => refusal),
    )
  }

  const charge = (
    principal: Principal,
    { rate }: Requirement,
    caller: Caller,
  ): TE.TaskEither<AdmitError, Admission> => {
    const limit = rateLimitOf(rate, principal)
    if (limit === null) return TE.right({ principal, caller })
    const attempts = limits[limit](payerOf(principal, caller))
    if (attempts.isAllowed) return TE.right({ principal, caller })
    const refusal = TE.left<AdmitError>(tooManyRequests(attempts.retryAfterSeconds))
    if (!isFirstRefusal(attempts, limit)) return refusal
    return pipe(
      audit('rate-limit.exceeded', { bucket: rate, ...RATE_LIMITS[limit] }, caller),
      TE.flatMap(() => refusal),
    )
  }

  const judge =
    (
      token: string | null,
      requirement: Requirement,
      caller: Caller,
      params: PathParams,
    ): TE.TaskEither<AdmitError, Admission> =>
    async () => {
      const { tokens } = requirement
      const letIn = (principal: Principal): Promise<E.Either<AdmitError, Admission>> =>
        mayCall(tokens, principal) ? charge(principal, requirement, caller)() : Promise.resolve(E.left(forbidden))

      const letInNamed = async (principal: NamedPrincipal): Promise<E.Either<AdmitError, Admission>> => {
        const permitted = await permits(principal, requirement.scopes ?? [], params)()
        if (E.isLeft(permitted)) return permitted
        if (!permitted.right) return E.left(forbidden)
        return charge(principal, requirement, { ...caller, token: principal.id })()
      }

      if (tokens === 'anyone') return letIn({ kind: 'anyone' })
      const holder = await authenticate(token)()
      if (E.isRight(holder)) return holder.right.kind === 'named' ? letInNamed(holder.right) : letIn(holder.right)
      if (holder.left._tag === 'Unavailable') return E.left(holder.left)
      const unproven = token === null ? UNPROVEN.find((kind) => tokens.includes(kind)) : undefined
      if (unproven !== undefined) return letIn({ kind: unproven })
      return refuseFailure(holder.left, caller)()
    }

  return ({ token, passage }, requirement, caller, params = {}) => {
    if (passage === null || requirement.tokens === 'anyone') return judge(token, requirement, caller, params)
    return pipe(
      checkTunnel(passage, caller),
      TE.matchE(
        (error): T.Task<E.Either<AdmitError, Admission>> => refuseFailure(error, caller),
        (known) => judge(token, requirement, known, params),
      ),
    )
  }
}

/** Callers without a token whose secret the use case compares. */
const UNPROVEN = ['decision', 'pairing'] as const

/** As the audit log calls it. */
const reasonOf = (error: Unauthenticated | BadAccessToken): string =>
  error._tag === 'BadAccessToken' ? `bad-jwt:${error.fault}` : error.reason

const isFirstRefusal = ({ count }: AttemptCount, limit: RateLimitName): boolean => count === RATE_LIMITS[limit].max + 1

/** A named token has one budget for all addresses. */
function payerOf(principal: Principal, caller: Caller): string {
  if (principal.kind === 'named') return `token:${principal.id}`
  return `${principal.kind === 'session' ? `session:${principal.id}` : principal.kind} ${addressOf(caller)}`
}

const addressOf = ({ ip }: Caller): string => ip ?? 'unknown'
