import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { Finish } from '../../../domain/board/finish.js'
import { BRANCH } from '../../support/board-scene.js'
import { aCard } from '../../support/cards.js'
import { memoryBoardScene, ROOT, type MemoryBoardScene } from '../../support/memory-board-scene.js'

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

  const reverted = (values: Partial<Finish> = {}): Finish =>
    scene.finish({ stage: 'undone', merge, revert, merged: true, ...values })
  const check = () => scene.checkFinish(ROOT, aCard({ worktreePath: scene.worktree }), BRANCH, false)()
  /** Reasons why a finish cannot begin, given what the journal holds; `[]` when it can. */
  const reasons = async (...book: ReadonlyArray<Finish>): Promise<ReadonlyArray<string>> => {
    await scene.journal.write(...book)
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
    const other = scene.git.hands.commit(ROOT, 'idea/other', { c: 'x' }, scene.base)
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
    scene.git.hands.commit(ROOT, BRANCH, { b: 'new\n' })
    expect(await reasons(reverted())).to.deep.equal([])
  })

  it('passes when the branch contains the reverting commit as well', async () => {
    scene.repository.branches.set(BRANCH, revert)
    scene.git.hands.commit(ROOT, BRANCH, { b: 'again\n' })
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
    // The same files, in a commit of its own.
    scene.repository.branches.set('main', scene.base)
    scene.git.hands.commit(ROOT, 'main', { b: 'new\n' })
    expect(await edits()).to.have.length(1)
  })
})
