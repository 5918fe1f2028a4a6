import * as E from 'fp-ts/lib/Either.js'
import { BRANCH, CARD } from '../../../support/board-scene.js'
import { OPERATOR } from '../../../support/board-use-cases.js'
import { memoryBoardScene, ROOT, type MemoryBoardScene } from '../../../support/memory-board-scene.js'
import { right } from '../../../support/results.js'

const ELSEWHERE = '/elsewhere/offline'

describe('removing the worktree that keeps the branch of a done card', () => {
  let scene: MemoryBoardScene
  /** A card whose branch is checked out in a worktree that the hub has not made. */
  beforeEach(async () => {
    scene = await memoryBoardScene()
    const { worktrees } = scene.repository
    const tree = worktrees.get(scene.worktree) ?? expect.fail('no worktree')
    worktrees.delete(scene.worktree)
    worktrees.set(ELSEWHERE, tree)
  })
  const finish = async () => right(await scene.finishCard(CARD, { finishId: 'f', pushes: false }, OPERATOR)()).cleanup
  const remove = () => scene.removeWorktree(CARD, OPERATOR)()
  const refusal = async (): Promise<string> => {
    const removed = await remove()
    return E.isLeft(removed) && removed.left._tag === 'GitRefused' ? removed.left.detail : JSON.stringify(removed)
  }
  const isThere = () => [scene.repository.worktrees.has(ELSEWHERE), scene.repository.branches.has(BRANCH)]

  it('is named by the finish as the reason of the branch that stays', async () => {
    expect(await finish()).to.deep.include({
      ...{ worktreeRemoved: false, branchDeleted: false, branchKept: true },
      ...{ branchReason: 'checked-out', checkedOutIn: ELSEWHERE },
    })
    expect(isThere()).to.deep.equal([true, true])
  })

  it('removes worktree and branch, and says so in the finish', async () => {
    await finish()
    const cleanup = right(await remove())
    expect(cleanup).to.deep.include({
      ...{ worktreeRemoved: true, branchDeleted: true, branchKept: false, branchReason: null, checkedOutIn: null },
    })
    expect(isThere()).to.deep.equal([false, false])
    expect((await scene.finishOf())?.cleanup).to.deep.equal(cleanup)
    expect(cleanup.rescue.map((ref) => scene.repository.refs.get(ref))).to.deep.equal([scene.branchTip])
  })

  it('keeps what is not committed, what a session runs in, and the checkout of the project', async () => {
    await finish()
    const tree = scene.repository.worktrees.get(ELSEWHERE) ?? expect.fail('no worktree')
    tree.isClean = false
    expect(await refusal()).to.contain('uncommitted changes')
    tree.isClean = true
    scene.host.controls.startByHand('cc-reads', `${ELSEWHERE}/src`)
    expect(await refusal()).to.equal(`the session cc-reads runs in ${ELSEWHERE}`)
    Object.assign(tree, { branch: null })
    Object.assign(scene.repository.worktrees.get(ROOT) ?? {}, { branch: BRANCH })
    expect(await refusal()).to.contain(`${ROOT} is the checkout of the project`)
    expect(isThere()).to.deep.equal([true, true])
  })

  it('is for done cards alone', async () => {
    expect(await refusal()).to.contain('done card')
    expect(isThere()).to.deep.equal([true, true])
  })
})
