import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { shortSha, type CommitHeader, type FullCommitId } from '../../domain/repo/commit.js'
import { changeOutdated, type ChangeOutdated } from '../../domain/repo/errors.js'
import type { SessionName } from '../../domain/sessions/session-name.js'
import type { LocateSessionError } from '../sessions/locate-session.js'
import type { RepoHistory } from './repo-history.port.js'
import type { RepoWriteFault } from './repo-writer.port.js'
import type { RepoSteps } from './ports.js'

export type CommitStagedError = ChangeOutdated | LocateSessionError | RepoWriteFault
/** `staged`: paths of the staged files that the caller read; `null` skips the comparison. */
export type CommitStaged = (
  name: SessionName,
  message: string,
  staged: ReadonlyArray<string> | null,
) => TE.TaskEither<CommitStagedError, Pick<CommitHeader, 'sha' | 'shortSha'>>

/** Commits the staged files of a session's work tree, provided that they are still those that the caller read. */
export const makeCommitStaged =
  ({ inWorkTree, writer, history }: Pick<RepoSteps, 'inWorkTree' | 'writer' | 'history'>): CommitStaged =>
  (name, message, staged) =>
    inWorkTree(name, (root) =>
      pipe(
        staged === null ? TE.right(true) : isStagedNow(history, root, staged),
        TE.flatMap((isSeen): TE.TaskEither<CommitStagedError, FullCommitId> =>
          isSeen ? writer.commit(root, message) : TE.left(changeOutdated(null)),
        ),
        TE.flatMapTask((sha) =>
          pipe(
            history.shorten(root, [sha]),
            TE.match(
              () => ({ sha, shortSha: shortSha(sha) }),
              (short) => ({ sha, shortSha: short.get(sha) ?? shortSha(sha) }),
            ),
          ),
        ),
      ),
    )

const isStagedNow = (history: Pick<RepoHistory, 'changes'>, root: string, staged: ReadonlyArray<string>) =>
  pipe(
    history.changes(root, []),
    TE.map(({ files }) => {
      const now = files.flatMap(({ path, category }) => (category === 'staged' ? [path] : []))
      return JSON.stringify(now.sort()) === JSON.stringify([...staged].sort())
    }),
  )
