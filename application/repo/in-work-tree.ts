import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { NotARepository } from '../../domain/repo/errors.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { LocateSessionError } from '../sessions/locate-session.js'
import type { Unavailable } from '../shared/errors.js'
import { lockKey } from '../shared/keyed-lock.js'
import type { RepoSteps } from './ports.js'

/** Runs a change at the root of a session's work tree while no other change of that work tree runs. */
export type InWorkTree = <E, A>(
  name: SessionName,
  change: (root: Directory) => TE.TaskEither<E, A>,
) => TE.TaskEither<E | LocateSessionError | NotARepository | Unavailable, A>

export const makeInWorkTree =
  ({ locate, history, withLock }: Pick<RepoSteps, 'locate' | 'history' | 'withLock'>): InWorkTree =>
  (name, change) =>
    pipe(
      locate(name),
      TE.flatMap((directory) => history.status(directory)),
      TE.flatMap(({ root }) => withLock([lockKey('work tree', root)], change(root))),
    )
