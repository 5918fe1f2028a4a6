import { CARD } from '../../../support/board-scene.js'
import { memoryBoardScene, ROOT, type MemoryBoardScene } from '../../../support/memory-board-scene.js'
import { leftTag, right } from '../../../support/results.js'

describe('an obstacle to a finish', () => {
  let scene: MemoryBoardScene
  beforeEach(async () => {
    scene = await memoryBoardScene()
  })

  const open = (path: string): void => {
    const tree = scene.repository.worktrees.get(path)
    if (tree !== undefined) tree.isClean = false
  }
  const isClean = (path: string): boolean => scene.repository.worktrees.get(path)?.isClean === true

  it('is removed by a commit of the card’s worktree', async () => {
    expect(leftTag(await scene.clearObstacle.commit(CARD, 'Nothing')())).to.equal('GitRefused')
    open(scene.worktree)
    const commit = right(await scene.clearObstacle.commit(CARD, 'All of it')())
    expect([isClean(scene.worktree), scene.repository.commits.get(commit)?.message]).to.deep.equal([true, 'All of it'])
  })

  it('is put aside under the title of the card, and applied where it came from', async () => {
    for (const path of [scene.worktree, ROOT]) open(path)
    const [ofCard] = right(await scene.clearObstacle.stash(CARD, 'worktree')())
    const [ofProject] = right(await scene.clearObstacle.stash(CARD, 'checkout')())
    expect([ofCard?.name, ofProject?.name, ofProject?.branch]).to.deep.equal([
      'Penates: Offline mode',
      'Penates: Offline mode',
      'main',
    ])
    expect([isClean(scene.worktree), isClean(ROOT)]).to.deep.equal([true, true])
    right(await scene.clearObstacle.applyStash(CARD, ofCard?.id ?? '')())
    expect([isClean(scene.worktree), isClean(ROOT)]).to.deep.equal([false, true])
    right(await scene.clearObstacle.applyStash(CARD, ofProject?.id ?? '')())
    expect([isClean(ROOT), scene.repository.stashes]).to.deep.equal([false, []])
    expect(leftTag(await scene.clearObstacle.applyStash(CARD, 'none')())).to.equal('GitRefused')
  })

  it('is removed by a base that moves forward to that of the remote', async () => {
    expect(leftTag(await scene.clearObstacle.updateBase(CARD)())).to.equal('GitRefused')
    scene.addRemote()
    const ahead = scene.git.controls.commit(ROOT, 'elsewhere', { c: 'x' }, scene.base)
    scene.repository.remote?.set('main', ahead)
    expect(right(await scene.clearObstacle.updateBase(CARD)())).to.deep.equal({ base: 'main', commit: ahead })
    expect(scene.tip()).to.equal(ahead)
  })

  it('stays for a card that is unknown', async () => {
    expect(leftTag(await scene.clearObstacle.commit('none', 'No')())).to.equal('CardNotFound')
  })
})
