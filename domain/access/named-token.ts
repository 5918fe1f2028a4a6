import * as E from 'fp-ts/lib/Either.js'
import type { Instant } from '../shared/instant.js'
import { invalidToken, type InvalidToken } from './errors.js'
import type { Scope, ScopeRequest } from './scope.js'

/** Token with a label and scopes, as the hub stores it. Its text is shown once and not stored. */
export interface NamedToken {
  /** Names the token in the API and the audit log; no secret. */
  readonly id: string
  /** Name that its creator gave it, 1 to 80 characters. */
  readonly label: string
  /** Permissions; one that fits is enough. */
  readonly scopes: ReadonlyArray<Scope>
  /** SHA-256 of the token's text in hexadecimal. A plain hash suffices for 256 random bits. */
  readonly digest: string
  /** Time of its creation. */
  readonly createdAt: Instant
  /** `null` for a token without an end. */
  readonly expiresAt: Instant | null
  /** Accurate to a minute; `null` for a token that was not used yet. */
  readonly lastUsedAt: Instant | null
  /** Set for the token of a paired device. */
  readonly kind?: 'device'
}

/** Fields that the creator of a token chooses. */
export interface TokenDraft<S extends ScopeRequest = ScopeRequest> extends Pick<NamedToken, 'label' | 'expiresAt'> {
  readonly scopes: ReadonlyArray<S>
}

/** Start of the text of every named token. Other tokens do not have it. */
export const NAMED_TOKEN_PREFIX = 'pnt_'

/** UTF-16 code units: fits a line of the list. */
const MAX_LABEL_LENGTH = 80
/** More than one token needs; bounds the file and the check of a request. */
const MAX_SCOPES = 32
const MAX_DRIVEN = 100
/** Tokens of one hub. */
const MAX_TOKENS = 200

/** 1 to 80 characters without control characters, and not blank. */
const LABEL = /^(?=.*\S)\P{Cc}+$/u

/** Checks the fields of a new token and trims its label. */
export function checkDraft(
  { label: raw, scopes, expiresAt }: TokenDraft,
  now: Instant,
): E.Either<InvalidToken, TokenDraft> {
  const label = raw.trim()
  if (!LABEL.test(label) || label.length > MAX_LABEL_LENGTH) return E.left(invalidToken('label'))
  const isEmpty = scopes.some((scope) => scope.kind === 'drive' && scope.sessions.length === 0)
  const isLong = scopes.some((scope) => scope.kind === 'drive' && scope.sessions.length > MAX_DRIVEN)
  if (scopes.length === 0 || scopes.length > MAX_SCOPES || isEmpty || isLong) return E.left(invalidToken('scopes'))
  // Negated, because a text that is no time was read as NaN.
  if (expiresAt !== null && !(expiresAt > now)) return E.left(invalidToken('expiresAt'))
  return E.right({ label, scopes, expiresAt })
}

/** Adds a token; `InvalidToken` when there are as many as a hub stores. */
export const addToken = (
  tokens: ReadonlyArray<NamedToken>,
  token: NamedToken,
): E.Either<InvalidToken, ReadonlyArray<NamedToken>> =>
  tokens.length >= MAX_TOKENS ? E.left(invalidToken('count')) : E.right([...tokens, token])

/** True when a stored token has the id and has not expired. */
export const isLive = (tokens: ReadonlyArray<NamedToken>, id: string, now: Instant): boolean =>
  tokens.some((token) => token.id === id && !isExpired(token, now))

export const isExpired = ({ expiresAt }: Pick<NamedToken, 'expiresAt'>, now: Instant): boolean =>
  expiresAt !== null && now >= expiresAt

const USE_INTERVAL_MS = 60_000

/** True when a use at this time is to be stored: the first one, and then one a minute. */
export const isUseDue = ({ lastUsedAt }: Pick<NamedToken, 'lastUsedAt'>, now: Instant): boolean =>
  lastUsedAt === null || now - lastUsedAt >= USE_INTERVAL_MS

/** Latest time that is stored with the tokens. The clock was set back when it shows an earlier one. */
export const latestStored = (tokens: ReadonlyArray<NamedToken>): Instant =>
  tokens.reduce((latest, { createdAt, lastUsedAt }) => Math.max(latest, createdAt, lastUsedAt ?? 0), 0)
