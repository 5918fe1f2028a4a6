import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { gitWriter } from '../../../../adapters/outbound/git/git-writer.js'
import { askForWorktrees, listWorktrees } from '../../../../adapters/outbound/git/list-worktrees.js'
import { worktreeFiles } from '../../../../adapters/outbound/git/worktree-files.js'
import { processCommandRunner } from '../../../../adapters/outbound/process/command-runner.process.js'
import { findRepository, type RepositoryPaths } from '../../../../infrastructure/git/find-repository.js'
import { diskPlace, gitIn, GIT_PERSON, type DiskPlace } from '../../../support/board-places.js'
import { right } from '../../../support/results.js'

describe('work trees read from files', () => {
  let place: DiskPlace
  beforeEach(async () => {
    place = await diskPlace()
    await place.commit({ a: '1' })
  })
  afterEach(() => place.close())

  const git = gitWriter({ runner: processCommandRunner(() => GIT_PERSON), environment: GIT_PERSON })
  const repositoryAt = async (directory = place.root): Promise<RepositoryPaths> => {
    const found = await findRepository(directory)
    if (found === null) throw new Error('no repository')
    return found
  }
  const branches = async (): Promise<ReadonlyMap<string, string>> => {
    const rows = await place.git('for-each-ref', '--format=%(refname:lstrip=2) %(objectname)', 'refs/heads/')
    return new Map(rows.split('\n').map((row) => row.split(' ') as [string, string]))
  }
  /** A git that fails the test when it is asked. */
  const silent = { ...git, ask: () => TE.fromIO(() => expect.fail('git was asked')) }

  it('are those that git lists, with the same heads, in the same order, from any of them', async () => {
    const beside = (name: string): string => join(place.folder, name)
    for (const [path, ...words] of [
      ['z/tree', '-b', 'one'],
      ['a/tree', '-b', 'größe/two'],
      ['b', '--detach'],
      ['gone', '-b', 'gone'],
      ['b c', '-b', 'worktree-x'],
    ] as const)
      await place.git('worktree', 'add', '--quiet', ...words, beside(path))
    await place.git('config', 'branch.worktree-x.merge', 'refs/heads/main')
    await gitIn(beside('a/tree'), 'checkout', '--quiet', '--orphan', 'unborn')
    await place.git('worktree', 'lock', beside('b'))
    await rm(beside('gone'), { recursive: true })
    await place.git('pack-refs', '--all')
    await place.commit({ c: '1' }, beside('z/tree'))
    for (const from of [place.root, beside('z/tree'), beside('b')]) {
      const repository = await repositoryAt(from)
      const asked = right(await askForWorktrees(git, repository)())
      expect(asked).to.have.length(6)
      expect(right(await listWorktrees(silent, repository)())(await branches())).to.deep.equal(asked)
    }
    await rm(join(place.root, '.git/worktrees/gone/gitdir'))
    const repository = await repositoryAt()
    expect(right(await listWorktrees(silent, repository)())(await branches())).to.deep.equal(
      right(await askForWorktrees(git, repository)()),
    )
  })

  it('are left to git where files do not say it', async () => {
    const list = async (): Promise<unknown> => worktreeFiles(await repositoryAt())
    expect(await list()).to.have.length(1)
    for (const [key, value] of [
      ['core.bare', 'true'],
      ['core.worktree', place.root],
      ['extensions.worktreeConfig', 'true'],
    ] as const) {
      const former = await place.git('config', '--default', '', '--get', key)
      await place.git('config', key, value)
      expect(await list(), key).to.equal(null)
      if (former === '') await gitIn(place.folder, 'config', '--file', 'shop/.git/config', '--unset', key)
      else await gitIn(place.folder, 'config', '--file', 'shop/.git/config', key, former)
    }
    expect(await list()).to.have.length(1)
    const head = join(place.root, '.git', 'HEAD')
    for (const text of ['ref: refs/heads/.invalid\n', 'ref: refs/elsewhere/main\n', '', 'abc\n']) {
      await writeFile(head, text)
      expect(await list(), text).to.equal(null)
    }
    await rm(head)
    await symlink('refs/heads/main', head)
    expect(await list()).to.equal(null)
    await rm(head)
    await writeFile(head, 'ref: refs/heads/main\n')
    const half = join(place.root, '.git', 'worktrees', 'half')
    await mkdir(half, { recursive: true })
    await writeFile(join(half, 'gitdir'), `${place.folder}/half/.git\n`)
    const repository = await repositoryAt()
    expect(right(await listWorktrees(silent, repository)())(await branches())).to.deep.equal(
      right(await askForWorktrees(git, repository)()),
    )
    await writeFile(join(half, 'HEAD'), '')
    expect(await list()).to.equal(null)
    await rm(join(place.root, '.git', 'worktrees'), { recursive: true })
    await writeFile(join(place.root, '.git', 'worktrees'), '')
    expect(await list()).to.equal(null)
  })

  it('are left to git in a submodule', async () => {
    await rename(join(place.root, '.git'), join(place.folder, 'module'))
    await writeFile(join(place.root, '.git'), `gitdir: ${join(place.folder, 'module')}\n`)
    expect(await worktreeFiles(await repositoryAt())).to.equal(null)
  })
})
