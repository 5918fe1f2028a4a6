import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { baseKey } from '../../../../application/board/finish/finish-card.js'
import { observeDefects } from '../../../../application/shared/detached.js'
import { unavailable } from '../../../../application/shared/errors.js'
import { RESCUE_MS, rescueRef, type Finish } from '../../../../domain/board/finish.js'
import { BRANCH, CARD } from '../../../support/board-scene.js'
import { eventually } from '../../../support/eventually.js'
import type { FinishValues } from '../../../support/finishes.js'
import { memoryBoardScene, ROOT, type MemoryBoardScene } from '../../../support/memory-board-scene.js'
import { right } from '../../../support/results.js'

const MINUTE_MS = 60_000

/** Waits until work on fakes that has been started, and waits for nothing else, has ended. */
const started = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

describe('recoverFinishes', () => {
  let scene: MemoryBoardScene
  let merge: string
  beforeEach(async () => {
    scene = await memoryBoardScene()
    merge = await scene.buildMerge()
  })

  const recover = async (...records: ReadonlyArray<Finish>): Promise<void> => {
    await scene.journal.write(...records)
    right(await scene.recover())
  }
  const stage = async (): Promise<string | undefined> => (await scene.card())?.stage
  const scratch = (): ReadonlyArray<string> =>
    [...scene.repository.worktrees.keys()].filter((path) => path.startsWith('/state/'))
  const remoteTip = () => scene.repository.remote?.get('main')

  describe('merging', () => {
    it('comes to nothing: its work tree and its refs go, base, card and branch stay', async () => {
      const refs = scene.rescueRefs()
      const other = rescueRef('another', scene.clock.now(), 'branch')
      for (const ref of [...refs, other]) scene.repository.refs.set(ref, scene.base)
      scene.addRemote()
      await recover(scene.finish({ pushes: true }))
      expect(await scene.finishOf()).to.deep.include({
        stage: 'aborted',
        reason: 'interrupted',
        endedAt: scene.clock.now(),
      })
      expect([...scene.repository.refs.keys()]).to.deep.equal([other])
      expect([scratch(), scene.tip(), remoteTip()]).to.deep.equal([[], scene.base, scene.base])
      expect([await stage(), scene.tip(BRANCH)]).to.deep.equal(['review', scene.branchTip])
    })
  })

  describe('publishing', () => {
    it('is brought to its end: remote, base, card, worktree and branch', async () => {
      scene.addRemote()
      await recover(scene.finish({ stage: 'publishing', merge, pushes: true }))
      expect(await scene.finishOf()).to.deep.include({ stage: 'done', pushed: true, merged: true, reason: null })
      expect((await scene.finishOf())?.cleanup).to.deep.include({ worktreeRemoved: true, branchDeleted: true })
      expect([remoteTip(), scene.tip(), scene.tip(BRANCH), await stage()]).to.deep.equal([
        merge,
        merge,
        undefined,
        'done',
      ])
      expect([scratch(), scene.repository.worktrees.has(scene.worktree)]).to.deep.equal([[], false])
    })

    it('is brought to its end when remote and base have the merge already', async () => {
      scene.addRemote()
      scene.repository.remote?.set('main', merge)
      scene.repository.branches.set('main', merge)
      await recover(scene.finish({ stage: 'publishing', merge, pushes: true }))
      expect(await scene.finishOf()).to.deep.include({ stage: 'done', pushed: true, merged: true })
      expect([remoteTip(), scene.tip(), await stage()]).to.deep.equal([merge, merge, 'done'])
    })

    it('comes to nothing when the base has moved meanwhile', async () => {
      const moved = scene.git.controls.commit(ROOT, 'main', { c: 'x' })
      await recover(scene.finish({ stage: 'publishing', merge }))
      expect(await scene.finishOf()).to.deep.include({ stage: 'aborted', reason: 'base-moved' })
      expect([scene.tip(), scene.tip(BRANCH), await stage(), scratch()]).to.deep.equal([
        moved,
        scene.branchTip,
        'review',
        [],
      ])
    })

    it('comes to nothing when the remote refuses it', async () => {
      scene.addRemote()
      scene.repository.pushRefusal = 'protected'
      await recover(scene.finish({ stage: 'publishing', merge, pushes: true }))
      expect(await scene.finishOf()).to.deep.include({ stage: 'aborted', reason: 'push-failed', detail: 'protected' })
      expect([scene.tip(), await stage()]).to.deep.equal([scene.base, 'review'])
    })

    it('stays open while the remote does not answer, and while its repository is missing', async () => {
      scene.addRemote()
      scene.repository.isRemoteSilent = true
      const missing = scene.finish({ id: 'missing', stage: 'publishing', merge, directory: '/work/unmounted' })
      await recover(scene.finish({ stage: 'publishing', merge, pushes: true }), missing)
      expect(await scene.finishOf()).to.deep.include({ stage: 'publishing', endedAt: null, detail: 'no answer' })
      expect(await scene.finishOf('missing')).to.deep.equal(missing)
      expect(scene.logLines.filter((line) => line.includes('"stage":"publishing"'))).to.have.length(2)
      expect([scene.tip(), await stage()]).to.deep.equal([scene.base, 'review'])
    })

    it('does not keep the finishes behind one that stays open from being recovered', async () => {
      const missing = scene.finish({ id: 'missing', stage: 'publishing', merge, directory: '/work/unmounted' })
      await recover(missing, scene.finish({ stage: 'publishing', merge }))
      expect([(await scene.finishOf('missing'))?.stage, (await scene.finishOf())?.stage]).to.deep.equal([
        'publishing',
        'done',
      ])
    })
  })

  describe('finalizing', () => {
    it('moves the card and tidies up, and does not move the base', async () => {
      scene.addRemote()
      scene.repository.remote?.set('main', merge)
      await recover(scene.finish({ stage: 'finalizing', merge, pushes: true, pushed: true, merged: false }))
      expect(await scene.finishOf()).to.deep.include({
        stage: 'done',
        pushed: true,
        merged: false,
        endedAt: scene.clock.now(),
      })
      expect([scene.tip(), await stage(), scratch()]).to.deep.equal([scene.base, 'done', []])
    })

    it('ends when card, worktree and branch are gone already', async () => {
      scene.repository.branches.set('main', merge)
      const finalizing = scene.finish({ stage: 'finalizing', merge, merged: true })
      await recover(finalizing)
      const first = await scene.card()
      await recover(finalizing)
      expect(await scene.finishOf()).to.deep.include({ stage: 'done', merged: true })
      expect([await stage(), (await scene.card())?.order]).to.deep.equal(['done', first?.order])
    })
  })

  describe('undoing', () => {
    const undoing = (values: FinishValues = {}): Finish =>
      scene.finish({ stage: 'undoing', merge, merged: true, ...values })
    /** The base, the card and the repository as a finish that is done leaves them. */
    beforeEach(async () => {
      scene.repository.branches.set('main', merge)
      await recover(scene.finish({ stage: 'finalizing', merge, merged: true }))
      expect([await stage(), scene.tip(BRANCH)]).to.deep.equal(['done', undefined])
    })

    it('moves the base back where nothing was published, and restores branch, worktree and card', async () => {
      await recover(undoing())
      expect(await scene.finishOf()).to.deep.include({ stage: 'undone', revert: null, endedAt: scene.clock.now() })
      expect([scene.tip(), scene.tip(BRANCH), await stage()]).to.deep.equal([scene.base, scene.branchTip, 'review'])
      expect(scene.repository.worktrees.has(scene.worktree)).to.equal(true)
    })

    it('restores the card when the base has been moved back already', async () => {
      scene.repository.branches.set('main', scene.base)
      await recover(undoing())
      expect(await scene.finishOf()).to.deep.include({ stage: 'undone', revert: null })
      expect([scene.tip(), scene.tip(BRANCH), await stage()]).to.deep.equal([scene.base, scene.branchTip, 'review'])
    })

    it('publishes the reverting commit that it finds built', async () => {
      scene.addRemote()
      scene.repository.remote?.set('main', merge)
      const revert = await scene.buildRevert(merge)
      const commits = scene.repository.commits.size
      await recover(undoing({ pushes: true, pushed: true, revert }))
      expect(await scene.finishOf()).to.deep.include({ stage: 'undone', revert })
      expect([remoteTip(), scene.tip(), await stage()]).to.deep.equal([revert, revert, 'review'])
      // The branch made anew, and no second commit that reverts.
      expect(scene.repository.commits.size).to.equal(commits + 1)
    })

    it('does not revert again what the base has reverted, also when it has moved on', async () => {
      const revert = await scene.buildRevert(merge)
      scene.repository.branches.set('main', revert)
      const later = scene.git.controls.commit(ROOT, 'main', { c: 'x' })
      await recover(undoing({ revert }))
      expect(await scene.finishOf()).to.deep.include({ stage: 'undone', revert })
      expect([scene.tip(), await stage()]).to.deep.equal([later, 'review'])
    })

    it('goes back to done when the reverting commit can not be published', async () => {
      scene.addRemote()
      scene.repository.remote?.set('main', merge)
      scene.repository.pushRefusal = 'protected'
      const revert = await scene.buildRevert(merge)
      await recover(undoing({ pushes: true, pushed: true, revert }))
      expect(await scene.finishOf()).to.deep.include({ stage: 'done', revert: null })
      expect([scene.tip(), await stage()]).to.deep.equal([merge, 'done'])
      // The refusal of an undo is no failure of the recovery.
      expect(scene.logLines.filter((line) => line.startsWith('error'))).to.deep.equal([])
    })

    it('reverts with a commit when the base has moved on since', async () => {
      const later = scene.git.controls.commit(ROOT, 'main', { c: 'x' })
      await recover(undoing())
      const { stage: end, revert } = (await scene.finishOf()) ?? scene.finish()
      expect([end, revert, await stage()]).to.deep.equal(['undone', scene.tip(), 'review'])
      const { parents, files } = scene.repository.commits.get(revert ?? '') ?? { parents: [], files: new Map() }
      expect([parents, files.has('b'), files.has('c')]).to.deep.equal([[later], false, true])
    })
  })

  it('leaves finishes alone that have ended', async () => {
    scene.repository.refs.set(scene.rescueRefs()[0] ?? '', scene.base)
    const ended = (['done', 'aborted', 'undone'] as const).map((end) =>
      scene.finish({ id: end, stage: end, merge, place: `/state/finish/${end}`, endedAt: scene.clock.now() }),
    )
    await recover(...ended)
    expect(await scene.journal.read()).to.deep.equal(ended)
    expect([scene.repository.refs.size, scene.tip(), await stage()]).to.deep.equal([1, scene.base, 'review'])
  })

  it('logs a finish that git fails on, leaves it open and goes on with the next', async () => {
    scene = await memoryBoardScene({ move: () => TE.left(unavailable('git', 'no space left on device')) })
    merge = await scene.buildMerge()
    await recover(scene.finish({ id: 'stuck', stage: 'publishing', merge }), scene.finish())
    expect([(await scene.finishOf('stuck'))?.stage, (await scene.finishOf())?.stage]).to.deep.equal([
      'publishing',
      'aborted',
    ])
    expect(scene.logLines.filter((line) => line.startsWith('error'))).to.have.length(1)
    expect(scene.logLines.join('\n')).to.contain('no space left on device')
  })

  it('logs an undo that git fails on', async () => {
    scene = await memoryBoardScene({ move: () => TE.left(unavailable('git', 'no space left on device')) })
    merge = await scene.buildMerge()
    scene.repository.branches.set('main', merge)
    await recover(scene.finish({ stage: 'undoing', merge, merged: true }))
    const [line, ...others] = scene.logLines.filter((one) => one.startsWith('error'))
    expect(line).to.contain('a finish that was cut short could not be looked after yet')
    expect(line).to.contain(CARD).and.contain('no space left on device')
    expect([others, scene.tip(), await stage()]).to.deep.equal([[], merge, 'review'])
  })

  it('leaves alone a finish whose record is gone once it has the lock', async () => {
    await scene.journal.write(scene.finish({ stage: 'publishing', merge }))
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const holding = scene.withLock(
      [baseKey(ROOT)],
      TE.fromTask(() => held),
    )()
    const recovering = scene.recover()
    await started()
    await scene.journal.write()
    release()
    await holding
    right(await recovering)
    expect([await scene.journal.read(), scene.tip()]).to.deep.equal([[], scene.base])
    expect(scene.logLines.filter((line) => line.startsWith('error'))).to.deep.equal([])
  })

  it('fails where the journal cannot be read', async () => {
    const fault = unavailable('finishes', 'no such device')
    scene.journal.fail(fault)
    expect(await scene.recover()).to.deep.equal(E.left(fault))
  })

  it('logs a finish whose journal cannot be read once it has the lock', async () => {
    await scene.journal.write(scene.finish({ stage: 'publishing', merge }))
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const holding = scene.withLock(
      [baseKey(ROOT)],
      TE.fromTask(() => held),
    )()
    const recovering = scene.recover()
    await started()
    scene.journal.fail(unavailable('finishes', 'no such device'))
    release()
    await holding
    right(await recovering)
    expect(scene.logLines.filter((line) => line.startsWith('error')).join('\n')).to.contain('no such device')
    expect((await scene.finishOf())?.stage).to.equal('publishing')
  })

  it('waits for the lock of the base, and leaves alone what has ended by then', async () => {
    const open = scene.finish({ stage: 'publishing', merge })
    const closed = scene.finish({ stage: 'aborted', reason: 'base-moved' })
    await scene.journal.write(open)
    let release = (): void => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const holding = scene.withLock(
      [baseKey(ROOT)],
      TE.fromTask(() => held),
    )()
    const recovering = scene.recover()
    await started()
    expect([scene.tip(), await stage()]).to.deep.equal([scene.base, 'review'])
    await scene.journal.write(closed)
    release()
    await holding
    right(await recovering)
    expect(await scene.journal.read()).to.deep.equal([closed])
    expect([scene.tip(), await stage(), scratch()]).to.deep.equal([scene.base, 'review', [closed.place]])
  })

  describe('while the hub runs', () => {
    let stop: () => void
    beforeEach(() => {
      stop = scene.followFinishes()
    })
    afterEach(() => {
      stop()
    })

    it('tries a finish again each minute whose remote did not answer', async () => {
      scene.addRemote()
      scene.repository.isRemoteSilent = true
      await recover(scene.finish({ stage: 'publishing', merge, pushes: true }))
      scene.repository.isRemoteSilent = false
      scene.clock.advance(MINUTE_MS - 1)
      await started()
      expect(remoteTip()).to.equal(scene.base)
      scene.clock.advance(1)
      await eventually(async () => {
        expect(await scene.finishOf()).to.deep.include({ stage: 'done', pushed: true, merged: true })
      })
      expect([remoteTip(), await stage()]).to.deep.equal([merge, 'done'])
    })

    it('tries no finish again that began 30 days ago', async () => {
      const old = { stage: 'publishing', merge } as const
      await scene.journal.write(
        scene.finish({ ...old, id: 'old', startedAt: scene.clock.now() - RESCUE_MS + MINUTE_MS }),
        scene.finish({ ...old, startedAt: scene.clock.now() - RESCUE_MS + 2 * MINUTE_MS }),
      )
      scene.clock.advance(MINUTE_MS)
      await eventually(async () => {
        expect((await scene.finishOf())?.stage).to.equal('done')
      })
      expect((await scene.finishOf('old'))?.stage).to.equal('publishing')
    })

    it('removes the work tree again that a check left behind which outlived the hub, for 11 minutes', async () => {
      const place = '/state/finish/late'
      const minutesAgo = (minutes: number) => scene.clock.now() - minutes * MINUTE_MS
      const interrupted = { stage: 'aborted', reason: 'interrupted' } as const
      await scene.journal.write(
        scene.finish({ ...interrupted, endedAt: minutesAgo(9) }),
        scene.finish({ ...interrupted, id: 'late', place, endedAt: minutesAgo(10) }),
        scene.finish({
          stage: 'aborted',
          reason: 'base-moved',
          id: 'other',
          place: '/state/finish/o',
          endedAt: minutesAgo(0),
        }),
      )
      await scene.buildMerge(place)
      await scene.buildMerge('/state/finish/o')
      expect(scratch()).to.have.length(3)
      scene.clock.advance(MINUTE_MS)
      await eventually(() => {
        expect(scratch()).to.deep.equal([place, '/state/finish/o'])
      })
    })

    it('drops rescue refs after 30 days, and keeps the younger ones', async () => {
      const [old, young] = [
        rescueRef(CARD, scene.clock.now() - RESCUE_MS, 'base'),
        rescueRef(CARD, scene.clock.now(), 'base'),
      ]
      for (const ref of [old, young]) scene.repository.refs.set(ref, scene.base)
      await scene.journal.write(scene.finish({ stage: 'done', merge, endedAt: scene.clock.now() }))
      scene.clock.advance(60 * MINUTE_MS - 1)
      await started()
      expect(scene.repository.refs.size).to.equal(2)
      scene.clock.advance(1)
      await eventually(() => {
        expect([...scene.repository.refs.keys()]).to.deep.equal([young])
      })
    })

    it('drops rescue refs of a project whose finishes are no longer in the journal', async () => {
      const old = rescueRef(CARD, scene.clock.now() - RESCUE_MS, 'base')
      scene.repository.refs.set(old, scene.base)
      await scene.journal.write()
      scene.clock.advance(60 * MINUTE_MS)
      await eventually(() => {
        expect([...scene.repository.refs.keys()]).to.deep.equal([])
      })
    })

    it('drops rescue refs of a finish whose folder is no longer a project', async () => {
      const elsewhere = '/work/elsewhere'
      scene.git.controls.create(elsewhere)
      const { refs } = scene.git.controls.of(elsewhere)
      refs.set(rescueRef(CARD, scene.clock.now() - RESCUE_MS, 'base'), scene.base)
      await scene.journal.write(scene.finish({ stage: 'aborted', directory: elsewhere, endedAt: scene.clock.now() }))
      scene.clock.advance(60 * MINUTE_MS)
      await eventually(() => {
        expect(refs.size).to.equal(0)
      })
    })

    it('writes to no repository whose rescue refs are all younger than 30 days', async () => {
      const deleted: unknown[] = []
      stop()
      scene = await memoryBoardScene({
        deleteRefs: (_directory, refs) => {
          deleted.push(refs)
          return TE.right(undefined)
        },
      })
      stop = scene.followFinishes()
      scene.repository.refs.set(rescueRef(CARD, scene.clock.now(), 'base'), scene.base)
      scene.clock.advance(60 * MINUTE_MS)
      await started()
      expect(deleted).to.deep.equal([])
      scene.clock.advance(RESCUE_MS)
      await eventually(() => {
        expect(deleted).not.to.deep.equal([])
      })
    })

    it('leaves finishes as they are while the journal cannot be read, and goes on afterwards', async () => {
      const rescued = rescueRef(CARD, scene.clock.now() - RESCUE_MS, 'base')
      scene.repository.refs.set(rescued, scene.base)
      await scene.journal.write(scene.finish({ stage: 'publishing', merge }))
      scene.journal.fail(unavailable('finishes', 'no such device'))
      const defects: unknown[] = []
      const unsubscribe = observeDefects((part, error) => defects.push([part, error]))
      try {
        for (let minute = 0; minute < 6 * 60; minute += 1) scene.clock.advance(MINUTE_MS)
        await eventually(() => {
          expect(scene.repository.refs.has(rescued)).to.equal(false)
        })
      } finally {
        unsubscribe()
      }
      expect([defects, (await scene.finishOf())?.stage]).to.deep.equal([[], 'publishing'])
      scene.journal.fail(null)
      scene.clock.advance(MINUTE_MS)
      await eventually(async () => {
        expect((await scene.finishOf())?.stage).to.equal('done')
      })
    })

    it('stops when unsubscribed', () => {
      stop()
      expect(scene.clock.waiting()).to.equal(0)
    })
  })
})
