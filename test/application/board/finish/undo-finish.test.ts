import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { cardKey } from '../../../../application/board/brainstorm-card.js'
import type { Advance, GitRepository } from '../../../../application/board/git-repository.port.js'
import { baseKey } from '../../../../application/board/finish/finish-card.js'
import { unavailable, type Unavailable } from '../../../../application/shared/errors.js'
import { notARepository, type NotARepository } from '../../../../domain/repo/errors.js'
import { BRANCH, CARD } from '../../../support/board-scene.js'
import { OPERATOR } from '../../../support/board-use-cases.js'
import { changedFinish, type FinishValues } from '../../../support/finishes.js'
import { memoryBoardScene, ROOT, type MemoryBoardScene } from '../../../support/memory-board-scene.js'
import { leftTag, right } from '../../../support/results.js'

/** Waits until work on fakes that has been started, and waits for nothing else, has ended. */
const started = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

describe('undoFinish', () => {
  let scene: MemoryBoardScene
  let merge: string
  /** A finish that is done: base, card, worktree and branch as it leaves them. */
  const open = async (faults: Partial<GitRepository> = {}, pushes = false): Promise<void> => {
    scene = await memoryBoardScene(faults)
    if (pushes) scene.addRemote()
    merge = right(await scene.finishCard(CARD, { finishId: 'f', pushes }, OPERATOR)()).merge
    expect([scene.tip(), scene.tip(BRANCH)]).to.deep.equal([merge, undefined])
  }
  /** Base and record of a finish that is done, with a git that fails; the card is back in review. */
  const openDone = async (faults: Partial<GitRepository>, values: FinishValues = {}): Promise<void> => {
    scene = await memoryBoardScene(faults)
    merge = await scene.buildMerge()
    scene.repository.branches.set('main', merge)
    await scene.journal.write(scene.finish({ stage: 'done', merge, merged: true, ...values }))
  }
  beforeEach(() => open())

  const undo = (mayRevert = false, id = CARD) => scene.undo(id, mayRevert, OPERATOR)()
  const refusal = async (mayRevert = false): Promise<unknown> => {
    const result = await undo(mayRevert)
    if (E.isRight(result)) return `undone: ${result.right.how}`
    const { left } = result
    return left._tag === 'NotUndoable' ? [left.reason, left.detail ?? null] : left
  }
  const stage = async (): Promise<string | undefined> => (await scene.card())?.stage
  const scratch = (): ReadonlyArray<string> =>
    [...scene.repository.worktrees.keys()].filter((path) => path.startsWith('/state/'))
  const change = async (values: FinishValues): Promise<void> => {
    await scene.journal.write(...(await scene.journal.read()).map((one) => changedFinish(one, values)))
  }
  const remoteTip = () => scene.repository.remote?.get('main')
  const recorded = async () => {
    const { stage: at, revert } = (await scene.finishOf()) ?? scene.finish()
    return { stage: at, revert }
  }

  it('moves the base back where nothing was published, and restores branch, worktree and card', async () => {
    const { finish, card, how, worktreeRestored } = right(await undo())
    expect([how, worktreeRestored, finish.stage, finish.endedAt]).to.deep.equal([
      'moved',
      true,
      'undone',
      scene.clock.now(),
    ])
    expect([card.stage, card.branch, card.worktreePath]).to.deep.equal(['review', BRANCH, scene.worktree])
    expect([scene.tip(), scene.tip(BRANCH), await recorded()]).to.deep.equal([
      scene.base,
      scene.branchTip,
      { stage: 'undone', revert: null },
    ])
    expect(
      scene.audit.entries.filter(({ event }) => event === 'card.undo').map(({ fields, caller }) => [fields, caller]),
    ).to.deep.equal([[{ card: CARD, branch: BRANCH, base: 'main' }, OPERATOR]])
  })

  it('refuses a card that does not exist, and one whose last finish is not done', async () => {
    expect(leftTag(await undo(true, 'none'))).to.equal('CardNotFound')
    for (const at of ['merging', 'publishing', 'finalizing', 'aborted', 'undone'] as const) {
      await change({ stage: at })
      expect(await refusal(true), at).to.deep.equal(['nothing-to-undo', null])
    }
    await scene.journal.write()
    expect(await refusal(true)).to.deep.equal(['nothing-to-undo', null])
    expect(scene.tip()).to.equal(merge)
  })

  it('reverts a published merge with a commit only when that is allowed', async () => {
    await open({}, true)
    expect(await refusal()).to.deep.equal(['published', null])
    expect([scene.tip(), remoteTip(), await recorded()]).to.deep.equal([merge, merge, { stage: 'done', revert: null }])
    const { how, finish } = right(await undo(true))
    expect(how).to.equal('reverted')
    expect([scene.tip(), remoteTip()]).to.deep.equal([finish.revert, finish.revert])
    const commit = scene.repository.commits.get(finish.revert ?? '')
    expect([commit?.parents, commit?.files.has('b'), commit?.message]).to.deep.equal([
      [merge],
      false,
      `Revert "Merge ${BRANCH}"\n\nThis takes back ${merge}.`,
    ])
    expect(scratch()).to.deep.equal([])
  })

  it('reverts on top of a base that has moved on only when that is allowed, and does not push it', async () => {
    scene.addRemote()
    const later = scene.git.controls.commit(ROOT, 'main', { c: 'x' })
    expect(await refusal()).to.deep.equal(['base-moved', null])
    expect(scene.tip()).to.equal(later)
    const { how, finish } = right(await undo(true))
    expect([how, scene.tip(), remoteTip()]).to.deep.equal(['reverted', finish.revert, scene.base])
    expect(scene.repository.commits.get(finish.revert ?? '')?.parents).to.deep.equal([later])
  })

  it('builds the reverting commit in a scratch work tree that it removes before and afterwards', async () => {
    const steps: string[] = []
    await openDone({
      build: (directory, build) => {
        steps.push(`build ${build.scratchWorktree}`)
        return scene.git.merger.build(directory, build)
      },
      discard: (directory, worktree) => () => {
        steps.push(`discard ${worktree.scratchWorktree}`)
        return scene.git.merger.discard(directory, worktree)()
      },
    })
    scene.git.controls.commit(ROOT, 'main', { c: 'x' })
    expect(right(await undo(true)).how).to.equal('reverted')
    const place = '/state/finish/f-undo'
    expect(steps.slice(0, 3)).to.deep.equal([`discard ${place}`, `build ${place}`, `discard ${place}`])
  })

  it('moves the base back and only back, or forward to the commit that reverts', async () => {
    const moves: Advance[] = []
    const record: Partial<GitRepository> = {
      move: (directory, advance) => {
        moves.push(advance)
        return scene.git.merger.move(directory, advance)
      },
    }
    await openDone(record)
    right(await undo())
    expect(moves).to.deep.equal([{ branch: 'main', from: merge, to: scene.base, direction: 'back' }])
    moves.length = 0
    await openDone(record)
    const later = scene.git.controls.commit(ROOT, 'main', { c: 'x' })
    const { finish } = right(await undo(true))
    expect(moves).to.deep.equal([{ branch: 'main', from: later, to: finish.revert, direction: 'forward' }])
  })

  it('refuses when the reverting commit conflicts, and removes its work tree', async () => {
    scene.git.controls.commit(ROOT, 'main', { b: 'other\n' })
    const before = scene.tip()
    expect(await refusal(true)).to.deep.equal(['conflict', 'a conflict'])
    expect([scene.tip(), await recorded(), scratch()]).to.deep.equal([before, { stage: 'done', revert: null }, []])
  })

  it('goes back to done when the base cannot be moved back', async () => {
    const checkout = scene.repository.worktrees.get(ROOT)
    if (checkout !== undefined) checkout.isClean = false
    expect(await refusal()).to.deep.equal(['base-moved', "'main' has moved"])
    expect([scene.tip(), await stage(), await recorded()]).to.deep.equal([
      merge,
      'done',
      { stage: 'done', revert: null },
    ])
  })

  it('goes back to done when the base cannot be moved to the reverting commit', async () => {
    scene.git.controls.commit(ROOT, 'main', { c: 'x' })
    const checkout = scene.repository.worktrees.get(ROOT)
    if (checkout !== undefined) checkout.isLocked = true
    expect(await refusal(true)).to.deep.equal(['base-moved', "'main' has moved"])
    expect([await stage(), await recorded()]).to.deep.equal(['done', { stage: 'done', revert: null }])
  })

  it('goes back to done, without moving the base, when the remote refuses the reverting commit', async () => {
    await open({}, true)
    scene.repository.pushRefusal = 'protected'
    expect(await refusal(true)).to.deep.equal(['base-moved', 'protected'])
    expect([scene.tip(), remoteTip(), await recorded()]).to.deep.equal([merge, merge, { stage: 'done', revert: null }])
  })

  it('refuses when the base does not exist any more', async () => {
    scene.repository.branches.delete('main')
    expect(await refusal(true)).to.deep.equal(['base-moved', null])
    expect(await recorded()).to.deep.equal({ stage: 'done', revert: null })
  })

  it('leaves the base alone where the finish has not moved it', async () => {
    await change({ merge: scene.base })
    const { how } = right(await undo())
    expect([how, scene.tip(), await stage()]).to.deep.equal(['moved', merge, 'review'])
  })

  it('goes on with an undo that was cut short after the base was moved back', async () => {
    scene.repository.branches.set('main', scene.base)
    await change({ stage: 'undoing' })
    const { how } = right(await undo())
    expect([how, scene.tip(), await stage()]).to.deep.equal(['moved', scene.base, 'review'])
  })

  it('does not take a base that stands where it began for one that was moved back, unless the undo had begun', async () => {
    scene.repository.branches.set('main', scene.base)
    expect(await refusal()).to.deep.equal(['base-moved', null])
    expect(await recorded()).to.deep.equal({ stage: 'done', revert: null })
  })

  it('goes on with a reverting commit that was built, without the permission to build one', async () => {
    const revert = await scene.buildRevert(merge)
    await change({ stage: 'undoing', revert })
    const { how, finish } = right(await undo())
    expect([how, finish.revert, scene.tip()]).to.deep.equal(['reverted', revert, revert])
  })

  it('reverts nothing again where the base contains the reverting commit', async () => {
    const revert = await scene.buildRevert(merge)
    scene.repository.branches.set('main', revert)
    await change({ stage: 'undoing', revert })
    const { how } = right(await undo())
    expect([how, scene.tip()]).to.deep.equal(['reverted', revert])
  })

  describe('fails', () => {
    /** Outcome of an undo for each git call that fails, without and with a commit that reverts. */
    const failures = async (fault: NotARepository | Unavailable): Promise<ReadonlyArray<unknown>> => {
      const failing = () => TE.left(fault)
      const results: unknown[] = []
      for (const [name, hasMoved] of [
        ['move', false],
        ['build', true],
        ['push', true],
        ['move', true],
      ] as const) {
        await openDone({ [name]: failing }, { pushes: hasMoved, pushed: hasMoved })
        if (hasMoved) scene.addRemote()
        results.push(await refusal(true))
        expect(await recorded(), name).to.deep.equal({ stage: 'done', revert: null })
      }
      await openDone({ contains: failing }, { stage: 'undoing', revert: 'some commit' })
      results.push(await refusal(true))
      expect([scene.tip(), await stage()]).to.deep.equal([merge, 'review'])
      return results
    }

    it('with NotUndoable when the repository is missing', async () => {
      expect(await failures(notARepository(ROOT))).to.deep.equal(Array(5).fill(['nothing-to-undo', 'not a repository']))
      await openDone({}, { directory: '/work/unmounted' })
      expect(await refusal(true)).to.deep.equal(['nothing-to-undo', 'not a repository'])
    })

    it('with Unavailable when git cannot be run', async () => {
      const fault = unavailable('git', 'no space left on device')
      expect(await failures(fault)).to.deep.equal(Array(5).fill(fault))
    })

    it('with what the restoring of the branch fails with, and is under way then', async () => {
      const fault = unavailable('git', 'no space left on device')
      await open({ restore: () => TE.left(fault) })
      expect(await refusal()).to.deep.equal(fault)
      expect([scene.tip(), await recorded()]).to.deep.equal([scene.base, { stage: 'undoing', revert: null }])
      await open({ restore: () => TE.left(notARepository(ROOT)) })
      expect(await refusal()).to.deep.equal(['nothing-to-undo', 'not a repository'])
    })
  })

  it('waits for the locks of base and card, and reads the finish again', async () => {
    for (const key of [baseKey(ROOT), cardKey(CARD)]) {
      await open()
      let release = (): void => undefined
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      const holding = scene.withLock(
        [key],
        TE.fromTask(() => held),
      )()
      const undoing = undo()
      await started()
      expect([scene.tip(), (await recorded()).stage], key).to.deep.equal([merge, 'done'])
      await change({ stage: 'undone' })
      release()
      await holding
      expect(leftTag(await undoing), key).to.equal('NotUndoable')
      expect(scene.tip(), key).to.equal(merge)
    }
  })
})
