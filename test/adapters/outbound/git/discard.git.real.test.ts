import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { discardWorktree } from '../../../../adapters/outbound/git/discard.js'
import { gitRepository } from '../../../../adapters/outbound/git/git-repository.git.js'
import { gitWriter } from '../../../../adapters/outbound/git/git-writer.js'
import { processCommandRunner } from '../../../../adapters/outbound/process/command-runner.process.js'
import { findRepository } from '../../../../infrastructure/git/find-repository.js'
import { diskPlace, gitIn, GIT_PERSON, type DiskPlace } from '../../../support/board-places.js'
import { right } from '../../../support/results.js'

describe('discarding a throw-away worktree', () => {
  let place: DiskPlace
  let acts: number
  beforeEach(async () => {
    acts = 0
    place = await diskPlace()
    await place.commit({ a: '1' })
  })
  afterEach(() => place.close())

  const git = gitWriter({ runner: processCommandRunner(() => GIT_PERSON), environment: GIT_PERSON })
  const counting: typeof git = {
    ...git,
    act: (...args) => {
      const run = git.act(...args)
      return () => {
        acts += 1
        return run()
      }
    },
  }
  const discard = async (path: string): Promise<void> => {
    const repository = await findRepository(place.root)
    if (repository === null) throw new Error('no repository')
    right(await discardWorktree(counting, repository, path)())
  }
  const add = async (name: string, root = place.root): Promise<string> => {
    const path = join(place.folder, name)
    await gitIn(root, 'worktree', 'add', '--quiet', '--detach', path)
    return path
  }
  const isThere = (path: string): Promise<boolean> =>
    access(path).then(
      () => true,
      () => false,
    )
  const listed = async (root = place.root): Promise<ReadonlyArray<string>> =>
    (await gitIn(root, 'worktree', 'list', '--porcelain'))
      .split('\n')
      .filter((line) => line.startsWith('worktree '))
      .map((line) => line.slice('worktree '.length))

  it('removes a changed and locked one without a process, and others stay', async () => {
    const [first, second] = [await add('first'), await add('second')]
    await writeFile(join(first, 'new'), 'x')
    await place.git('worktree', 'lock', first)
    await discard(first)
    expect([acts, await isThere(first), await listed()]).to.deep.equal([0, false, [place.root, second]])
    await discard(second)
    expect([acts, await isThere(join(place.root, '.git/worktrees')), await listed()]).to.deep.equal([
      0,
      false,
      [place.root],
    ])
  })

  it('asks git for one whose folder is gone', async () => {
    const path = await add('gone')
    await rm(path, { recursive: true })
    await discard(path)
    expect([acts > 0, await listed()]).to.deep.equal([true, [place.root]])
  })

  it('removes nothing of a worktree that another folder names', async () => {
    const path = await add('work')
    const strange = join(place.folder, 'strange')
    await mkdir(strange)
    await writeFile(join(strange, '.git'), `gitdir: ${join(place.root, '.git/worktrees/work')}\n`)
    await discard(strange)
    expect([await isThere(strange), await isThere(join(path, 'a')), await listed()]).to.deep.equal([
      false,
      true,
      [place.root, path],
    ])
    expect(await gitIn(path, 'status', '--porcelain')).to.equal('')
  })

  it('waits for a git of an earlier run that has not made it yet', async () => {
    const [path, go] = [join(place.folder, 'late'), join(place.folder, 'go')]
    const script = 'while [ ! -e "$1" ]; do sleep 0.01; done; exec git worktree add --quiet --detach "$0"'
    const late = spawn('sh', ['-c', script, path, go], { cwd: place.root, env: GIT_PERSON, stdio: 'ignore' })
    const repository = gitRepository({ runner: processCommandRunner(() => GIT_PERSON), environment: GIT_PERSON })
    const discarded = repository.discard(place.root, { scratchWorktree: path, isLeft: true })()
    // Without waiting for the process the first call has settled by the end of these.
    await discard(path)
    await discard(path)
    await writeFile(go, '')
    const [left] = await Promise.all([discarded, once(late, 'exit')])
    right(left)
    expect([late.exitCode, await isThere(path), await listed()]).to.deep.equal([0, false, [place.root]])
  })

  it('leaves to another repository what that has of its worktree', async () => {
    const other = join(place.folder, 'other')
    await gitIn(place.folder, 'clone', '--quiet', place.root, other)
    const elsewhere = await add('elsewhere', other)
    await discard(elsewhere)
    expect([await readdir(join(other, '.git/worktrees')), acts > 0]).to.deep.equal([['elsewhere'], true])
  })
})
