import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { GitRepository } from '../../application/board/git-repository.port.js'
import type { Worktrees } from '../../application/board/worktrees.port.js'
import type { Eventually, Harness } from './harness.js'

/** A repository on `main` without a commit, and its controls. */
export interface BoardGitHarness extends Harness {
  /** Adapter under test. */
  readonly worktrees: Worktrees
  /** Adapter under test. */
  readonly merger: GitRepository
  /** Folder of the repository; absolute. */
  readonly root: string
  /** A folder where worktrees may be made. */
  readonly beside: string
  /** Commits files to a branch; a new one is made at `from`, else at `main`. Answers with the commit. */
  readonly commit: (branch: string, files: Readonly<Record<string, string>>, from?: string) => Eventually<string>
  /** Leaves something uncommitted in a work tree. */
  readonly touch: (path: string) => Eventually<void>
  /** Locks the index of the main work tree, as a git that is under way does. Returns a function that unlocks it. */
  readonly lockIndex: () => Eventually<() => Eventually<void>>
  /** An `origin` that has `main` as it is. */
  readonly addRemote: () => Eventually<void>
  /** Commit of its `main`. */
  readonly remoteTip: () => Eventually<string>
  /** Pushes a commit of another person to `main`. */
  readonly pushElsewhere: () => Eventually<string>
  /** From now on `origin` does not answer. */
  readonly loseRemote: () => Eventually<void>
  /** Commit of a branch. */
  readonly tip: (branch: string) => Eventually<string>
  /** Puts a file into a folder that is no worktree. */
  readonly occupy: (path: string) => Eventually<void>
  /** `true` or `false` as the check of the project. */
  readonly setCheck: (command: string) => Eventually<void>
}

type Direction = 'forward' | 'back'

const tagOf = (result: E.Either<{ readonly _tag: string }, unknown>): string =>
  E.isLeft(result) ? result.left._tag : 'done'

function must<A>(result: E.Either<unknown, A>): A {
  if (E.isLeft(result)) throw new Error(`failed with ${JSON.stringify(result.left)}`)
  return result.right
}

/** Contract of `Worktrees` and `GitRepository`. */
export function describeBoardGit(technology: string, open: () => Promise<BoardGitHarness>): void {
  let h: BoardGitHarness
  const place = (name: string): string => `${h.beside}/trees/${name}`

  describe(`Worktrees on ${technology}`, () => {
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('tells of a repository its branches, its base and its work trees', async () => {
      const first = await h.commit('main', { a: '1' })
      const tip = await h.commit('idea/x', { b: '1' })
      const found = must(await h.worktrees.inspect(h.root)())
      expect([found.root, found.base, [...found.branches].sort(), found.hasRemote, found.worktrees]).to.deep.equal([
        h.root,
        'main',
        [
          ['idea/x', tip],
          ['main', first],
        ],
        false,
        [{ path: h.root, head: first, branch: 'main', isMain: true }],
      ])
    })

    it('fails with NotARepository in a folder that is in none', async () => {
      expect(tagOf(await h.worktrees.inspect(`${h.beside}/none`)())).to.equal('NotARepository')
      expect(await h.worktrees.state(`${h.beside}/none`)()).to.deep.equal(E.right(null))
    })

    it('makes a worktree on a new branch, or on one that is there as it is', async () => {
      const first = await h.commit('main', { a: '1' })
      await h.commit('main', { a: '2' })
      const there = await h.commit('idea/there', { b: '1' })
      for (const [name, head] of [
        ['new', first],
        ['there', there],
      ] as const) {
        const branch = `idea/${name}`
        expect(await h.worktrees.add(h.root, { path: place(name), branch, from: first })()).to.deep.equal(
          E.right(place(name)),
        )
        expect(must(await h.worktrees.state(place(name))())).to.deep.equal({
          head,
          branch,
          isClean: true,
          changes: [],
          isBusy: false,
          isLocked: false,
        })
      }
      expect(must(await h.worktrees.inspect(place('new'))()).worktrees).to.have.length(3)
    })

    it('refuses a folder in use and a branch that is checked out, and leaves nothing behind', async () => {
      const from = await h.commit('main', { a: '1' })
      await h.occupy(place('used'))
      expect(tagOf(await h.worktrees.add(h.root, { path: place('used'), branch: 'idea/x', from })())).to.equal(
        'WorktreeRefused',
      )
      expect(tagOf(await h.worktrees.add(h.root, { path: place('y'), branch: 'main', from })())).to.equal(
        'WorktreeRefused',
      )
      const { branches, worktrees } = must(await h.worktrees.inspect(h.root)())
      expect([[...branches.keys()], worktrees.length]).to.deep.equal([['main'], 1])
    })

    it('commits everything that is open in a worktree', async () => {
      const from = await h.commit('main', { a: '1' })
      await h.worktrees.add(h.root, { path: place('x'), branch: 'idea/x', from })()
      expect(tagOf(await h.worktrees.commitAll(place('x'), 'Nothing')())).to.equal('GitRefused')
      await h.touch(place('x'))
      const commit = must(await h.worktrees.commitAll(place('x'), 'Everything')())
      expect(must(await h.worktrees.state(place('x'))())).to.deep.include({ head: commit, isClean: true })
      expect(must(await h.merger.changedPaths(h.root, { base: from, tip: commit })())).to.deep.equal(['untracked'])
      expect(await h.tip('main')).to.equal(from)
    })

    it('puts open changes aside under a name, and applies them once', async () => {
      const from = await h.commit('main', { a: '1' })
      await h.worktrees.add(h.root, { path: place('x'), branch: 'idea/x', from })()
      expect(tagOf(await h.worktrees.stash(place('x'), 'Nothing')())).to.equal('GitRefused')
      expect(must(await h.worktrees.stashes(h.root)())).to.deep.equal([])
      const ids: string[] = []
      for (const name of ['first: of two', 'second']) {
        await h.touch(place('x'))
        ids.unshift(must(await h.worktrees.stash(place('x'), name)()))
      }
      expect(must(await h.worktrees.state(place('x'))())).to.deep.include({ head: from, isClean: true })
      const listed = must(await h.worktrees.stashes(h.root)())
      expect(listed.map(({ id, name, branch }) => [id, name, branch])).to.deep.equal([
        [ids[0], 'second', 'idea/x'],
        [ids[1], 'first: of two', 'idea/x'],
      ])
      expect(Date.now() - (listed[0]?.at ?? 0)).to.be.lessThan(60_000)
      expect(E.isRight(await h.worktrees.applyStash(place('x'), ids[1] ?? '')())).to.equal(true)
      expect(must(await h.worktrees.state(place('x'))())).to.deep.include({ isClean: false, changes: ['untracked'] })
      expect(tagOf(await h.worktrees.applyStash(place('x'), ids[1] ?? '')())).to.equal('GitRefused')
      expect(tagOf(await h.worktrees.applyStash(place('x'), ids[0] ?? '')())).to.equal('GitRefused')
      expect(must(await h.worktrees.stashes(h.root)()).map(({ id }) => id)).to.deep.equal([ids[0]])
    })

    it('removes a worktree that holds nothing, and keeps every other', async () => {
      const from = await h.commit('main', { a: '1' })
      for (const name of ['clean', 'dirty', 'elsewhere'])
        await h.worktrees.add(h.root, { path: place(name), branch: `idea/${name}`, from })()
      await h.touch(place('dirty'))
      expect(must(await h.worktrees.state(place('dirty'))())).to.deep.include({
        isClean: false,
        changes: ['untracked'],
      })
      const within = `${h.beside}/trees`
      const remove = async (path: string, below = within) =>
        must(await h.worktrees.remove(h.root, { path, within: below })())
      expect([
        await remove(place('clean')),
        await remove(place('clean')),
        await remove(place('dirty')),
        await remove(place('elsewhere'), `${h.beside}/other`),
        await remove(h.root, h.beside),
      ]).to.deep.equal(['removed', 'absent', 'kept', 'kept', 'kept'])
      expect(must(await h.worktrees.inspect(h.root)()).worktrees).to.have.length(3)
    })
  })

  describe(`GitRepository on ${technology}`, () => {
    let base: string
    let branch: string
    beforeEach(async () => {
      h = await open()
      base = await h.commit('main', { a: '1\n', log: 'one\n' })
      branch = await h.commit('idea/x', { b: '1\n' })
    })
    afterEach(() => h.close())

    const read = async (tree: string, commit: string, ...paths: ReadonlyArray<string>) =>
      must(await h.merger.readTree(h.root, { tree, commit, paths })())
    const textAt = async (tree: string, path: string) => (await read(tree, base, path)).texts[0]
    const build = (name: string, edits: ReadonlyArray<{ path: string; text: string }> = []) =>
      h.merger.build(h.root, {
        scratchWorktree: place(name),
        onto: base,
        message: 'Merge idea/x: X',
        step: { _tag: 'merge', commit: branch },
        edits,
      })()

    it('knows what a commit is built on', async () => {
      expect([
        must(await h.merger.contains(h.root, { commit: branch, ancestor: base })()),
        must(await h.merger.contains(h.root, { commit: base, ancestor: branch })()),
        must(await h.merger.contains(h.root, { commit: base, ancestor: base })()),
      ]).to.deep.equal([true, false, true])
    })

    it('lists the commits that another one lacks, newest first', async () => {
      const later = await h.commit('idea/x', { b: '2\n' })
      const missing = must(await h.merger.missing(h.root, { from: base, to: later })())
      expect(missing.map(({ id }) => id)).to.deep.equal([later, branch])
      expect(missing.every(({ subject }) => subject !== '' && !subject.includes('\n'))).to.equal(true)
      expect(must(await h.merger.missing(h.root, { from: later, to: base })())).to.deep.equal([])
    })

    it('tells what a merge would give, file by file where it would not', async () => {
      const other = await h.commit('idea/y', { a: '2\n', b: '2\n' }, base)
      const clean = must(await h.merger.tryMerge(h.root, { ours: base, theirs: branch })())
      expect(clean._tag).to.equal('clean')
      const tree = clean._tag === 'clean' ? clean.tree : ''
      expect([await textAt(tree, 'b'), await textAt(base, 'b'), await textAt(base, 'log')]).to.deep.equal([
        '1\n',
        null,
        'one\n',
      ])
      expect([
        must(await h.merger.changedPaths(h.root, { base, tip: other })()),
        must(await h.merger.changedPaths(h.root, { base: branch, tip: base })()),
      ]).to.deep.equal([['a', 'b'], []])
      expect(must(await h.merger.tryMerge(h.root, { ours: branch, theirs: other })())).to.deep.equal({
        _tag: 'conflict',
        files: ['b'],
      })
      expect(must(await h.merger.tryMerge(h.root, { ours: base, theirs: '0'.repeat(40) })())._tag).to.equal('failed')
    })

    it('reads files of a tree and compares it with a commit', async () => {
      const wide = await h.commit(
        'idea/wide',
        { größe: 'größe\n', 'with\nnewline': 'x', empty: '', 'in/folder': 'y\n' },
        base,
      )
      expect(await read(wide, wide, 'größe', 'none\nnone', 'with\nnewline', 'in', 'empty', 'in/folder')).to.deep.equal({
        isTreeOfCommit: true,
        texts: ['größe\n', null, 'x', null, '', 'y\n'],
      })
      expect(await read(wide, base)).to.deep.equal({ isTreeOfCommit: false, texts: [] })
      const merged = must(await h.merger.tryMerge(h.root, { ours: branch, theirs: base })())
      const tree = merged._tag === 'clean' ? merged.tree : ''
      expect([await read(tree, branch), await read(tree, base)]).to.deep.equal([
        { isTreeOfCommit: true, texts: [] },
        { isTreeOfCommit: false, texts: [] },
      ])
      expect(await read('0'.repeat(40), '0'.repeat(40), 'a')).to.deep.equal({ isTreeOfCommit: false, texts: [null] })
    })

    it('builds a merge with edits that no branch points to, and throws its place away', async () => {
      const merge = must(await build('m', [{ path: 'log', text: 'one\ntwo\n' }]))
      expect([await h.tip('main'), await h.tip('idea/x')]).to.deep.equal([base, branch])
      expect([
        must(await h.merger.contains(h.root, { commit: merge, ancestor: branch })()),
        must(await h.merger.contains(h.root, { commit: merge, ancestor: base })()),
        await textAt(merge, 'log'),
        await textAt(merge, 'b'),
      ]).to.deep.equal([true, true, 'one\ntwo\n', '1\n'])
      await h.touch(place('m'))
      expect(tagOf(await h.merger.discard(h.root, { scratchWorktree: place('m') })())).to.equal('done')
      expect(tagOf(await h.merger.discard(h.root, { scratchWorktree: place('m') })())).to.equal('done')
      expect(must(await h.worktrees.inspect(h.root)()).worktrees).to.have.length(1)
    })

    it('takes a merge back with a separate commit', async () => {
      const merge = must(await build('m'))
      const revert = must(
        await h.merger.build(h.root, {
          scratchWorktree: place('r'),
          onto: merge,
          message: 'Revert',
          step: { _tag: 'revert', commit: merge },
          edits: [],
        })(),
      )
      expect([
        must(await h.merger.contains(h.root, { commit: revert, ancestor: branch })()),
        await textAt(revert, 'b'),
      ]).to.deep.equal([true, null])
    })

    it('makes merged commits anew on top of what took them back, or refuses', async () => {
      const merge = must(await build('m'))
      const step = { _tag: 'revert', commit: merge } as const
      const revert = must(
        await h.merger.build(h.root, {
          scratchWorktree: place('r'),
          onto: merge,
          message: 'Revert',
          step,
          edits: [],
        })(),
      )
      const replay = (name: string, onto: string) =>
        h.merger.cherryPick(h.root, { scratchWorktree: place(name), onto, since: base, tip: branch })()
      const anew = must(await replay('n', revert))
      expect([
        must(await h.merger.contains(h.root, { commit: anew, ancestor: revert })()),
        must(await h.merger.contains(h.root, { commit: revert, ancestor: anew })()),
        must(await h.merger.changedPaths(h.root, { base: revert, tip: anew })()),
        await textAt(anew, 'b'),
        await h.tip('idea/x'),
      ]).to.deep.equal([true, false, ['b'], '1\n', branch])
      const other = await h.commit('idea/z', { b: 'other\n' }, base)
      expect(tagOf(await replay('o', other))).to.equal('MergeRefused')
      expect(tagOf(await h.merger.discard(h.root, { scratchWorktree: place('o') })())).to.equal('done')
    })

    it('refuses to build what does not merge', async () => {
      await h.commit('idea/x', { a: '3\n' })
      branch = await h.tip('idea/x')
      base = await h.commit('main', { a: '4\n' })
      expect(tagOf(await build('m'))).to.equal('MergeRefused')
      expect(tagOf(await h.merger.discard(h.root, { scratchWorktree: place('m') })())).to.equal('done')
    })

    it('moves a branch from where it is expected only, forwards and back, and its checkout with it', async () => {
      const merge = must(await build('m'))
      await h.merger.discard(h.root, { scratchWorktree: place('m') })()
      const move = async (name: string, from: string, to: string, direction: Direction = 'forward') =>
        tagOf(await h.merger.move(h.root, { branch: name, from, to, direction })())
      expect([
        await move('main', branch, merge),
        await move('main', base, merge),
        await move('main', base, merge),
        must(await h.worktrees.state(h.root)())?.isClean,
        await h.tip('main'),
        await move('main', merge, base, 'back'),
        must(await h.worktrees.state(h.root)())?.isClean,
        await move('idea/x', base, merge),
        await move('idea/x', branch, merge),
      ]).to.deep.equal(['BaseMoved', 'done', 'done', true, merge, 'done', true, 'BaseMoved', 'done'])
    })

    it('moves no branch whose checkout has a locked index, until it is unlocked', async () => {
      const merge = must(await build('m'))
      await h.merger.discard(h.root, { scratchWorktree: place('m') })()
      const move = async () =>
        tagOf(await h.merger.move(h.root, { branch: 'main', from: base, to: merge, direction: 'forward' })())
      const unlock = await h.lockIndex()
      expect([await move(), await h.tip('main'), must(await h.worktrees.state(h.root)())?.isLocked]).to.deep.equal([
        'BaseMoved',
        base,
        true,
      ])
      await unlock()
      expect([await move(), await h.tip('main')]).to.deep.equal(['done', merge])
    })

    it('keeps commits under its own refs', async () => {
      const refs = { 'refs/penates/rescue/1/branch': branch, 'refs/penates/rescue/1/base': base }
      must(await h.merger.createRefs(h.root, refs)())
      must(await h.merger.createRefs(h.root, refs)())
      expect(must(await h.merger.rescueRefs(h.root)())).to.deep.equal(Object.keys(refs).sort())
      must(await h.merger.deleteRefs(h.root, ['refs/penates/rescue/1/base'])())
      expect(must(await h.merger.rescueRefs(h.root)())).to.deep.equal(['refs/penates/rescue/1/branch'])
    })

    it('deletes a branch that is where it is expected and nowhere checked out, and makes it again', async () => {
      const remove = async (name: string, expected: string) =>
        must(await h.merger.deleteBranch(h.root, name, expected)())
      expect([
        await remove('main', base),
        await remove('idea/x', base),
        await remove('idea/x', branch),
        await remove('idea/x', branch),
        must(await h.merger.restore(h.root, 'idea/x', branch)()),
        must(await h.merger.restore(h.root, 'idea/x', base)()),
        await h.tip('idea/x'),
      ]).to.deep.equal(['kept', 'kept', 'deleted', 'absent', 'made', 'taken', branch])
    })

    it('pushes forwards only, and tells where the remote is', async () => {
      const merge = must(await build('m'))
      expect(tagOf(await h.merger.fetch(h.root, 'main')())).to.equal('RemoteSilent')
      await h.addRemote()
      expect([
        must(await h.merger.fetch(h.root, 'main')()),
        must(await h.merger.fetch(h.root, 'none')()),
        tagOf(await h.merger.push(h.root, merge, 'main')()),
        await h.remoteTip(),
        must(await h.merger.fetch(h.root, 'main')()),
        await h.tip('main'),
      ]).to.deep.equal([base, null, 'done', merge, merge, base])
      const theirs = await h.pushElsewhere()
      expect([
        tagOf(await h.merger.push(h.root, merge, 'main')()),
        must(await h.merger.fetch(h.root, 'main')()),
        must(await h.worktrees.inspect(h.root)()).remoteBranches.get('main'),
      ]).to.deep.equal(['PushRefused', theirs, theirs])
      await h.loseRemote()
      expect([
        tagOf(await h.merger.fetch(h.root, 'main')()),
        tagOf(await h.merger.push(h.root, merge, 'main')()),
      ]).to.deep.equal(['RemoteSilent', 'PushRefused'])
    })

    it('runs the check that the project names', async () => {
      expect(must(await h.merger.checkCommand(h.root)())).to.equal(null)
      must(await build('m'))
      for (const command of ['true', 'false']) {
        await h.setCheck(command)
        expect(must(await h.merger.checkCommand(h.root)())).to.equal(command)
        const complaint = must(await h.merger.runCheck({ scratchWorktree: place('m'), command })())
        expect(complaint === null).to.equal(command === 'true')
      }
    })
  })
}
