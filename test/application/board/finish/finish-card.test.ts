import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { cardKey } from '../../../../application/board/brainstorm-card.js'
import type { GitRepository } from '../../../../application/board/git-repository.port.js'
import { baseKey } from '../../../../application/board/finish/finish-card.js'
import { unavailable } from '../../../../application/shared/errors.js'
import type { Card } from '../../../../domain/board/card.js'
import { RESCUE_MS } from '../../../../domain/board/finish.js'
import { notARepository } from '../../../../domain/repo/errors.js'
import { BRANCH, CARD } from '../../../support/board-scene.js'
import { OPERATOR } from '../../../support/board-use-cases.js'
import { aBoard, aCard } from '../../../support/cards.js'
import type { FinishValues } from '../../../support/finishes.js'
import { memoryBoardScene, ROOT, type MemoryBoardScene } from '../../../support/memory-board-scene.js'
import { leftTag, right } from '../../../support/results.js'

const PLACE = '/state/finish/new'

/** Waits until work on fakes that has been started, and waits for nothing else, has ended. */
const started = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

describe('finishCard', () => {
  let scene: MemoryBoardScene
  beforeEach(async () => {
    scene = await memoryBoardScene()
  })

  const finish = (pushes = false, id = CARD) => scene.finishCard(id, { finishId: 'new', pushes }, OPERATOR)()
  const error = async (pushes = false): Promise<unknown> => {
    const result = await finish(pushes)
    return E.isLeft(result) ? result.left : `finished: ${result.right.stage}`
  }
  const stage = async (): Promise<string | undefined> => (await scene.card())?.stage
  const scratch = (): ReadonlyArray<string> =>
    [...scene.repository.worktrees.keys()].filter((path) => path.startsWith('/state/'))
  const putCard = async (values: Partial<Card>): Promise<void> => {
    const card = await scene.card()
    right(await scene.cards.update(() => E.right(aBoard({ ...(card ?? aCard({})), ...values })))())
  }
  const recorded = async () => {
    const { stage: at, reason, detail, endedAt } = (await scene.finishOf('new')) ?? scene.finish()
    return { stage: at, reason, detail, endedAt }
  }
  /** State of a finish that came to nothing: nothing but its record and its scratch work tree has ever existed. */
  const expectNothing = async (reason: string, detail: string | null): Promise<void> => {
    expect(await recorded()).to.deep.equal({ stage: 'aborted', reason, detail, endedAt: scene.clock.now() })
    expect([scene.tip(), scene.tip(BRANCH), await stage(), scratch()]).to.deep.equal([
      scene.base,
      scene.branchTip,
      'review',
      [],
    ])
  }

  it('merges the branch into the base with a separate commit and the line in the plan document', async () => {
    await putCard({ title: 'Offline\nmode', order: 7, theme: 'sync' })
    const { merge, cleanup, ...record } = right(await finish())
    const commit = scene.repository.commits.get(merge)
    expect([scene.tip(), commit?.parents]).to.deep.equal([merge, [scene.base, scene.branchTip]])
    expect(commit?.message).to.equal(`Merge ${BRANCH}: Offline mode`)
    expect(commit?.files.get('b')).to.equal('new\n')
    expect(commit?.files.get('CHANGELOG.md')).to.contain('Offline mode')
    expect(cleanup).to.deep.include({ worktreeRemoved: true, branchDeleted: true })
    expect(record).to.deep.equal({
      id: 'new',
      cardId: CARD,
      projectId: 'shop',
      directory: ROOT,
      base: 'main',
      branch: BRANCH,
      branchTip: scene.branchTip,
      baseBefore: scene.base,
      place: PLACE,
      pushes: false,
      worktree: scene.worktree,
      cardBefore: { stage: 'review', order: 7 },
      stage: 'done',
      startedAt: scene.clock.now(),
      endedAt: scene.clock.now(),
      pushed: false,
      merged: true,
      reason: null,
      detail: null,
      revert: null,
    })
    expect([await stage(), scratch()]).to.deep.equal(['done', []])
  })

  it('writes another text into the plan document than the title of the card, unless it is blank', async () => {
    const written = async (line: string): Promise<string | undefined> => {
      scene = await memoryBoardScene()
      await putCard({ title: 'Offline mode' })
      const { merge } = right(await scene.finishCard(CARD, { finishId: 'new', pushes: false, line }, OPERATOR)())
      return /- \[x\] (.*)/.exec(scene.repository.commits.get(merge)?.files.get('CHANGELOG.md') ?? '')?.[1]
    }
    expect([await written('Works\noffline'), await written(' \n ')]).to.deep.equal(['Works offline', 'Offline mode'])
  })

  it('has made the refs of base, branch and merge by the time the base moves', async () => {
    const refs: unknown[] = []
    const move: GitRepository['move'] = () => {
      refs.push(Object.fromEntries(scene.repository.refs))
      return TE.left(unavailable('git', 'stop here'))
    }
    scene = await memoryBoardScene({ move })
    expect(await error()).to.deep.include({ _tag: 'Unavailable', detail: 'stop here' })
    const [base = '', branch = '', merge = ''] = scene.rescueRefs()
    const { merge: built, merged, pushed } = (await scene.finishOf('new')) ?? scene.finish()
    expect([merged, pushed]).to.deep.equal([false, false])
    expect(refs).to.deep.equal([{ [base]: scene.base, [branch]: scene.branchTip, [merge]: built }])
    expect((await scene.finishOf('new'))?.stage).to.equal('publishing')
    expect(scratch()).to.deep.equal([])
  })

  it('builds nothing where the base has the branch already, and ends as done', async () => {
    scene.repository.branches.set('main', await scene.buildMerge('/work/gone'))
    scene.repository.worktrees.delete('/work/gone')
    scene.repository.check = { command: 'make check', complaint: 'would fail' }
    const before = scene.tip()
    const { merge, stage: end, baseBefore } = right(await finish())
    expect([merge, baseBefore, end, scene.tip(), await stage()]).to.deep.equal([before, before, 'done', before, 'done'])
  })

  describe('refuses', () => {
    it('a card that does not exist', async () => {
      expect(leftTag(await finish(false, 'none'))).to.equal('CardNotFound')
    })

    it('a card that is not in review or has no branch', async () => {
      const refusals: string[] = []
      for (const values of [{ stage: 'implement' }, { stage: 'done' }, { branch: null }] as const) {
        await putCard({ stage: 'review', branch: BRANCH, ...values })
        refusals.push(leftTag(await finish()))
      }
      expect(refusals).to.deep.equal(Array(3).fill('NotReviewable'))
    })

    it('a card of no project', async () => {
      await putCard({ projectId: 'gone' })
      expect(leftTag(await finish())).to.equal('ProjectNotFound')
    })

    it('obstacles of the preflight, without a record', async () => {
      const main = scene.repository.worktrees.get(ROOT)
      if (main !== undefined) main.isClean = false
      expect(await error(true)).to.deep.include({ _tag: 'FinishObstructed', reasons: ['dirty-tree', 'no-remote'] })
      expect(await scene.journal.read()).to.deep.equal([])
    })
  })

  describe('comes to nothing', () => {
    it('when git refuses the merge', async () => {
      scene.repository.mergeRefusal = 'a hook says no'
      expect(await error()).to.deep.equal({ _tag: 'MergeRefused', step: 'merge', detail: 'a hook says no' })
      await expectNothing('MergeRefused', 'a hook says no')
      expect(scene.repository.refs.size).to.equal(0)
    })

    it('when the check of the project fails, and passes when it is content', async () => {
      scene.repository.check = { command: 'make check', complaint: '3 tests failed' }
      expect(await error()).to.deep.equal({
        _tag: 'FinishObstructed',
        reasons: ['check-failed'],
        files: [],
        detail: '3 tests failed',
        obstacles: [{ reason: 'check-failed', files: [], commits: [] }],
      })
      await expectNothing('FinishObstructed', '3 tests failed')
      expect(scene.repository.refs.size).to.equal(0)
      scene.repository.check = { command: 'make check', complaint: null }
      expect(right(await finish()).stage).to.equal('done')
    })

    it('when the check says so: the command of the project, run where the merge was built', async () => {
      const runs: unknown[] = []
      scene = await memoryBoardScene({
        runCheck: ({ scratchWorktree, command }) => {
          runs.push([scratchWorktree, command, scene.repository.worktrees.has(scratchWorktree)])
          return TE.right('no')
        },
      })
      scene.repository.check = { command: 'make check', complaint: null }
      await finish()
      await expectNothing('FinishObstructed', 'no')
      scene.repository.check = null
      expect(right(await finish()).stage).to.equal('done')
      expect(runs).to.deep.equal([[PLACE, 'make check', true]])
    })

    it('when the repository is missing at any step of the merge', async () => {
      const missing = () => TE.left(notARepository(ROOT))
      for (const faults of [{ build: missing }, { checkCommand: missing }, { createRefs: missing }]) {
        scene = await memoryBoardScene(faults)
        expect(await error(), Object.keys(faults)[0]).to.deep.include({
          _tag: 'FinishFailed',
          detail: 'not a repository',
        })
        await expectNothing('FinishFailed', 'not a repository')
      }
    })

    it('when git is not available at any step of the merge', async () => {
      const broken = () => TE.left(unavailable('git', 'no space left on device'))
      for (const faults of [
        { build: broken },
        { checkCommand: broken },
        { runCheck: broken },
        { createRefs: broken },
      ]) {
        scene = await memoryBoardScene(faults)
        scene.repository.check = { command: 'make check', complaint: null }
        expect(await error(), Object.keys(faults)[0]).to.deep.include({
          _tag: 'Unavailable',
          detail: 'no space left on device',
        })
        await expectNothing('Unavailable', 'no space left on device')
      }
    })

    it('when the remote refuses the push, and its work tree is removed', async () => {
      scene.addRemote()
      scene.repository.pushRefusal = 'protected'
      expect(await error(true)).to.deep.include({ _tag: 'PushFailed', detail: 'protected' })
      await expectNothing('push-failed', 'protected')
    })
  })

  it('stays open without its work tree when the repository is missing as the base is to move', async () => {
    scene = await memoryBoardScene({ move: () => TE.left(notARepository(ROOT)) })
    expect(await error()).to.deep.include({ _tag: 'FinishFailed', detail: 'not a repository' })
    expect([(await recorded()).stage, scratch(), await stage()]).to.deep.equal(['publishing', [], 'review'])
  })

  it('pushes the merge only when asked to', async () => {
    scene.addRemote()
    const remoteTip = () => scene.repository.remote?.get('main')
    const { merge, pushes, pushed, merged } = right(await finish(true))
    expect([pushes, pushed, merged, remoteTip(), scene.tip()]).to.deep.equal([true, true, true, merge, merge])
    scene = await memoryBoardScene()
    scene.addRemote()
    expect([right(await finish()).pushed, remoteTip()]).to.deep.equal([false, scene.base])
  })

  describe('with a finish of the project that is still open', () => {
    const open = async (values: FinishValues = {}): Promise<string> => {
      const merge = await scene.buildMerge()
      await scene.journal.write(scene.finish({ stage: 'publishing', merge, ...values }))
      return merge
    }
    const stages = async () => (await scene.journal.read()).map(({ id, stage: at }) => [id, at])

    it('is obstructed while that one cannot end', async () => {
      scene.addRemote()
      scene.repository.isRemoteSilent = true
      await open({ cardId: 'another', pushes: true })
      expect(await error()).to.deep.equal({
        _tag: 'FinishObstructed',
        reasons: ['finish-pending'],
        files: [],
        detail: null,
        obstacles: [{ reason: 'finish-pending', files: [], commits: [] }],
      })
      expect(await stages()).to.deep.equal([['f', 'publishing']])
      expect([scene.tip(), await stage()]).to.deep.equal([scene.base, 'review'])
    })

    it('answers with the end of that one where it is of the same card', async () => {
      const merge = await open()
      const ended = right(await finish())
      expect([ended.id, ended.stage, ended.merge]).to.deep.equal(['f', 'done', merge])
      expect([await stages(), scene.tip(), await stage()]).to.deep.equal([[['f', 'done']], merge, 'done'])
    })

    it('begins anew where that one came to nothing or is of another card', async () => {
      await open({ stage: 'merging' })
      expect(right(await finish()).id).to.equal('new')
      expect(await stages()).to.deep.equal([
        ['f', 'aborted'],
        ['new', 'done'],
      ])
      scene = await memoryBoardScene()
      const other = scene.git.controls.commit(ROOT, 'idea/other', { c: 'x' }, scene.base)
      await open({ cardId: 'another', branch: 'idea/other', branchTip: other, stage: 'finalizing', merged: true })
      expect(right(await finish()).id).to.equal('new')
      expect(await stages()).to.deep.equal([
        ['f', 'done'],
        ['new', 'done'],
      ])
    })

    it('leaves it alone where it is of another project or has ended', async () => {
      scene.addRemote()
      scene.repository.isRemoteSilent = true
      const merge = await scene.buildMerge()
      const others = [
        scene.finish({ id: 'elsewhere', directory: '/work/other', stage: 'publishing', merge, pushes: true }),
        scene.finish({ id: 'ended', stage: 'aborted', reason: 'push-failed' }),
      ]
      await scene.journal.write(...others)
      expect(right(await finish()).id).to.equal('new')
      expect((await scene.journal.read()).slice(0, 2)).to.deep.equal(others)
    })
  })

  it('drops records of finishes that nothing can undo any more', async () => {
    const startedAt = scene.clock.now() - RESCUE_MS - 1
    await scene.journal.write(scene.finish({ id: 'old', stage: 'done', startedAt, endedAt: startedAt }))
    right(await finish())
    expect((await scene.journal.read()).map(({ id }) => id)).to.deep.equal(['new'])
  })

  it('waits for the locks of base and card, and reads the card again', async () => {
    for (const key of [baseKey(ROOT), cardKey(CARD)]) {
      scene = await memoryBoardScene()
      let release = (): void => undefined
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      const holding = scene.withLock(
        [key],
        TE.fromTask(() => held),
      )()
      const finishing = finish()
      await started()
      expect([scene.tip(), await scene.journal.read()], key).to.deep.equal([scene.base, []])
      await putCard({ stage: 'done' })
      release()
      await holding
      expect(leftTag(await finishing), key).to.equal('NotReviewable')
      expect(scene.tip(), key).to.equal(scene.base)
    }
  })
})
