import * as E from 'fp-ts/lib/Either.js'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FinishCardError } from '../../../application/board/finish/finish-card.js'
import type { Finish } from '../../../domain/board/finish.js'
import { gitIn } from '../../support/board-places.js'
import { BRANCH, CARD, boardScene, fingerprint, PLAN, reachable, type BoardScene } from '../../support/board-scene.js'
import { OPERATOR } from '../../support/board-use-cases.js'
import { aCard } from '../../support/cards.js'
import { leftTag, right } from '../../support/results.js'

type Use = Awaited<ReturnType<BoardScene['open']>>
type Result = E.Either<FinishCardError, Finish>

const reasons = (result: Result): unknown =>
  E.isLeft(result) && result.left._tag === 'FinishObstructed' ? result.left.reasons : leftTag(result)

const filesOf = (result: Result): ReadonlyArray<string> =>
  E.isLeft(result) && result.left._tag === 'FinishObstructed' ? result.left.files : []

describe('finishing a card on a real git', function () {
  this.timeout(120_000)
  let scene: BoardScene
  let use: Use
  let finishes: number
  const open = async (options?: { withRemote: boolean }): Promise<void> => {
    scene = await boardScene(options)
    use = await scene.open()
    finishes = 0
  }
  const finish = (pushes = true, id = CARD): Promise<Result> =>
    use.finish(id, { finishId: `f${String((finishes += 1))}`, pushes }, OPERATOR)()
  afterEach(() => scene.place.close())

  it('merges, writes the change log into the merge, pushes, moves the base and tidies up', async () => {
    await open()
    const [before, branchTip] = [await scene.tip('main'), await scene.tip(BRANCH)]
    const [others, commits] = [await fingerprint(scene.bystander), await reachable(scene.place.root)]
    const done = right(await finish())
    expect(done).to.include({ stage: 'done', base: 'main', pushed: true, merged: true, branchTip })
    expect(done.cleanup).to.deep.include({
      sessionKilled: false,
      worktreeRemoved: true,
      worktreeKept: false,
      branchDeleted: true,
      branchKept: false,
    })
    const { git, root } = scene.place
    expect(await git('log', '-1', '--format=%P%n%s', 'main')).to.equal(
      `${before} ${branchTip}\nMerge ${BRANCH}: Offline {mode}`,
    )
    expect(await readFile(join(root, 'CHANGELOG.md'), 'utf8')).to.equal(
      PLAN.replace('else\n', 'else\n- [x] Offline \\{mode\\} {theme: sync}\n'),
    )
    expect([await git('status', '--porcelain'), await scene.remoteTip(), await scene.tip(BRANCH)]).to.deep.equal([
      '',
      done.merge,
      null,
    ])
    expect(await scene.card()).to.include({ stage: 'done', worktreePath: null, branch: BRANCH })
    expect(await fingerprint(scene.bystander)).to.equal(others)
    for (const commit of commits) expect((await reachable(root)).has(commit)).to.equal(true)
    expect((await git('worktree', 'list')).split('\n')).to.have.length(2)
    expect(use.audit.entries.map(({ event }) => event)).to.include('card.finish')
  })

  it('moves a base that is not checked out, and touches no file', async () => {
    await open()
    await scene.place.git('checkout', '--quiet', '-b', 'elsewhere')
    const before = await fingerprint(scene.place.root)
    const done = right(await finish())
    expect([await scene.tip('main'), await fingerprint(scene.place.root)]).to.deep.equal([done.merge, before])
  })

  it('needs no remote when it is not to push', async () => {
    await open({ withRemote: false })
    expect(reasons(await finish())).to.deep.equal(['no-remote'])
    expect(right(await finish(false))).to.include({ pushed: false, merged: true })
  })

  it('only publishes what the base has already', async () => {
    await open()
    await scene.place.git('merge', '--quiet', '--ff-only', BRANCH)
    const tip = await scene.tip('main')
    right(await finish())
    expect([await scene.tip('main'), await scene.remoteTip()]).to.deep.equal([tip, tip])
  })

  describe('is refused with all obstacles at once, and nothing changed:', () => {
    /** A change, the obstacles that it makes, and the files that these are about. */
    type Obstruction = readonly [
      change: (s: BoardScene) => Promise<unknown>,
      reasons: ReadonlyArray<string>,
      files?: ReadonlyArray<string>,
    ]
    const changes: Readonly<Record<string, Obstruction>> = {
      'a dirty base': [(s) => s.place.write('new', 'x'), ['dirty-tree'], ['new']],
      'a dirty worktree': [(s) => s.place.write('new', 'x', s.worktree), ['worktree-dirty'], ['new']],
      'both, and a conflict': [
        async (s) => {
          await s.place.commit({ b: 'other\n' })
          await s.place.git('push', '--quiet', 'origin', 'main')
          await s.place.write('new', 'x')
          await s.place.write('new', 'x', s.worktree)
        },
        ['dirty-tree', 'worktree-dirty', 'conflict'],
        ['b', 'new'],
      ],
      'a base behind its remote': [
        async (s) => {
          await s.place.commit({ c: 'x' })
          await s.place.git('push', '--quiet', 'origin', 'main')
          await s.place.git('reset', '--quiet', '--hard', 'HEAD~')
        },
        ['base-behind'],
      ],
      'a base that has diverged': [
        async (s) => {
          await s.place.commit({ c: 'x' })
          await s.place.git('push', '--quiet', 'origin', 'main')
          await s.place.git('reset', '--quiet', '--hard', 'HEAD~')
          await s.place.commit({ d: 'x' })
        },
        ['base-diverged'],
      ],
      'no remote': [(s) => s.place.git('remote', 'remove', 'origin'), ['no-remote']],
      'a remote that is away': [(s) => rm(s.remote ?? '', { recursive: true }), ['remote-silent']],
      'no branch': [
        async (s) => {
          await s.place.git('worktree', 'remove', s.worktree)
          await s.place.git('branch', '-D', BRANCH)
        },
        ['no-branch'],
      ],
      'no section in the plan': [
        async (s) => {
          await s.place.commit({ 'CHANGELOG.md': '# Shop\n' })
          await s.place.git('push', '--quiet', 'origin', 'main')
        },
        ['no-changelog-section'],
      ],
      'no plan': [
        async (s) => {
          await s.place.git('rm', '--quiet', 'CHANGELOG.md')
          await s.place.commit({})
          await s.place.git('push', '--quiet', 'origin', 'main')
        },
        ['no-changelog-section'],
      ],
      'a worktree on a detached head': [
        (s) => gitIn(s.worktree, 'checkout', '--quiet', '--detach'),
        ['worktree-detached'],
      ],
      'a locked index': [(s) => s.place.write('.git/index.lock', ''), ['index-locked']],
      'a merge under way': [
        async (s) => {
          await s.place.commit({ a: 'two\n' })
          await s.place.git('push', '--quiet', 'origin', 'main')
          await s.place.commit({ a: 'three\n' }, s.worktree)
          await gitIn(s.worktree, 'merge', '--quiet', 'main').catch(() => undefined)
        },
        ['worktree-dirty', 'conflict', 'worktree-busy'],
        ['a'],
      ],
    }
    for (const [name, [change, expected, files = []]] of Object.entries(changes))
      it(name, async () => {
        await open()
        await change(scene)
        const before = [
          await fingerprint(scene.place.root),
          await scene.place.git('for-each-ref', 'refs/heads', 'refs/penates'),
          await scene.remoteTip(),
        ]
        const refused = await finish()
        expect(reasons(refused)).to.deep.equal(expected)
        expect(filesOf(refused)).to.deep.equal(files)
        expect([
          await fingerprint(scene.place.root),
          await scene.place.git('for-each-ref', 'refs/heads', 'refs/penates'),
          await scene.remoteTip(),
        ]).to.deep.equal(before)
        expect((await scene.card()).stage).to.equal('review')
      })

    it('a branch that is the base', async () => {
      await open()
      right(
        await scene.cards.update((board) =>
          E.right({ ...board, cards: [aCard({ ...board.cards[0], branch: 'main' })] }),
        )(),
      )
      expect(reasons(await finish())).to.deep.equal(['worktree-detached', 'branch-is-base'])
    })

    it('conflicts with their files', async () => {
      await open()
      await scene.place.commit({ b: 'other\n' })
      await scene.place.git('push', '--quiet', 'origin', 'main')
      expect(await finish()).to.deep.equal(
        E.left({
          _tag: 'FinishObstructed',
          reasons: ['conflict'],
          files: ['b'],
          detail: null,
          obstacles: [{ reason: 'conflict', files: ['b'], commits: [] }],
        }),
      )
    })

    it('the project’s own check', async () => {
      await open()
      await scene.place.git('config', 'penates.check', 'test -f b && echo nope && false')
      const before = await scene.tip('main')
      const refused = await finish()
      expect(reasons(refused)).to.deep.equal(['check-failed'])
      expect(E.isLeft(refused) && refused.left._tag === 'FinishObstructed' ? refused.left.detail : '').to.equal('nope')
      expect([await scene.tip('main'), await scene.remoteTip()]).to.deep.equal([before, before])
      await scene.place.git('config', 'penates.check', 'grep -q "Offline" CHANGELOG.md')
      expect(right(await finish()).stage).to.equal('done')
    })
  })

  describe('with a remote that does not take it', () => {
    const hook = async (text: string, name = 'pre-receive'): Promise<void> => {
      const file = join(scene.remote ?? '', 'hooks', name)
      await writeFile(file, `#!/bin/sh\n${text}\n`)
      await chmod(file, 0o755)
    }

    it('changes nothing when a hook refuses the push, and can be done again', async () => {
      await open()
      await hook('echo "no merges on Fridays" >&2; exit 1')
      const before = await scene.tip('main')
      const refused = await finish()
      expect(E.isLeft(refused) ? refused.left : null).to.include({ _tag: 'PushFailed', isPending: false })
      expect([await scene.tip('main'), await scene.remoteTip(), (await scene.card()).stage]).to.deep.equal([
        before,
        before,
        'review',
      ])
      await hook('exit 0')
      expect(right(await finish())).to.include({ stage: 'done', pushed: true })
    })

    it('is done when the remote took it and hung up before it said so', async () => {
      await open()
      const remote = scene.remote ?? ''
      await hook('kill -9 $PPID', 'post-receive')
      const done = right(await finish())
      expect([await gitIn(remote, 'rev-parse', 'main'), done.pushed]).to.deep.equal([done.merge, true])
    })

    it('is done when the local base moves meanwhile, and does not change that base', async () => {
      await open()
      await scene.place.git('checkout', '--quiet', '-b', 'elsewhere')
      const theirs = await scene.place.commitTo('feature2', { theirs: 'x' }, 'main')
      const local = join(scene.place.root, '.git')
      await hook(`env -i PATH="$PATH" git --git-dir="${local}" update-ref refs/heads/main ${theirs}`)
      const done = right(await finish())
      expect(done).to.include({ pushed: true, merged: false, stage: 'done' })
      expect([await scene.tip('main'), await scene.remoteTip()]).to.deep.equal([theirs, done.merge])
    })

    it('stays open while the result of the push is unknown, and ends when the remote is back', async () => {
      await open()
      const remote = scene.remote ?? ''
      const away = `${remote}-away`
      // The push itself takes the remote away.
      const hookFile = join(scene.place.root, '.git', 'hooks', 'pre-push')
      await mkdir(join(scene.place.root, '.git', 'hooks'), { recursive: true })
      await writeFile(hookFile, `#!/bin/sh\nmv "${remote}" "${away}"\nexit 1\n`)
      await chmod(hookFile, 0o755)
      const pending = await finish()
      expect(E.isLeft(pending) ? pending.left : null).to.include({ _tag: 'PushFailed', isPending: true })
      expect(reasons(await finish())).to.deep.equal(['finish-pending'])
      await rm(hookFile)
      await rename(away, remote)
      right(await use.recover())
      expect([(await scene.card()).stage, await scene.remoteTip()]).to.deep.equal(['done', await scene.tip('main')])
    })
  })

  it('finishes one after the other when ten are asked for at once', async () => {
    await open()
    const cards = [await scene.card()]
    for (let number = 1; number < 10; number++) {
      const branch = `idea/n${String(number)}`
      await scene.place.commitTo(branch, { [`file${String(number)}`]: 'x\n' }, 'main')
      cards.push(
        aCard({
          id: `card-${String(number)}`,
          projectId: 'shop',
          title: `N${String(number)}`,
          stage: 'review',
          branch,
        }),
      )
    }
    right(await scene.cards.update((board) => E.right({ ...board, cards }))())
    const ends = await Promise.all([...cards.map(({ id }) => finish(true, id)), finish()])
    expect(ends.map((end) => (E.isRight(end) ? end.right.stage : end.left._tag))).to.deep.equal([
      ...Array.from({ length: 10 }, () => 'done'),
      'NotReviewable',
    ])
    const items = (await readFile(join(scene.place.root, 'CHANGELOG.md'), 'utf8')).match(/^- \[x\]/gm)
    expect([items?.length, await scene.remoteTip()]).to.deep.equal([10, await scene.tip('main')])
  })

  describe('and taking it back', () => {
    it('moves an unpublished base back and restores branch, worktree and card', async () => {
      await open({ withRemote: false })
      const [before, tip] = [await scene.tip('main'), await scene.tip(BRANCH)]
      right(await finish(false))
      const undone = right(await use.undo(CARD, false, OPERATOR)())
      expect([undone.how, undone.worktreeRestored]).to.deep.equal(['moved', true])
      expect([await scene.tip('main'), await scene.tip(BRANCH)]).to.deep.equal([before, tip])
      expect(await scene.card()).to.include({ stage: 'review', worktreePath: scene.worktree, branch: BRANCH })
      expect(await scene.place.git('status', '--porcelain')).to.equal('')
      expect(leftTag(await use.undo(CARD, false, OPERATOR)())).to.equal('NotUndoable')
      expect(right(await finish(false)).stage).to.equal('done')
    })

    it('reverts a published one only when asked to', async () => {
      await open()
      const done = right(await finish())
      const refused = await use.undo(CARD, false, OPERATOR)()
      expect(E.isLeft(refused) ? refused.left : null).to.include({ _tag: 'NotUndoable', reason: 'published' })
      const undone = right(await use.undo(CARD, true, OPERATOR)())
      expect(undone.how).to.equal('reverted')
      const { git } = scene.place
      expect(await git('rev-parse', 'main^')).to.equal(done.merge)
      expect(await git('diff', '--stat', `${done.merge ?? ''}^1`, 'main')).to.equal('')
      expect(await scene.remoteTip()).to.equal(await scene.tip('main'))
    })

    it('makes the commits of a reverted branch anew, so that it can be read and finished again', async () => {
      await open()
      right(await finish())
      const undone = right(await use.undo(CARD, true, OPERATOR)())
      const { git } = scene.place
      expect(undone.worktreeRestored).to.equal(true)
      expect(await git('log', '--format=%s', `main..${BRANCH}`)).to.equal('Work')
      expect(await git('diff', '--name-only', `main...${BRANCH}`)).to.equal('b')
      await scene.place.commit({ c: 'more\n' }, scene.worktree)
      right(await finish())
      expect(await git('show', 'main:b')).to.equal('new')
      expect((await readFile(join(scene.place.root, 'CHANGELOG.md'), 'utf8')).match(/^- \[x\]/gm)).to.have.length(1)
    })

    it('says how to make commits anew that it could not touch, before they count as merged for nothing', async () => {
      await open()
      const elsewhere = join(scene.place.folder, 'elsewhere')
      await scene.place.git('worktree', 'move', scene.worktree, elsewhere)
      right(await finish())
      right(await use.undo(CARD, true, OPERATOR)())
      const refused = await finish()
      expect(reasons(refused)).to.deep.equal(['taken-back'])
      const detail = E.isLeft(refused) && refused.left._tag === 'FinishObstructed' ? (refused.left.detail ?? '') : ''
      await gitIn(elsewhere, ...detail.split(' ').slice(1))
      right(await finish())
      expect(await scene.place.git('show', 'main:b')).to.equal('new')
    })

    it('keeps what was committed since, and what is not committed', async () => {
      await open({ withRemote: false })
      right(await finish(false))
      await scene.place.write('mine', 'x')
      right(await use.undo(CARD, false, OPERATOR)())
      expect(await readFile(join(scene.place.root, 'mine'), 'utf8')).to.equal('x')
      await rm(join(scene.place.root, 'mine'))
      right(await finish(false))
      const later = await scene.place.commit({ later: 'x' })
      expect(leftTag(await use.undo(CARD, false, OPERATOR)())).to.equal('NotUndoable')
      right(await use.undo(CARD, true, OPERATOR)())
      expect(await scene.place.git('rev-parse', 'main^')).to.equal(later)
    })
  })
})
