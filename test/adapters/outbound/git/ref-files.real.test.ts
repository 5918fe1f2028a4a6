import { appendFile, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { gitWriter } from '../../../../adapters/outbound/git/git-writer.js'
import { askForRefs, listRefs } from '../../../../adapters/outbound/git/list-refs.js'
import { refFiles } from '../../../../adapters/outbound/git/ref-files.js'
import { processCommandRunner } from '../../../../adapters/outbound/process/command-runner.process.js'
import { findRepository, type RepositoryPaths } from '../../../../infrastructure/git/find-repository.js'
import { diskPlace, gitIn, GIT_PERSON, type DiskPlace } from '../../../support/board-places.js'
import { right } from '../../../support/results.js'

describe('refs read from files', () => {
  let place: DiskPlace
  let first: string
  beforeEach(async () => {
    place = await diskPlace()
    first = await place.commit({ a: '1' })
  })
  afterEach(() => place.close())

  const git = gitWriter({ runner: processCommandRunner(() => GIT_PERSON), environment: GIT_PERSON })
  const repositoryAt = async (directory = place.root): Promise<RepositoryPaths> => {
    const found = await findRepository(directory)
    if (found === null) throw new Error('no repository')
    return found
  }
  /** A git that fails the test when it is asked. */
  const silent = { ...git, ask: () => TE.fromIO(() => expect.fail('git was asked')) }
  const expectSame = async (directory?: string): Promise<void> => {
    const repository = await repositoryAt(directory)
    expect(right(await listRefs(silent, repository)())).to.deep.equal(right(await askForRefs(git, repository)()))
  }
  const inGit = (...parts: ReadonlyArray<string>): string => join(place.root, '.git', ...parts)
  const ref = async (name: string, text: string): Promise<void> => {
    await mkdir(dirname(inGit(name)), { recursive: true })
    await writeFile(inGit(name), text)
  }

  it('are those that git lists: loose, packed, packed and moved on, below folders, and those of origin', async () => {
    await expectSame()
    for (const name of ['größe/two', 'a', 'b/c/d']) await place.git('branch', name)
    await place.git('update-ref', 'refs/remotes/origin/main', first)
    await place.git('update-ref', 'refs/remotes/other/main', first)
    await place.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main')
    await place.git('tag', '-a', '-m', 'annotated', 'v1')
    await expectSame()
    await place.git('pack-refs', '--all', '--prune')
    await expectSame()
    await place.commit({ a: '2' })
    await place.git('branch', '-D', 'a')
    await place.git('branch', 'b/later')
    await writeFile(inGit('refs/heads/locked.lock'), '')
    await expectSame()
    await place.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/gone')
    await expectSame()
  })

  it('name the branch of the work tree they are read for', async () => {
    const beside = join(place.folder, 'beside')
    await place.git('worktree', 'add', '--quiet', '-b', 'beside', beside)
    await expectSame(beside)
    await gitIn(beside, 'checkout', '--quiet', '--detach')
    await expectSame(beside)
    await gitIn(beside, 'checkout', '--quiet', '--orphan', 'unborn')
    await expectSame(beside)
  })

  it('are left to git where files do not say it for certain', async () => {
    const files = async (): Promise<unknown> => refFiles(await repositoryAt())
    const odd: ReadonlyArray<readonly [string, string]> = [
      ['refs/heads/empty', ''],
      ['refs/heads/short', `${first.slice(1)}\n`],
      ['refs/heads/zero', `${'0'.repeat(first.length)}\n`],
      ['refs/heads/open', first],
      ['refs/heads/symbolic', 'ref: refs/heads/main\n'],
      ['refs/remotes/origin/HEAD', 'ref: refs/heads/main\n'],
      ['refs/heads/.hidden', `${first}\n`],
      ['refs/heads/de\u0301compose', `${first}\n`],
    ]
    for (const [name, text] of odd) {
      await ref(name, text)
      expect(await files(), name).to.equal(null)
      await rm(inGit(name))
    }
    expect(await files()).to.have.length(1)
    await symlink('main', inGit('refs/heads/link'))
    expect(await files()).to.equal(null)
    await rm(inGit('refs/heads/link'))

    for (const packed of [`${first} refs/heads/cut`, 'broken\n', `${first.slice(1)} refs/heads/short\n`]) {
      await writeFile(inGit('packed-refs'), packed)
      expect(await files(), packed).to.equal(null)
    }
    await writeFile(inGit('packed-refs'), `${first} refs/tags/${'x'.repeat(1024 * 1024)}\n`)
    expect(await files()).to.equal(null)
    await rm(inGit('packed-refs'))
    expect(await files()).to.have.length(1)

    await appendFile(inGit('config'), '[extensions]\n\trefStorage = reftable\n')
    expect(await files()).to.equal(null)
  })

  it('are left to git where the head says nothing known', async () => {
    for (const text of ['ref: refs/heads/.invalid\n', 'ref: refs/elsewhere/main\n', 'abc\n']) {
      await writeFile(inGit('HEAD'), text)
      expect(await refFiles(await repositoryAt()), text).to.equal(null)
    }
  })

  it('are those of git in a repository with a reftable', async () => {
    const table = join(place.folder, 'table')
    await gitIn(place.folder, 'init', '--quiet', '--ref-format=reftable', table)
    await gitIn(table, 'commit', '--quiet', '--allow-empty', '-m', 'first')
    const repository = await repositoryAt(table)
    expect(await refFiles(repository)).to.equal(null)
    expect(right(await listRefs(git, repository)())).to.have.length(1)
  })
})
