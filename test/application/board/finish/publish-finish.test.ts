import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Advance, GitRepository } from '../../../../application/board/git-repository.port.js'
import type { PublishFinishError } from '../../../../application/board/finish/publish-finish.js'
import { unavailable } from '../../../../application/shared/errors.js'
import type { Finish } from '../../../../domain/board/finish.js'
import type { FinishValues } from '../../../support/finishes.js'
import { eventually } from '../../../support/eventually.js'
import { memoryBoardScene, ROOT, type MemoryBoardScene } from '../../../support/memory-board-scene.js'
import { right } from '../../../support/results.js'

/** Pauses between attempts to move a base that another git holds. */
const WAIT_MS = 500
const WAITS = 20

describe('publishFinish', () => {
  let scene: MemoryBoardScene
  let merge: string
  beforeEach(async () => {
    scene = await memoryBoardScene()
    merge = await scene.buildMerge()
  })

  const start = async (values: Omit<FinishValues, 'stage'> = {}) => {
    const finish = scene.finish({ stage: 'publishing', merge, ...values })
    await scene.journal.write(finish)
    return scene.publishFinish(finish)
  }
  const publish = async (values: Omit<FinishValues, 'stage'> = {}) => (await start(values))()
  const settled = (result: E.Either<PublishFinishError, Finish>) =>
    E.isRight(result)
      ? { stage: result.right.stage, pushed: result.right.pushed, merged: result.right.merged }
      : result.left
  const recorded = async () => {
    const { stage, reason, detail, endedAt } = (await scene.finishOf()) ?? scene.finish()
    return { stage, reason, detail, hasEnded: endedAt !== null }
  }
  /** Commits to the base as another person would. */
  const moveBase = (): string => scene.git.controls.commit(ROOT, 'main', { c: 'x' })
  const checkout = (path = ROOT) => {
    const tree = scene.repository.worktrees.get(path)
    if (tree === undefined) throw new Error(`no work tree at ${path}`)
    return tree
  }
  /** Waits until a pause has begun, then ends it. */
  const endPause = async (): Promise<void> => {
    await eventually(() => {
      expect(scene.clock.waiting()).to.equal(1)
    })
    scene.clock.advance(WAIT_MS)
  }

  describe('without a remote', () => {
    it('moves the base to the merge', async () => {
      expect(settled(await publish())).to.deep.equal({ stage: 'finalizing', pushed: false, merged: true })
      expect(scene.tip()).to.equal(merge)
    })

    it('comes to nothing when the base has moved, and leaves it where it is', async () => {
      const moved = moveBase()
      expect(settled(await publish())).to.deep.include({ _tag: 'MergeRefused', step: 'commit' })
      expect(await recorded()).to.deep.equal({ stage: 'aborted', reason: 'base-moved', detail: null, hasEnded: true })
      expect([scene.tip(), scene.clock.waiting()]).to.deep.equal([moved, 0])
    })

    it('comes to nothing when the base is gone', async () => {
      scene.repository.branches.delete('main')
      expect(settled(await publish())).to.deep.include({ _tag: 'MergeRefused' })
      expect(await recorded()).to.deep.include({ stage: 'aborted', reason: 'base-moved' })
    })

    it('goes on when the base has moved past the merge', async () => {
      scene.repository.branches.set('main', merge)
      const later = moveBase()
      expect(settled(await publish())).to.deep.equal({ stage: 'finalizing', pushed: false, merged: true })
      expect([scene.tip(), scene.clock.waiting()]).to.deep.equal([later, 0])
    })
  })

  describe('on a base whose index another git holds', () => {
    beforeEach(() => {
      checkout().isLocked = true
    })

    it('waits, and moves the base when the index is free', async () => {
      const ended = (await start())()
      await endPause()
      await endPause()
      expect(scene.tip()).to.equal(scene.base)
      await eventually(() => {
        expect(scene.clock.waiting()).to.equal(1)
      })
      checkout().isLocked = false
      scene.clock.advance(WAIT_MS - 1)
      expect([scene.tip(), scene.clock.waiting()]).to.deep.equal([scene.base, 1])
      scene.clock.advance(1)
      expect(settled(await ended)).to.deep.equal({ stage: 'finalizing', pushed: false, merged: true })
      expect([scene.tip(), scene.clock.waiting()]).to.deep.equal([merge, 0])
    })

    it('goes on when the other git has put the merge there meanwhile', async () => {
      const ended = (await start())()
      await eventually(() => {
        expect(scene.clock.waiting()).to.equal(1)
      })
      scene.repository.branches.set('main', merge)
      const later = moveBase()
      scene.clock.advance(WAIT_MS)
      expect(settled(await ended)).to.deep.equal({ stage: 'finalizing', pushed: false, merged: true })
      expect(scene.tip()).to.equal(later)
    })

    it('comes to nothing when the other git has moved the base elsewhere meanwhile', async () => {
      const ended = (await start())()
      await eventually(() => {
        expect(scene.clock.waiting()).to.equal(1)
      })
      const moved = moveBase()
      checkout().isLocked = false
      scene.clock.advance(WAIT_MS)
      expect(settled(await ended)).to.deep.include({ _tag: 'MergeRefused' })
      expect([scene.tip(), scene.clock.waiting()]).to.deep.equal([moved, 0])
    })

    it('gives up after 10 s', async () => {
      const ended = (await start())()
      const from = scene.clock.now()
      for (let pause = 0; pause < WAITS; pause += 1) await endPause()
      expect(settled(await ended)).to.deep.include({ _tag: 'MergeRefused' })
      expect(await recorded()).to.deep.include({ stage: 'aborted', reason: 'base-moved' })
      expect([scene.tip(), scene.clock.waiting(), scene.clock.now() - from]).to.deep.equal([scene.base, 0, 10_000])
    })

    it('waits for the checkout that has the base, and for no other', async () => {
      const elsewhere = '/work/elsewhere'
      checkout().branch = 'feature'
      scene.repository.branches.set('feature', scene.base)
      right(await scene.git.worktrees.add(ROOT, { path: elsewhere, branch: 'main', from: scene.base })())
      // Locked: the checkout of the project, which is not in the way.
      moveBase()
      expect(settled(await publish())).to.deep.include({ _tag: 'MergeRefused' })
      expect(scene.clock.waiting()).to.equal(0)
      // Locked: the one that has the base.
      scene.repository.branches.set('main', scene.base)
      checkout().isLocked = false
      checkout(elsewhere).isLocked = true
      const ended = (await start())()
      await eventually(() => {
        expect(scene.clock.waiting()).to.equal(1)
      })
      checkout(elsewhere).isLocked = false
      scene.clock.advance(WAIT_MS)
      expect(settled(await ended)).to.deep.include({ merged: true })
    })
  })

  describe('with a remote', () => {
    beforeEach(() => {
      scene.addRemote()
    })
    const remoteTip = () => scene.repository.remote?.get('main')

    it('pushes, and records that the base has moved without it', async () => {
      const moved = moveBase()
      expect(settled(await publish({ pushes: true }))).to.deep.equal({
        stage: 'finalizing',
        pushed: true,
        merged: false,
      })
      expect([remoteTip(), scene.tip()]).to.deep.equal([merge, moved])
      expect(await scene.finishOf()).to.deep.include({ stage: 'finalizing', pushed: true, merged: false, detail: null })
    })

    it('does not push when not asked to', async () => {
      expect(settled(await publish())).to.deep.equal({ stage: 'finalizing', pushed: false, merged: true })
      expect(remoteTip()).to.equal(scene.base)
    })

    it('comes to nothing when the push is refused, and leaves the base where it is', async () => {
      scene.repository.pushRefusal = 'protected'
      expect(settled(await publish({ pushes: true }))).to.deep.include({
        _tag: 'PushFailed',
        detail: 'protected',
        isPending: false,
      })
      expect(await recorded()).to.deep.equal({
        stage: 'aborted',
        reason: 'push-failed',
        detail: 'protected',
        hasEnded: true,
      })
      expect(scene.tip()).to.equal(scene.base)
    })

    it('comes to nothing when the push is refused by a remote without the base', async () => {
      scene.repository.pushRefusal = 'protected'
      scene.repository.remote?.delete('main')
      expect(settled(await publish({ pushes: true }))).to.deep.include({ _tag: 'PushFailed', isPending: false })
      expect(await recorded()).to.deep.include({ stage: 'aborted', reason: 'push-failed' })
    })

    it('goes on when a push that was refused has arrived all the same', async () => {
      scene.repository.pushRefusal = 'cut off'
      scene.repository.remote?.set('main', merge)
      expect(settled(await publish({ pushes: true }))).to.deep.equal({
        stage: 'finalizing',
        pushed: true,
        merged: true,
      })
      expect(scene.tip()).to.equal(merge)
    })

    it('stays open when the remote does not answer, with what git wrote', async () => {
      scene.repository.isRemoteSilent = true
      expect(settled(await publish({ pushes: true }))).to.deep.include({ _tag: 'PushFailed', isPending: true })
      expect(await recorded()).to.deep.equal({
        stage: 'publishing',
        reason: null,
        detail: 'no answer',
        hasEnded: false,
      })
      expect(scene.tip()).to.equal(scene.base)
    })
  })

  describe('when git fails', () => {
    const fault = unavailable('git', 'no space left on device')
    const openWith = async (faults: Partial<GitRepository>): Promise<void> => {
      scene = await memoryBoardScene(faults)
      scene.addRemote()
      merge = await scene.buildMerge()
    }

    it('fails with that and stays open: at the push, the question to the remote and the move', async () => {
      for (const name of ['push', 'fetch', 'contains', 'move'] as const) {
        await openWith({ [name]: () => TE.left(fault) })
        if (name === 'fetch' || name === 'contains') scene.repository.pushRefusal = 'protected'
        expect(settled(await publish({ pushes: true })), name).to.deep.equal(fault)
        expect(await recorded(), name).to.deep.include({ stage: 'publishing', hasEnded: false })
      }
    })
  })

  it('moves the base forward from where it was to the merge, and nothing else', async () => {
    const moves: Advance[] = []
    scene = await memoryBoardScene({
      move: (directory, advance) => {
        moves.push(advance)
        return scene.git.merger.move(directory, advance)
      },
    })
    merge = await scene.buildMerge()
    await publish()
    expect(moves).to.deep.equal([{ branch: 'main', from: scene.base, to: merge, direction: 'forward' }])
  })

  it('comes to nothing where the base is gone, or has moved and no work tree has it', async () => {
    scene.repository.branches.delete('main')
    expect(settled(await publish())).to.deep.include({ _tag: 'MergeRefused' })
    scene = await memoryBoardScene()
    merge = await scene.buildMerge()
    checkout().branch = null
    moveBase()
    expect(settled(await publish())).to.deep.include({ _tag: 'MergeRefused' })
    expect(await recorded()).to.deep.include({ stage: 'aborted', reason: 'base-moved' })
  })
})
