import * as TE from 'fp-ts/lib/TaskEither.js'
import { cardKey } from '../../../application/board/brainstorm-card.js'
import type { LockKey } from '../../../application/shared/keyed-lock.js'
import { settled } from '../../support/approvals.js'
import { CARD } from '../../support/board-scene.js'
import { OPERATOR } from '../../support/board-use-cases.js'
import { memoryBoardScene, type MemoryBoardScene } from '../../support/memory-board-scene.js'
import { leftTag, right } from '../../support/results.js'

describe('deleteCard', () => {
  let scene: MemoryBoardScene
  beforeEach(async () => {
    scene = await memoryBoardScene()
  })

  /** Holds a lock until the answer is called. */
  const hold = (key: LockKey): (() => Promise<unknown>) => {
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => (release = resolve))
    const holding = scene.withLock(
      [key],
      TE.fromTask(() => held),
    )()
    return () => {
      release()
      return holding
    }
  }

  it('waits for work on the same card', async () => {
    const release = hold(cardKey(CARD))
    const deleting = scene.deleteCard(CARD, OPERATOR)()
    await settled()
    expect([(await scene.card())?.id, scene.repository.worktrees.has(scene.worktree)]).to.deep.equal([CARD, true])
    await release()
    right(await deleting)
    expect([await scene.card(), scene.repository.worktrees.has(scene.worktree)]).to.deep.equal([undefined, false])
  })

  it('does not wait for work on another card', async () => {
    const release = hold(cardKey('another'))
    right(await scene.deleteCard(CARD, OPERATOR)())
    expect(await scene.card()).to.equal(undefined)
    await release()
  })

  it('is undone under the same id, with its fields and the branch that was kept', async () => {
    const before = await scene.card()
    right(await scene.deleteCard(CARD, OPERATOR)())
    const restored = right(await scene.restoreCard(CARD, OPERATOR)())
    expect(restored.card).to.deep.equal(await scene.card())
    const { id, title, stage, order, branch, worktreePath } = restored.card
    expect({ id, title, stage, order, branch, worktreePath }).to.deep.equal({
      ...{ id: CARD, title: before?.title, stage: before?.stage, order: before?.order },
      ...{ branch: before?.branch, worktreePath: null },
    })
    expect(leftTag(await scene.restoreCard('none', OPERATOR)())).to.equal('CardNotFound')
  })

  it('is not undone by a token for the board of another project', async () => {
    right(await scene.deleteCard(CARD, OPERATOR)())
    const scopes = [{ kind: 'board', projectId: 'other' }] as const
    const principal = { kind: 'named', id: 't', label: 'phone', scopes, expiresAt: null } as const
    expect(leftTag(await scene.restoreCard(CARD, { ...OPERATOR, principal })())).to.equal('Forbidden')
    expect(await scene.card()).to.equal(undefined)
  })

  it('fails for a card that is not there', async () => {
    expect(leftTag(await scene.deleteCard('none', OPERATOR)())).to.equal('CardNotFound')
  })
})
