import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { NO_BRANCHES, type Branches } from '../../domain/repo/refs.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { LocateSessionError } from '../sessions/locate-session.js'
import type { RepoSteps } from './ports.js'

export type ReadBranchesError = LocateSessionError
export type ReadBranches = (name: SessionName) => TE.TaskEither<ReadBranchesError, Branches>

/** The branches of a session's repository; none where there is no repository. */
export function makeReadBranches({ locate, history }: Pick<RepoSteps, 'locate' | 'history'>): ReadBranches {
  return (name) =>
    pipe(
      locate(name),
      TE.flatMap((directory) =>
        pipe(
          history.branches(directory),
          TE.orElse((error) => (error._tag === 'NotARepository' ? TE.right(NO_BRANCHES) : TE.left(error))),
        ),
      ),
    )
}
