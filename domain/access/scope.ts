import type { SessionId } from '../sessions/session-id.js'

/** Right of a named token. A token with several scopes may do what any of them permits. */
export type Scope =
  /** Reads everything but secrets and contents of files. */
  | { readonly kind: 'view' }
  /** Lists and decides approvals. */
  | { readonly kind: 'approve' }
  /** Does what the operator does, except for hooks, push subscriptions and tokens with more rights than its own. */
  | { readonly kind: 'admin' }
  /** Reads, types into, restores and ends these sessions. */
  | { readonly kind: 'drive'; readonly sessions: ReadonlyArray<SessionId> }
  /** Reads and changes the cards of one project. */
  | { readonly kind: 'board'; readonly projectId: string }

/** Scope as a person gives it: sessions by their names. */
export type ScopeRequest =
  Exclude<Scope, { readonly kind: 'drive' }> | { readonly kind: 'drive'; readonly sessions: ReadonlyArray<string> }

/** Way in which a route admits named tokens. */
export type ScopeNeed =
  /** Tokens with any scope. */
  | 'any'
  | 'view'
  | 'approve'
  | 'admin'
  /** Tokens that drive the session of the path. */
  | 'drive'
  /** Tokens that drive any session; the answer holds those sessions only. */
  | 'driven-sessions'
  /** Tokens for the board of the project of the path. */
  | 'board'
  /** Tokens for the board of the card of the path. */
  | 'card'
  /** Tokens for any board; the use case reads and changes cards of those projects only. */
  | 'boards'

/** Things that a request is about; `null` for those that it does not name or that do not exist. */
export interface ScopeTarget {
  readonly session: SessionId | null
  readonly projectId: string | null
}

/** True when one of the scopes meets one of the needs. Without a need no scope suffices. */
export const mayUse = (needs: ReadonlyArray<ScopeNeed>, scopes: ReadonlyArray<Scope>, target: ScopeTarget): boolean =>
  needs.length > 0 && scopes.some((scope) => scope.kind === 'admin' || needs.some(meets(scope, target)))

const meets =
  (scope: Scope, target: ScopeTarget) =>
  (need: ScopeNeed): boolean => {
    switch (need) {
      case 'any':
        return true
      case 'view':
      case 'approve':
      case 'admin':
        return scope.kind === need
      case 'driven-sessions':
        return scope.kind === 'drive'
      case 'boards':
        return scope.kind === 'board'
      case 'drive':
        return scope.kind === 'drive' && target.session !== null && scope.sessions.includes(target.session)
      case 'board':
      case 'card':
        return scope.kind === 'board' && scope.projectId === target.projectId
    }
  }

/** True when each scope of `wanted` permits no more than `own`. */
export const includesScopes = (own: ReadonlyArray<Scope>, wanted: ReadonlyArray<Scope>): boolean =>
  wanted.every((scope) => own.some((held) => held.kind === 'admin' || covers(held, scope)))

function covers(held: Scope, wanted: Scope): boolean {
  if (held.kind === 'drive' && wanted.kind === 'drive') return wanted.sessions.every((id) => held.sessions.includes(id))
  if (held.kind === 'board' && wanted.kind === 'board') return held.projectId === wanted.projectId
  return held.kind === wanted.kind
}
