import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { tokenExceedsOwn, type InvalidToken, type TokenExceedsOwn } from '../../domain/access/errors.js'
import { checkDraft, type TokenDraft } from '../../domain/access/named-token.js'
import type { Principal } from '../../domain/access/principal.js'
import { includesScopes, type Scope, type ScopeRequest } from '../../domain/access/scope.js'
import type { ProjectNotFound } from '../../domain/projects/errors.js'
import { existingSession, type SessionNotFound } from '../../domain/sessions/errors.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { CreatedToken } from './issue-token.js'
import type { AccessSteps } from './ports.js'

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
