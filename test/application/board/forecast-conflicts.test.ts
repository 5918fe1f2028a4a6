import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { GitRepository } from '../../../application/board/git-repository.port.js'
import type { Worktrees } from '../../../application/board/worktrees.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import type { Card } from '../../../domain/board/card.js'
import { notARepository } from '../../../domain/repo/errors.js'
import { aBoard, aCard } from '../../support/cards.js'
import { memoryBoardScene, ROOT, type MemoryBoardScene } from '../../support/memory-board-scene.js'
import { leftTag, right } from '../../support/results.js'

const NO_ANSWER = TE.left(unavailable('git', 'no answer'))

describe('the forecast of conflicts', () => {
  /** Three branches from one base: `a` and `b` change one file differently, `c` another one. */
  async function open(
    faults: Partial<GitRepository> = {},
    worktreeFaults: Partial<Worktrees> = {},
    changed: (card: Card) => Card = (card) => card,
  ): Promise<MemoryBoardScene> {
    const scene = await memoryBoardScene(faults, worktreeFaults)
    const files = { a: { shared: '1' }, b: { shared: '2' }, c: { other: '3' } }
    for (const [name, content] of Object.entries(files))
      scene.git.controls.commit(ROOT, `idea/${name}`, content, scene.base)
    const cards = Object.keys(files).map((id, order) =>
      changed(aCard({ id, order, projectId: 'shop', stage: 'implement', branch: `idea/${id}` })),
    )
    right(await scene.cards.update(() => E.right(aBoard(...cards)))())
    return scene
  }
  const collisionsIn = async (scene: MemoryBoardScene) => right(await scene.forecast('shop')()).collisions

  it('names pairs of cards whose branches conflict, and the cards that conflict with the base', async () => {
    const scene = await open()
    const forecast = right(await scene.forecast('shop')())
    expect(forecast).to.deep.include({
      base: 'main',
      collisions: [{ a: 'a', b: 'b', files: ['shared'] }],
      withBase: [],
    })
    scene.git.controls.commit(ROOT, 'main', { other: '4' })
    expect(right(await scene.forecast('shop')()).withBase).to.deep.equal([{ card: 'c', files: ['other'] }])
  })

  it('leaves out cards that do not run, belong to another project or work on the base itself', async () => {
    const changes: ReadonlyArray<Partial<Card>> = [
      { stage: 'done' },
      { stage: 'brainstorming' },
      { projectId: 'bank' },
      { branch: null },
      { branch: 'main' },
      { branch: 'idea/gone' },
    ]
    for (const values of changes) {
      const scene = await open({}, {}, (card) => (card.id === 'b' ? { ...card, ...values } : card))
      expect(await collisionsIn(scene), JSON.stringify(values)).to.deep.equal([])
    }
    const inReview = await open({}, {}, (card) => ({ ...card, stage: 'review' }))
    expect(await collisionsIn(inReview)).to.have.length(1)
  })

  it('merges two commits once, however often it is asked for', async () => {
    let merges = 0
    const scene: MemoryBoardScene = await open({
      tryMerge: (directory, commits) => {
        merges += 1
        return scene.git.merger.tryMerge(directory, commits)
      },
    })
    await collisionsIn(scene)
    const first = merges
    await collisionsIn(scene)
    expect([first > 0, merges]).to.deep.equal([true, first])
    scene.git.controls.commit(ROOT, 'idea/a', { shared: '5' })
    await collisionsIn(scene)
    expect(merges).to.be.greaterThan(first)
  })

  it('fails when git does not answer', async () => {
    const faults: ReadonlyArray<Parameters<typeof open>> = [
      [{ changedPaths: () => NO_ANSWER }],
      [{ tryMerge: () => NO_ANSWER }],
      [{}, { inspect: () => NO_ANSWER }],
    ]
    for (const fault of faults) {
      const scene = await open(...fault)
      expect(leftTag(await scene.forecast('shop')())).to.equal('Unavailable')
    }
    expect(leftTag(await (await open()).forecast('none')())).to.equal('ProjectNotFound')
  })

  it('is empty outside any repository, and without a commit in the base', async () => {
    const outside = await open({}, { inspect: () => TE.left(notARepository(ROOT)) })
    const empty = { projectId: 'shop', collisions: [], withBase: [], order: [] }
    expect(right(await outside.forecast('shop')())).to.deep.equal({ ...empty, base: '' })
    const unborn = await open()
    unborn.repository.branches.delete('main')
    expect(right(await unborn.forecast('shop')())).to.deep.include(empty)
  })
})
