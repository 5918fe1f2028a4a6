import { discardWorktree } from '../../../adapters/outbound/git/discard.js'
import { repositoryOf, type GitWriter } from '../../../adapters/outbound/git/git-writer.js'
import { cardKey } from '../../../application/board/brainstorm-card.js'
import { baseKey } from '../../../application/board/finish/finish-card.js'
import type { GitRepository } from '../../../application/board/git-repository.port.js'
import type { Worktrees } from '../../../application/board/worktrees.port.js'
import type { RepoWatch } from '../../../application/repo/repo-watch.port.js'
import type { WithLock } from '../../../application/shared/keyed-lock.js'
import type { Card } from '../../../domain/board/card.js'
import type { FinishRecord } from '../../../domain/board/finish.js'
import type { Project } from '../../../domain/projects/project.js'
import type { RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import * as TE from 'fp-ts/lib/TaskEither.js'

interface Values {
  readonly writer: GitWriter
  readonly repoWatch: RepoWatch
  readonly place: RepositoryPaths
  readonly git: GitRepository
  readonly worktrees: Worktrees
  readonly withLock: WithLock
  readonly finish: FinishRecord
  readonly card: Card
  readonly project: Project
}

describe('arguments of git, worktrees and locks', () => {
  it('do not compile when two of them are swapped', () => {
    const swapped = ({
      git,
      writer,
      repoWatch,
      place,
      worktrees,
      withLock,
      finish,
      card,
      project,
    }: Values): ReadonlyArray<unknown> => [
      // @ts-expect-error A branch is not a directory.
      git.fetch(finish.branch, finish.directory),
      // @ts-expect-error A branch is not a commit.
      git.push(finish.directory, finish.branch, finish.branchTip),
      // @ts-expect-error A commit is not a branch.
      git.deleteBranch(finish.directory, finish.branchTip, finish.branch),
      // @ts-expect-error A commit is not a directory.
      git.restore(finish.branchTip, finish.branch, finish.directory),
      // @ts-expect-error A directory is not a commit.
      git.contains(finish.directory, { commit: finish.directory, ancestor: finish.branchTip }),
      // @ts-expect-error A card is not a directory.
      worktrees.inspect(card.id),
      // @ts-expect-error The branch and the start of a worktree are of different kinds.
      worktrees.add(project.path, { path: project.path, branch: finish.branchTip, from: finish.branch }),
      // @ts-expect-error A branch is not a directory.
      writer.act(finish.branch, []),
      // @ts-expect-error A branch is not a directory.
      repositoryOf(finish.branch),
      // @ts-expect-error A branch is not a directory.
      discardWorktree(writer, place, finish.branch),
      // @ts-expect-error A branch is not a directory.
      repoWatch(finish.branch, () => undefined),
      // @ts-expect-error A directory is not a card.
      cardKey(project.path),
      // @ts-expect-error A project's id is not its directory.
      baseKey(project.id),
      // @ts-expect-error An id is not the key of a lock.
      withLock([card.id], TE.right(undefined)),
      // @ts-expect-error Plain text is not the key of a lock.
      withLock(['card:a'], TE.right(undefined)),
      // @ts-expect-error A directory is not the key of a lock.
      withLock([project.path], TE.right(undefined)),
    ]
    expect(swapped).to.be.a('function')
  })

  it('compile in their order', () => {
    const ordered = ({ git, worktrees, withLock, finish, card, project }: Values): ReadonlyArray<unknown> => [
      git.fetch(finish.directory, finish.branch),
      git.push(finish.directory, finish.branchTip, finish.branch),
      worktrees.inspect(project.path),
      withLock([baseKey(project.path), cardKey(card.id)], TE.right(undefined)),
    ]
    expect(ordered).to.be.a('function')
  })
})
