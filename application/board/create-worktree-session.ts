import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { WorktreePlan } from '../../domain/board/card.js'
import {
  badBranchName,
  isolationUnavailable,
  type BadBranchName,
  type IsolationUnavailable,
  type WorktreeRefused,
} from '../../domain/board/errors.js'
import { isBranchName, toSlug } from '../../domain/board/names.js'
import { worktreeRoot } from '../../domain/board/repository.js'
import type { NotARepository } from '../../domain/repo/errors.js'
import type { BranchName } from '../../domain/repo/refs.js'
import type { Session } from '../../domain/sessions/session.js'
import type { Directory } from '../../domain/shared/brand.js'
import type { CreateSessionError, SessionRequest, Running } from '../sessions/create-session.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { BoardSteps } from './ports.js'

/** Session to start, in a worktree of its own if it names a branch. */
export interface WorktreeSessionRequest extends SessionRequest {
  /** Branch to check out; a new one starts at the commit of the folder. */
  readonly branch?: string | undefined
}

/** Failure of a start; no worktree and no new branch is left behind. */
export type CreateWorktreeSessionError = BadBranchName | IsolationUnavailable | WorktreeRefused | CreateSessionError
export type CreateWorktreeSession = (
  request: WorktreeSessionRequest,
  caller: Caller,
  running?: Running,
) => TE.TaskEither<CreateWorktreeSessionError, Session>

type MakeError = IsolationUnavailable | WorktreeRefused | Unavailable

/** Worktree of a session, with what a failed start removes. */
interface MadeWorktree extends WorktreePlan {
  /** Folder of all worktrees. */
  readonly within: Directory
}

/** Starts a session as `CreateSession` does, in a new worktree if it names a branch. The worktree outlives the session. */
export function makeCreateWorktreeSession(
  deps: Pick<BoardSteps, 'createSession' | 'folders' | 'worktrees' | 'merger' | 'log' | 'defaultDirectory'>,
): CreateWorktreeSession {
  const { createSession, folders, worktrees, merger, log, defaultDirectory } = deps

  const make = (directory: Directory, branch: BranchName): TE.TaskEither<MakeError, MadeWorktree> =>
    pipe(
      worktrees.inspect(directory),
      TE.flatMap((repository): TE.TaskEither<MakeError | NotARepository, MadeWorktree> => {
        const { root, branches, worktrees: all } = repository
        const main = all.find(({ isMain }) => isMain)?.path ?? root
        const from = all.find(({ path }) => path === root)?.head ?? null
        if (from === null) return TE.left(isolationUnavailable('no-base'))
        const within = worktreeRoot(main)
        return pipe(
          worktrees.add(main, { path: `${within}/${toSlug(branch)}`, branch, from }),
          TE.map((path) => ({ repository: main, path, within, branch, from, branchWasThere: branches.has(branch) })),
        )
      }),
      TE.mapLeft((error) => (error._tag === 'NotARepository' ? isolationUnavailable('not-a-repository') : error)),
    )

  const takeBack = ({ repository, path, within, branch, from, branchWasThere }: MadeWorktree) =>
    pipe(
      worktrees.remove(repository, { path, within }),
      TE.flatMap(() => (branchWasThere ? TE.right(null) : merger.deleteBranch(repository, branch, from))),
      TE.match(
        ({ _tag }) => {
          log.warn('the worktree of a session that did not start could not be removed', { reason: _tag })
        },
        () => undefined,
      ),
    )

  return ({ branch, ...request }, caller, running) => {
    if (branch === undefined) return createSession(request, caller, running)
    if (!isBranchName(branch) || toSlug(branch) === '') return TE.left(badBranchName(branch))
    return pipe(
      folders.usable(request.directory || defaultDirectory),
      TE.flatMap((directory): TE.TaskEither<CreateWorktreeSessionError, MadeWorktree> => make(directory, branch)),
      TE.flatMap((made) =>
        pipe(
          createSession({ ...request, directory: made.path }, caller, running),
          TE.tapError(() => TE.fromTask(takeBack(made))),
        ),
      ),
    )
  }
}
