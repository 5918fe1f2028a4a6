import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import {
  tokenExceedsOwn,
  tokenNotFound,
  type InvalidToken,
  type TokenExceedsOwn,
  type TokenNotFound,
} from '../../domain/access/errors.js'
import {
  addToken,
  NAMED_TOKEN_PREFIX,
  checkDraft,
  type NamedToken,
  type TokenDraft,
} from '../../domain/access/named-token.js'
import type { Principal } from '../../domain/access/principal.js'
import { includesScopes, type Scope, type ScopeRequest } from '../../domain/access/scope.js'
import type { ProjectNotFound } from '../../domain/projects/errors.js'
import { existingSession, type SessionNotFound } from '../../domain/sessions/errors.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { THE_HUB, type Caller } from '../shared/audit-log.port.js'
import { detach } from '../shared/detached.js'
import type { Unavailable } from '../shared/errors.js'
import type { Job } from '../shared/job.js'
import type { AccessSteps, AccessPorts } from './ports.js'

/** A stored token with its text, which cannot be read again. */
export interface CreatedToken {
  readonly token: NamedToken
  readonly secret: string
}

/** Checked draft of a token with its kind. */
export interface IssuedDraft extends TokenDraft<Scope>, Pick<NamedToken, 'kind'> {}

/** Stores a token and returns its text once it is on disk. */
export type IssueToken = (draft: IssuedDraft, caller: Caller) => TE.TaskEither<InvalidToken | Unavailable, CreatedToken>

export function makeIssueToken(
  deps: Pick<AccessSteps, 'namedTokens' | 'namedHolders' | 'secrets' | 'audit' | 'log'>,
): IssueToken {
  const { namedTokens, namedHolders, secrets, audit, log } = deps
  const store = (draft: IssuedDraft): TE.TaskEither<InvalidToken | Unavailable, CreatedToken> => {
    const secret = `${NAMED_TOKEN_PREFIX}${secrets.newSecret()}`
    const token: NamedToken = {
      ...draft,
      id: secrets.newId(),
      digest: secrets.sha256(secret),
      createdAt: namedHolders.now(),
      lastUsedAt: null,
    }
    return pipe(
      namedTokens.update((tokens) => addToken(tokens, token)),
      TE.map(() => ({ token, secret })),
    )
  }

  return (draft, caller) =>
    pipe(
      store(draft),
      TE.tapTask(({ token: { id, label, kind } }) =>
        pipe(
          audit.record({ event: 'token.create', fields: { kind: kind ?? 'named', id, label } }, caller),
          TE.match(
            ({ detail }) => {
              log.error('a token could not be audited', { event: 'token.create', id, detail })
            },
            () => undefined,
          ),
        ),
      ),
    )
}

/** Caller of an operation on tokens. */
export interface TokenCaller extends Caller {
  readonly principal: Principal
}

export type CreateTokenError = InvalidToken | TokenExceedsOwn | SessionNotFound | ProjectNotFound | Unavailable
export type CreateToken = (request: TokenDraft, caller: TokenCaller) => TE.TaskEither<CreateTokenError, CreatedToken>

/** Stores a new token and returns its text once it is on disk. A named token makes none with more rights or a later end. */
export function makeCreateToken(
  deps: Pick<AccessSteps, 'issueToken' | 'namedHolders' | 'findSession' | 'findProject'>,
): CreateToken {
  const { issueToken, namedHolders, findSession, findProject } = deps
  const sessionOf = (name: string): TE.TaskEither<SessionNotFound | Unavailable, SessionId> =>
    pipe(
      findSession(name),
      TE.flatMapEither(existingSession(name)),
      TE.map(({ id }) => id),
    )

  const resolve = (scope: ScopeRequest): TE.TaskEither<CreateTokenError, Scope> => {
    if (scope.kind === 'drive')
      return pipe(
        scope.sessions,
        TE.traverseSeqArray(sessionOf),
        TE.map((sessions) => ({ kind: 'drive', sessions: [...new Set(sessions)] })),
      )
    if (scope.kind === 'board')
      return pipe(
        findProject(scope.projectId),
        TE.map(() => scope),
      )
    return TE.right(scope)
  }

  return (request, caller) =>
    pipe(
      // Checked before names are looked up: bounds how many.
      TE.fromEither(checkDraft(request, namedHolders.now())),
      TE.bindTo('draft'),
      TE.bindW('scopes', ({ draft }) => pipe(draft.scopes, TE.traverseSeqArray(resolve))),
      TE.map(({ draft, scopes }): TokenDraft<Scope> => ({ ...draft, scopes })),
      TE.filterOrElseW(
        (draft) => mayMake(caller.principal, draft),
        () => tokenExceedsOwn,
      ),
      TE.flatMap((draft) => issueToken(draft, caller)),
    )
}

function mayMake(principal: Principal, { scopes, expiresAt }: TokenDraft<Scope>): boolean {
  if (principal.kind === 'operator') return true
  if (principal.kind !== 'named') return false
  const isNotLater = principal.expiresAt === null || (expiresAt !== null && expiresAt <= principal.expiresAt)
  return isNotLater && includesScopes(principal.scopes, scopes)
}

export type RevokeTokenError = TokenNotFound | Unavailable
export type RevokeToken = (id: string, caller: Caller) => TE.TaskEither<RevokeTokenError, void>

/**
 * Removes a token and ends what its holder has opened. When the removal cannot be stored, this hub still refuses the
 * token until it stops.
 */
export function makeRevokeToken(
  deps: Pick<AccessSteps, 'namedTokens' | 'namedHolders' | 'audit' | 'log'>,
): RevokeToken {
  const { namedTokens, namedHolders, audit, log } = deps
  const note = ({ id, label, kind }: NamedToken, caller: Caller): TE.TaskEither<never, void> =>
    pipe(
      audit.record({ event: 'token.revoke', fields: { kind: kind ?? 'named', id, label } }, caller),
      TE.orElse(({ detail }): TE.TaskEither<never, void> => {
        log.error('a token could not be audited', { event: 'token.revoke', id, detail })
        return TE.right(undefined)
      }),
    )

  return (id, caller) => async () => {
    const found = namedTokens.current().find((token) => token.id === id)
    if (found === undefined) return E.left(tokenNotFound(id))
    namedHolders.drop(id)
    const removed = await namedTokens.update((tokens) =>
      tokens.some((token) => token.id === id)
        ? E.right(tokens.filter((token) => token.id !== id))
        : E.left(tokenNotFound(id)),
    )()
    return E.isLeft(removed) ? removed : note(found, caller)()
  }
}

const PART = 'audit of token rotations'

/** Notes every rotation of the operator's token while the hub runs: the old one is revoked, a new one made. */
export function makeAuditRotations(deps: Pick<AccessPorts, 'operatorToken' | 'audit' | 'log'>): Job {
  const { operatorToken, audit, log } = deps
  const note = (event: string) => audit.record({ event, fields: { kind: 'operator' } }, THE_HUB)
  const rotated = pipe(
    note('token.revoke'),
    TE.flatMap(() => note('token.create')),
    TE.match(
      ({ detail }) => {
        log.error('a rotation of the operator token could not be audited', { detail })
      },
      () => undefined,
    ),
  )
  return { name: PART, start: () => operatorToken.watch(() => detach(PART, rotated)) }
}
