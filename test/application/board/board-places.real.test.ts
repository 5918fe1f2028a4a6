import * as E from 'fp-ts/lib/Either.js'
import { mkdir, readdir, readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import type { Card } from '../../../domain/board/card.js'
import { gitIn } from '../../support/board-places.js'
import { BRANCH, CARD, boardScene, fingerprint, stageOfFinish, type BoardScene } from '../../support/board-scene.js'
import { boardUseCases, OPERATOR } from '../../support/board-use-cases.js'
import { leftTag, right } from '../../support/results.js'
import { fullDiskGit, gitBoundByModeBits, readOnly } from '../../support/unwritable.js'

const CONSENT = { allowBlocked: false, allowUnisolated: false }

describe('cards of projects of every kind on a real git', function () {
  this.timeout(120_000)
  let scene: BoardScene
  beforeEach(async () => {
    scene = await boardScene({ withRemote: false })
  })
  afterEach(() => scene.place.close())

  const change = async (values: Partial<Card>): Promise<void> => {
    right(
      await scene.cards.update((board) =>
        E.right({ ...board, cards: board.cards.map((card) => ({ ...card, ...values })) }),
      )(),
    )
  }
  /** Card before any work on it. */
  const ready = () =>
    change({ stage: 'brainstorming', brainstormDoc: 'x.md', branch: null, worktreePath: null, slug: 'fresh' })
  const useAt = (root: string) =>
    boardUseCases({
      root,
      finishFolder: join(scene.place.folder, 'finish'),
      cards: scene.cards,
      finishJournal: scene.journal,
    })

  it('need consent where there is no repository, a bare one or an empty one', async () => {
    const { folder } = scene.place
    await mkdir(join(folder, 'plain'))
    await gitIn(folder, 'init', '--quiet', '--bare', 'bare.git')
    await gitIn(folder, 'init', '--quiet', 'empty')
    await ready()
    for (const [name, detail] of [
      ['plain', 'not-a-repository'],
      ['bare.git', 'not-a-repository'],
      ['empty', 'no-base'],
      ['missing', 'not-a-repository'],
    ] as const) {
      const use = await useAt(join(folder, name))
      expect(await use.implement(CARD, CONSENT, OPERATOR)(), name).to.deep.equal(
        E.left({ _tag: 'IsolationUnavailable', detail }),
      )
      expect((await scene.card()).plan, name).to.equal(null)
    }
  })

  describe('without permission to write', () => {
    /** Files of a project without those that git refreshes by itself. */
    const found = async () => ({
      refs: await scene.place.git('for-each-ref'),
      worktrees: await scene.place.git('worktree', 'list', '--porcelain'),
      files: await fingerprint(scene.place.root),
      bystander: await fingerprint(scene.bystander),
      beside: (await readdir(scene.place.folder, { recursive: true })).filter((path) => !path.startsWith('shop/')),
    })

    /** Of git, whichever step it was. */
    const refusalOf = (end: E.Either<object, unknown>): unknown =>
      E.isLeft(end) && 'detail' in end.left ? end.left.detail : end

    /** Neither a start nor a finish gets anywhere, and each says why. */
    async function refused(runner: CommandRunner | undefined, why: RegExp): Promise<void> {
      const use = await scene.open(runner)
      const before = await found()
      const finished = await use.finish(CARD, { finishId: 'f', pushes: false }, OPERATOR)()
      expect(refusalOf(finished)).to.match(why)
      expect((await scene.card()).stage).to.equal('review')
      expect(await stageOfFinish(scene.journal)).to.be.oneOf(['none', 'aborted'])
      await ready()
      const started = await use.implement(CARD, CONSENT, OPERATOR)()
      expect(refusalOf(started)).to.match(why)
      expect(await scene.card()).to.include({ plan: null, branch: null, worktreePath: null, sessionRef: null })
      expect(await found()).to.deep.equal(before)
    }

    it('for want of room, begin nothing and say so', async () => {
      await refused(await fullDiskGit(scene.place.folder), /file too large|unable to|could not|cannot/i)
    })

    it('as it is read-only, begin nothing and say so', async () => {
      const { restore } = await readOnly(scene.place.root)
      try {
        await refused(gitBoundByModeBits(), /read-only|permission|insufficient/i)
      } finally {
        await restore()
      }
    })
  })

  it('work in a submodule as in any repository', async () => {
    const { folder, root } = scene.place
    await gitIn(folder, 'init', '--quiet', '--initial-branch=main', 'super')
    const above = join(folder, 'super')
    await gitIn(above, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', root, 'sub')
    await gitIn(above, 'commit', '--quiet', '-m', 'Sub')
    await ready()
    const use = await useAt(join(above, 'sub'))
    right(await use.implement(CARD, CONSENT, OPERATOR)())
    const path = (await scene.card()).worktreePath ?? ''
    expect(await gitIn(path, 'branch', '--show-current')).to.equal('idea/fresh')
    expect(await readFile(join(path, 'a'), 'utf8')).to.equal('one\n')
    expect(await gitIn(join(above, 'sub'), 'status', '--porcelain')).to.equal('')
  })

  it('are reached through a link as well, and their worktrees are removed by their real path', async () => {
    await symlink(scene.place.root, join(scene.place.folder, 'link'))
    await ready()
    const use = await useAt(join(scene.place.folder, 'link'))
    right(await use.implement(CARD, CONSENT, OPERATOR)())
    expect((await scene.place.git('worktree', 'list')).split('\n')).to.have.length(4)
    const kept = right(await use.deleteCard(CARD, OPERATOR)())
    expect([kept.worktree, kept.branch]).to.deep.equal([null, null])
    expect((await scene.place.git('worktree', 'list')).split('\n')).to.have.length(3)
  })

  it('leave a folder alone that holds files where the worktree would be', async () => {
    const taken = join(scene.place.folder, '.penates-worktrees', 'shop', 'fresh')
    await scene.place.write('precious', 'x', taken)
    await ready()
    const use = await scene.open()
    expect(leftTag(await use.implement(CARD, CONSENT, OPERATOR)())).to.equal('WorktreeRefused')
    expect(await readFile(join(taken, 'precious'), 'utf8')).to.equal('x')
    expect([(await scene.card()).plan, await scene.tip('idea/fresh')]).to.deep.equal([null, null])
  })

  it('leave a branch alone that is checked out elsewhere', async () => {
    await scene.place.git('worktree', 'add', '--quiet', '-b', 'idea/fresh', join(scene.place.folder, 'mine'))
    const before = await fingerprint(join(scene.place.folder, 'mine'))
    await ready()
    const use = await scene.open()
    expect(leftTag(await use.implement(CARD, CONSENT, OPERATOR)())).to.equal('WorktreeRefused')
    expect(await fingerprint(join(scene.place.folder, 'mine'))).to.equal(before)
  })

  it('lose nothing when they are deleted with work that is not committed, not merged or stashed', async () => {
    const use = await scene.open()
    await scene.place.write('a', 'stashed\n', scene.worktree)
    await gitIn(scene.worktree, 'stash', '--quiet')
    const stash = await scene.tip('refs/stash')
    await scene.place.write('new', 'x', scene.worktree)
    await scene.place.git('config', 'status.showUntrackedFiles', 'no')
    const kept = right(await use.deleteCard(CARD, OPERATOR)())
    expect([kept.worktree, kept.branch]).to.deep.equal([scene.worktree, BRANCH])
    expect(await readFile(join(scene.worktree, 'new'), 'utf8')).to.equal('x')
    expect([await scene.tip('refs/stash'), (await scene.tip(BRANCH)) !== null]).to.deep.equal([stash, true])
  })

  it('keep commits that only a detached head has', async () => {
    const use = await scene.open()
    await gitIn(scene.worktree, 'checkout', '--quiet', '--detach')
    const lonely = await scene.place.commit({ lonely: 'x' }, scene.worktree)
    const { rescue, worktree } = right(await use.deleteCard(CARD, OPERATOR)())
    expect(worktree).to.equal(null)
    expect(await Promise.all(rescue.map((ref) => scene.tip(ref)))).to.deep.equal([lonely])
  })

  it('never have a folder removed that a client made up', async () => {
    const victim = join(scene.place.folder, 'victim')
    await scene.place.write('precious', 'x', victim)
    await change({ worktreePath: victim })
    const use = await scene.open()
    right(await use.changeCard(CARD, { stage: 'done' }, null, OPERATOR)())
    right(await use.deleteCard(CARD, OPERATOR)())
    expect(await readFile(join(victim, 'precious'), 'utf8')).to.equal('x')
  })

  it('collide where their branches do, and are finished in an order that says so', async () => {
    const { place, cards } = scene
    await place.commitTo('idea/other', { b: 'other\n' }, 'main')
    await place.commitTo('idea/apart', { c: 'x\n' }, 'main')
    right(
      await cards.update((board) => {
        const [card] = board.cards
        return card === undefined
          ? E.right(board)
          : E.right({
              ...board,
              cards: [
                card,
                { ...card, id: 'other', branch: 'idea/other', worktreePath: null, order: 1 },
                { ...card, id: 'apart', branch: 'idea/apart', worktreePath: null, order: 2 },
              ],
            })
      })(),
    )
    const use = await scene.open()
    expect(right(await use.forecast('shop')())).to.deep.equal({
      projectId: 'shop',
      base: 'main',
      collisions: [{ a: CARD, b: 'other', files: ['b'] }],
      withBase: [],
      order: ['apart', CARD, 'other'],
    })
  })
})
