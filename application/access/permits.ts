import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Principal } from '../../domain/access/principal.js'
import { mayUse, type ScopeNeed } from '../../domain/access/scope.js'
import { findCard } from '../../domain/board/card.js'
import type { Unavailable } from '../shared/errors.js'
import type { AccessSteps } from './ports.js'

/** Decoded parameters of a path by name. */
export type PathParams = Readonly<Record<string, string>>

/**
 * True when the principal may do what needs one of these scopes, on the session, project or card that the path names. A
 * session is the one that has the name now. True for the operator, false for other principals without a named token.
 */
export type Permits = (
  principal: Principal,
  needs: ReadonlyArray<ScopeNeed>,
  params: PathParams,
) => TE.TaskEither<Unavailable, boolean>

export function makePermits({ findSession, cards }: Pick<AccessSteps, 'findSession' | 'cards'>): Permits {
  const sessionOf = (name: string) =>
    pipe(
      findSession(name),
      TE.map(({ id }) => id),
    )
  const projectOf = (card: string) =>
    pipe(
      cards.read,
      TE.map((board) => findCard(board, card)?.projectId ?? null),
    )

  return (principal, needs, { name, id }) => {
    if (principal.kind === 'operator') return TE.right(true)
    if (principal.kind !== 'named') return TE.right(false)
    const { scopes } = principal
    return pipe(
      TE.Do,
      TE.bind('session', () => (needs.includes('drive') && name !== undefined ? sessionOf(name) : TE.right(null))),
      TE.bind('projectId', () => {
        if (id === undefined) return TE.right(null)
        return needs.includes('card') ? projectOf(id) : TE.right(needs.includes('board') ? id : null)
      }),
      TE.map((target) => mayUse(needs, scopes, target)),
    )
  }
}
