import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable } from '../../../../application/shared/errors.js'
import type { Card } from '../../../../domain/board/card.js'
import type { Finish } from '../../../../domain/board/finish.js'
import { BRANCH, PLAN } from '../../../support/board-scene.js'
import { aCard } from '../../../support/cards.js'
import type { FinishValues } from '../../../support/finishes.js'
import { memoryBoardScene, ROOT, type MemoryBoardScene } from '../../../support/memory-board-scene.js'
import { right } from '../../../support/results.js'

describe('checkFinish on work that a commit of the base reverts', () => {
  let scene: MemoryBoardScene
  let merge: string
  let revert: string
  beforeEach(async () => {
    scene = await memoryBoardScene()
    merge = await scene.buildMerge()
    revert = await scene.buildRevert(merge)
    scene.repository.branches.set('main', revert)
  })

  const reverted = (values: FinishValues = {}): Finish =>
    scene.finish({ stage: 'undone', merge, revert, merged: true, ...values })
  const check = () => scene.checkFinish(ROOT, aCard({ worktreePath: scene.worktree }), BRANCH, false)()
  /** Reasons why a finish cannot begin, given what the journal holds; `[]` when it can. */
  const reasons = async (...records: ReadonlyArray<Finish>): Promise<ReadonlyArray<string>> => {
    await scene.journal.write(...records)
    const checked = await check()
    if (E.isRight(checked)) return []
    return checked.left._tag === 'FinishObstructed' ? checked.left.reasons : [checked.left._tag]
  }

  it('is obstructed, with the command that makes the commits anew', async () => {
    await scene.journal.write(reverted())
    const checked = await check()
    expect(checked).to.deep.include({ _tag: 'Left' })
    expect(E.isLeft(checked) ? checked.left : null).to.deep.include({
      _tag: 'FinishObstructed',
      reasons: ['taken-back'],
      files: [],
      detail: `git rebase --reapply-cherry-picks --onto main ${scene.base} ${BRANCH}`,
    })
  })

  it('names the finish whose commits the branch has, not another reverted one', async () => {
    const other = scene.git.controls.commit(ROOT, 'idea/other', { c: 'x' }, scene.base)
    await scene.journal.write(
      reverted({ id: 'other', branch: 'idea/other', branchTip: other, baseBefore: other }),
      reverted(),
    )
    const checked = await check()
    expect(E.isLeft(checked) && 'detail' in checked.left ? checked.left.detail : null).to.contain(
      ` ${scene.base} ${BRANCH}`,
    )
  })

  it('passes when the branch has the same change in a new commit', async () => {
    scene.repository.branches.set(BRANCH, scene.base)
    scene.git.controls.commit(ROOT, BRANCH, { b: 'new\n' })
    expect(await reasons(reverted())).to.deep.equal([])
  })

  it('passes when the branch contains the reverting commit as well', async () => {
    scene.repository.branches.set(BRANCH, revert)
    scene.git.controls.commit(ROOT, BRANCH, { b: 'again\n' })
    expect(await reasons(reverted())).to.deep.equal([])
  })

  it('passes when the base does not contain the reverting commit', async () => {
    scene.repository.branches.set('main', scene.base)
    expect(await reasons(reverted())).to.deep.equal([])
  })

  it('ignores finishes that nothing reverts, and those of another base or project', async () => {
    expect(await reasons(reverted({ stage: 'done' }))).to.deep.equal([])
    expect(await reasons(reverted({ stage: 'undoing' }))).to.deep.equal([])
    expect(await reasons(reverted({ revert: null }))).to.deep.equal([])
    expect(await reasons(reverted({ base: 'release' }))).to.deep.equal([])
    expect(await reasons(reverted({ directory: '/work/other' }))).to.deep.equal([])
    expect(await reasons(reverted())).to.deep.equal(['taken-back'])
  })
})

describe('checkFinish on work that is merged', () => {
  it('has nothing to merge where the base contains the branch, but merges an empty change that it does not', async () => {
    const scene = await memoryBoardScene()
    const edits = async () => {
      const checked = await scene.checkFinish(ROOT, aCard({ worktreePath: scene.worktree }), BRANCH, false)()
      return E.isRight(checked) ? checked.right.edits : checked.left
    }
    expect(await edits()).to.have.length(1)
    scene.repository.branches.set('main', await scene.buildMerge())
    expect(await edits()).to.equal(null)
    // The same files, in a separate commit.
    scene.repository.branches.set('main', scene.base)
    scene.git.controls.commit(ROOT, 'main', { b: 'new\n' })
    expect(await edits()).to.have.length(1)
  })
})

describe('checkFinish', () => {
  let scene: MemoryBoardScene
  beforeEach(async () => {
    scene = await memoryBoardScene()
  })

  const check = async (pushes = false, branch = BRANCH, card: Partial<Card> = {}, directory = ROOT) => {
    const checked = await scene.checkFinish(
      directory,
      aCard({ worktreePath: scene.worktree, ...card }),
      branch,
      pushes,
    )()
    if (E.isRight(checked)) return checked.right
    return checked.left._tag === 'FinishObstructed'
      ? [checked.left.reasons, checked.left.files, checked.left.detail]
      : checked.left
  }
  const checkout = (path: string) => {
    const tree = scene.repository.worktrees.get(path)
    if (tree === undefined) throw new Error(`no work tree at ${path}`)
    return tree
  }
  const isReady = async (pushes = false): Promise<boolean> => 'baseTip' in (await check(pushes))

  it('answers with base, branch, their tips and the edited plan document', async () => {
    const ready = await check(false, BRANCH, { title: 'Offline mode', theme: 'sync' })
    expect(ready).to.deep.include({
      base: 'main',
      branch: BRANCH,
      baseTip: scene.base,
      branchTip: scene.branchTip,
    })
    const [edit, ...others] = 'edits' in ready ? (ready.edits ?? []) : []
    expect([edit?.path, others]).to.deep.equal(['CHANGELOG.md', []])
    expect(edit?.text).to.equal(PLAN.replace('Something else', 'Something else\n- [x] Offline mode {theme: sync}'))
  })

  describe('with a remote', () => {
    beforeEach(() => {
      scene.addRemote()
    })
    const remote = () => scene.repository.remote ?? new Map<string, string>()
    /** A commit of another person that only the remote has. */
    const commitThere = (): void => {
      const local = scene.tip() ?? ''
      remote().set('main', scene.git.controls.commit(ROOT, 'main', { c: 'x' }))
      scene.repository.branches.set('main', local)
    }

    it('is ready where the remote has the base, an older one or none', async () => {
      const found = [await isReady(true)]
      scene.git.controls.commit(ROOT, 'main', { c: 'x' })
      found.push(await isReady(true))
      remote().delete('main')
      found.push(await isReady(true))
      expect(found).to.deep.equal([true, true, true])
    })

    it('compares no commits where the remote has the base', async () => {
      scene = await memoryBoardScene({ contains: () => TE.left(unavailable('git', 'no space left on device')) })
      scene.addRemote()
      expect(await isReady(true)).to.equal(true)
    })

    it('is obstructed where the remote is ahead, or both have moved', async () => {
      commitThere()
      expect(await check(true)).to.deep.equal([['base-behind'], [], null])
      scene.git.controls.commit(ROOT, 'main', { d: 'y' })
      expect(await check(true)).to.deep.equal([['base-diverged'], [], null])
    })

    it('is obstructed where the remote does not answer, with what git wrote', async () => {
      scene.repository.isRemoteSilent = true
      expect(await check(true)).to.deep.equal([['remote-silent'], [], 'no answer'])
    })

    it('does not ask the remote for a finish that is not pushed, or without a base', async () => {
      scene.repository.isRemoteSilent = true
      expect(await isReady()).to.equal(true)
      scene.repository.branches.delete('main')
      expect(await check(true)).to.deep.equal([['no-base'], [], null])
    })

    it('fails with what git fails with', async () => {
      const fault = unavailable('git', 'no space left on device')
      scene = await memoryBoardScene({ fetch: () => TE.left(fault) })
      scene.addRemote()
      expect(await check(true)).to.deep.equal(fault)
    })
  })

  it('is obstructed without the remote that it is to push to', async () => {
    expect(await check(true)).to.deep.equal([['no-remote'], [], null])
  })

  it('is obstructed where the branch is missing or is the base', async () => {
    expect(await check(false, 'idea/none', { worktreePath: null })).to.deep.equal([['no-branch'], [], null])
    expect(await check(false, 'main', { worktreePath: null })).to.deep.equal([['branch-is-base'], [], null])
  })

  it('is obstructed by a conflict, with its files, and by a merge that cannot be tried, with what git wrote', async () => {
    scene.git.controls.commit(ROOT, 'main', { b: 'other\n' })
    expect(await check()).to.deep.equal([['conflict'], ['b'], null])
    scene = await memoryBoardScene({ tryMerge: () => TE.right({ _tag: 'failed', detail: 'bad object' }) })
    expect(await check()).to.deep.equal([['preflight-error'], [], 'bad object'])
  })

  it('gives each obstacle its own files', async () => {
    scene.git.controls.commit(ROOT, 'main', { b: 'other\n' })
    checkout(ROOT).isClean = false
    checkout(scene.worktree).isClean = false
    const checked = await scene.checkFinish(ROOT, aCard({ worktreePath: scene.worktree }), BRANCH, false)()
    expect(E.isLeft(checked) && checked.left._tag === 'FinishObstructed' && checked.left.obstacles).to.deep.equal([
      { reason: 'dirty-tree', files: ['untracked'], commits: [] },
      { reason: 'worktree-dirty', files: ['untracked'], commits: [] },
      { reason: 'conflict', files: ['b'], commits: [] },
    ])
  })

  it('gives a base behind its remote the commits that it lacks', async () => {
    scene.addRemote()
    const ahead = scene.git.controls.commit(ROOT, 'elsewhere', { c: 'x' }, scene.base)
    scene.repository.remote?.set('main', ahead)
    const checked = await scene.checkFinish(ROOT, aCard(), BRANCH, true)()
    expect(E.isLeft(checked) && checked.left._tag === 'FinishObstructed' && checked.left.obstacles).to.deep.equal([
      { reason: 'base-behind', files: [], commits: [{ id: ahead, subject: 'By hand' }] },
    ])
  })

  describe('looks at the plan document', () => {
    const put = async (files: Readonly<Record<string, string>>): Promise<void> => {
      scene.git.controls.commit(ROOT, 'main', files)
      scene.git.controls.commit(ROOT, BRANCH, files)
      await Promise.resolve()
    }
    const withoutChangelog = (): void => {
      for (const commit of scene.repository.commits.values())
        (commit.files as Map<string, string>).delete('CHANGELOG.md')
    }
    const paths = async () => {
      const ready = await check()
      return 'edits' in ready ? ready.edits?.map(({ path }) => path) : ready
    }

    it('ROADMAP.md where there is no CHANGELOG.md', async () => {
      await put({ 'ROADMAP.md': PLAN })
      expect(await paths()).to.deep.equal(['CHANGELOG.md'])
      withoutChangelog()
      expect(await paths()).to.deep.equal(['ROADMAP.md'])
    })

    it('and is obstructed without one, or where the first has no section', async () => {
      await put({ 'ROADMAP.md': PLAN, 'CHANGELOG.md': '# Shop\n' })
      expect(await paths()).to.deep.equal([['no-changelog-section'], [], null])
      scene = await memoryBoardScene()
      withoutChangelog()
      expect(await paths()).to.deep.equal([['no-changelog-section'], [], null])
    })
  })

  describe('looks at the work trees', () => {
    it('of the project and of the base, and names what is changed in them', async () => {
      const elsewhere = '/work/elsewhere'
      checkout(ROOT).branch = 'feature'
      scene.repository.branches.set('feature', scene.base)
      right(await scene.git.worktrees.add(ROOT, { path: elsewhere, branch: 'main', from: scene.base })())
      expect(await isReady()).to.equal(true)
      checkout(elsewhere).isClean = false
      expect(await check()).to.deep.equal([['dirty-tree'], ['untracked'], null])
      checkout(elsewhere).isClean = true
      checkout(ROOT).isBusy = true
      expect(await check()).to.deep.equal([['dirty-tree'], [], null])
    })

    it('of the project alone where nothing has the base checked out', async () => {
      checkout(ROOT).branch = null
      expect(await isReady()).to.equal(true)
      checkout(ROOT).isClean = false
      expect(await check()).to.deep.equal([['dirty-tree'], ['untracked'], null])
    })

    it('of the card, where it has one', async () => {
      checkout(scene.worktree).isClean = false
      expect(await check()).to.deep.equal([['worktree-dirty'], ['untracked'], null])
      expect(await check(false, BRANCH, { worktreePath: null })).to.have.property('baseTip')
      expect(await check(false, BRANCH, { worktreePath: '/work/gone' })).to.have.property('baseTip')
    })
  })

  describe('fails with what git or the journal fails with', () => {
    const fault = unavailable('git', 'no space left on device')
    const failing = () => TE.left(fault)

    it('at the trial of the merge, its plan document, its work trees and the journal', async () => {
      for (const name of ['tryMerge', 'readTree'] as const) {
        scene = await memoryBoardScene({ [name]: failing })
        expect(await check(), name).to.deep.equal(fault)
      }
      for (const failed of [ROOT, scene.worktree]) {
        scene = await memoryBoardScene(
          {},
          { state: (path) => (path === failed ? failing() : scene.git.worktrees.state(path)) },
        )
        expect(await check(), failed).to.deep.equal(fault)
      }
      scene = await memoryBoardScene()
      scene.journal.fail(fault)
      expect(await check()).to.deep.equal(fault)
    })

    it('at each comparison of two commits', async () => {
      let failed = ''
      const open = async () => {
        scene = await memoryBoardScene({
          contains: (directory, { commit, ancestor }) =>
            failed === `${ancestor} in ${commit}`
              ? failing()
              : scene.git.merger.contains(directory, { commit, ancestor }),
        })
        failed = ''
      }
      await open()
      scene.addRemote()
      const moved = scene.git.controls.commit(ROOT, 'main', { c: 'x' })
      expect(await isReady(true)).to.equal(true)
      for (failed of [`${moved} in ${scene.base}`, `${scene.base} in ${moved}`])
        expect(await check(true), failed).to.deep.equal(fault)

      await open()
      const merge = await scene.buildMerge()
      scene.repository.branches.set('main', merge)
      expect(await isReady()).to.equal(true)
      failed = `${scene.branchTip} in ${merge}`
      expect(await check(), failed).to.deep.equal(fault)

      await open()
      const revert = await scene.buildRevert(await scene.buildMerge())
      scene.repository.branches.set('main', revert)
      await scene.journal.write(scene.finish({ stage: 'undone', merge: scene.base, revert, merged: true }))
      expect(await check()).to.deep.include.members([['taken-back']])
      const { branchTip: tip } = scene
      for (failed of [`${tip} in ${tip}`, `${revert} in ${tip}`, `${revert} in ${revert}`])
        expect(await check(), failed).to.deep.equal(fault)
    })
  })

  it('ignores a work tree of the base whose folder is gone', async () => {
    const gone = '/work/gone'
    scene = await memoryBoardScene(
      {},
      { state: (path) => (path === gone ? TE.right(null) : scene.git.worktrees.state(path)) },
    )
    checkout(ROOT).branch = 'feature'
    scene.repository.branches.set('feature', scene.base)
    right(await scene.git.worktrees.add(ROOT, { path: gone, branch: 'main', from: scene.base })())
    expect(await isReady()).to.equal(true)
  })

  it('fails where the project is no repository', async () => {
    expect(await check(false, BRANCH, {}, '/work/unmounted')).to.deep.include({
      _tag: 'FinishFailed',
      detail: 'not a repository',
    })
  })
})
