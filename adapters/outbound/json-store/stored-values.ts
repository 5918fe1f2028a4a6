import { agentId, type AgentId } from '../../../domain/agents/agent-id.js'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { sessionId, type SessionId } from '../../../domain/sessions/session-id.js'
import type { Instant } from '../../../domain/shared/instant.js'
import { decode } from '../../../infrastructure/codec/decode.js'

/** A moment, kept as `2026-03-01T08:15:30.120Z`. */
export const storedInstant = new t.Type<Instant, string>(
  'StoredInstant',
  t.number.is,
  (value, context) => {
    const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
    return Number.isNaN(at) ? t.failure(value, context) : t.success(at)
  },
  (at) => new Date(at).toISOString(),
)

/** Id of a session. */
export const storedSessionId = new t.Type<SessionId, string>(
  'StoredSessionId',
  (value): value is SessionId => typeof value === 'string',
  (value, context) => (typeof value === 'string' ? t.success(sessionId(value)) : t.failure(value, context)),
  t.identity,
)

/** Id of a coding CLI. */
export const storedAgentId = new t.Type<AgentId, string>(
  'StoredAgentId',
  (value): value is AgentId => typeof value === 'string',
  (value, context) => (typeof value === 'string' ? t.success(agentId(value)) : t.failure(value, context)),
  t.identity,
)

/** Boolean that is stored only when true; absence means `false`. */
export const storedMark = new t.Type<boolean, true | undefined>(
  'StoredMark',
  t.boolean.is,
  (value, context) =>
    value === undefined || typeof value === 'boolean' ? t.success(value === true) : t.failure(value, context),
  (on) => on || undefined,
)

/** Value that is stored only when present; absence means `null`. */
export const storedIfAny = <A, O>(codec: t.Type<A, O>): t.Type<A | null, O | undefined> =>
  new t.Type<A | null, O | undefined>(
    'StoredIfAny',
    (value): value is A | null => value === null || codec.is(value),
    (value, context) => (value === undefined || value === null ? t.success(null) : codec.validate(value, context)),
    (value) => (value === null ? undefined : codec.encode(value)),
  )

export const storedText = storedIfAny(t.string)

/** Reads stored content with a codec, for `StateShape.decode`. */
export const decodeWith =
  <A>(codec: t.Decoder<unknown, A>) =>
  (stored: unknown): E.Either<ReadonlyArray<string>, A> => {
    const read = decode(codec, stored)
    return E.isRight(read) ? read : E.left(read.left.at)
  }
