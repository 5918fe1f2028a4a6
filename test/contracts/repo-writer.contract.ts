import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { RepoHistory } from '../../application/repo/repo-history.port.js'
import type { RepoWriter } from '../../application/repo/repo-writer.port.js'
import { changeOutdated, discardNotFound, notARepository } from '../../domain/repo/errors.js'
import { hunkPatch } from '../../domain/repo/file-diff.js'
import type { RepoControls } from '../support/repo-controls.js'
import { right } from '../support/results.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeRepoWriter`. */
export interface RepoWriterHarness extends Harness {
  /** Adapter under test. */
  readonly writer: RepoWriter
  /** Reader of the same repositories. */
  readonly history: RepoHistory
  /** Top of the work tree of an empty repository on branch `main`. */
  readonly root: string
  /** A folder in no repository. */
  readonly elsewhere: string
  /** Controls of the repository. */
  readonly controls: RepoControls
}

const UNKNOWN = 'f'.repeat(32)
/** Lines `1` to `20`. */
const LINES = Array.from({ length: 20 }, (_, index) => `${String(index + 1)}\n`)

/** Contract of `RepoWriter`. */
export function describeRepoWriter(technology: string, open: () => Promise<RepoWriterHarness>): void {
  describe(`RepoWriter on ${technology}`, () => {
    let h: RepoWriterHarness
    let controls: RepoControls
    beforeEach(async () => {
      h = await open()
      controls = h.controls
    })
    afterEach(() => h.close())

    /** Changes as `staged M a.txt`. */
    const pending = async (): Promise<ReadonlyArray<string>> =>
      right(await h.history.changes(h.root, [])()).files.map(
        ({ category, status, path }) => `${category} ${status} ${path}`,
      )
    const patchOf = async (path: string): Promise<string | null | undefined> =>
      right(await h.history.changes(h.root, [path])()).files[0]?.diff
    const tagOf = (result: E.Either<{ readonly _tag: string }, unknown>): string =>
      E.isLeft(result) ? result.left._tag : 'right'
    const committed = async (): Promise<void> => {
      await controls.write('a.txt', 'one\n')
      await controls.write('b.txt', 'two\n')
      await controls.commit('Begin')
    }

    it('fails with NotARepository outside of one', async () => {
      const no = E.left(notARepository(h.elsewhere))
      expect(await h.writer.stage(h.elsewhere, ['a'])()).to.deep.equal(no)
      expect(await h.writer.unstage(h.elsewhere, ['a'])()).to.deep.equal(no)
      expect(await h.writer.discard(h.elsewhere, { path: 'a', isTracked: true })()).to.deep.equal(no)
      expect(await h.writer.restore(h.elsewhere, UNKNOWN)()).to.deep.equal(no)
      expect(await h.writer.commit(h.elsewhere, 'No')()).to.deep.equal(no)
    })

    it('stages changed, new and removed files, and only those', async () => {
      await committed()
      await controls.write('c.txt', 'three\n')
      await controls.commit('More')
      await controls.write('a.txt', '1\n')
      await controls.remove('b.txt')
      await controls.write('c.txt', '3\n')
      await controls.write('new*.txt', 'new\n')
      await controls.write('newer.txt', 'newer\n')
      right(await h.writer.stage(h.root, ['a.txt', 'b.txt', 'new*.txt'])())
      expect(await pending()).to.have.members([
        'staged M a.txt',
        'staged D b.txt',
        'staged A new*.txt',
        'unstaged M c.txt',
        'untracked ? newer.txt',
      ])
    })

    it('refuses to stage a file that does not exist', async () => {
      await committed()
      expect(tagOf(await h.writer.stage(h.root, ['none.txt'])())).to.equal('GitRefused')
    })

    it('unstages files and leaves the work tree as it is', async () => {
      await committed()
      await controls.write('a.txt', '1\n')
      await controls.write('b.txt', '2\n')
      await controls.stage()
      right(await h.writer.unstage(h.root, ['a.txt'])())
      expect(await pending()).to.have.members(['staged M b.txt', 'unstaged M a.txt'])
    })

    it('stages and unstages before the first commit', async () => {
      await controls.write('a.txt', 'one\n')
      right(await h.writer.stage(h.root, ['a.txt'])())
      expect(await pending()).to.deep.equal(['staged A a.txt'])
      right(await h.writer.unstage(h.root, ['a.txt'])())
      expect(await pending()).to.deep.equal(['untracked ? a.txt'])
    })

    it('discards a change down to the index, and restores it with its permissions', async () => {
      await committed()
      await controls.write('a.txt', 'staged\n')
      await controls.stage()
      await controls.write('a.txt', 'without a line end', '100755')
      const before = await pending()
      const id = right(await h.writer.discard(h.root, { path: 'a.txt', isTracked: true })())
      expect(await pending()).to.deep.equal(['staged M a.txt'])
      expect(right(await h.writer.restore(h.root, id)())).to.equal('a.txt')
      expect(await pending()).to.deep.equal(before)
      right(await h.writer.stage(h.root, ['a.txt'])())
      const patch = await patchOf('a.txt')
      expect(patch).to.match(/new mode 100755[^]*\+without a line end\n\\ No newline/)
    })

    it('discards an untracked file and an untracked link, and restores them', async () => {
      await committed()
      await controls.write('note.txt', 'note\n')
      await controls.link('link', 'a.txt')
      const before = await pending()
      const ids: string[] = []
      for (const path of ['note.txt', 'link'])
        ids.push(right(await h.writer.discard(h.root, { path, isTracked: false })()))
      expect(await pending()).to.deep.equal([])
      for (const id of ids) right(await h.writer.restore(h.root, id)())
      expect(await pending()).to.have.members(before)
      expect(await patchOf('link')).to.match(/new file mode 120000[^]*\+a\.txt\n/)
    })

    it('discards the removal of a file, and removes it again on a restore', async () => {
      await committed()
      await controls.remove('a.txt')
      const id = right(await h.writer.discard(h.root, { path: 'a.txt', isTracked: true })())
      expect(await pending()).to.deep.equal([])
      right(await h.writer.restore(h.root, id)())
      expect(await pending()).to.deep.equal(['unstaged D a.txt'])
    })

    it('restores a discard once', async () => {
      await committed()
      await controls.write('a.txt', '1\n')
      const id = right(await h.writer.discard(h.root, { path: 'a.txt', isTracked: true })())
      right(await h.writer.restore(h.root, id)())
      expect(await h.writer.restore(h.root, id)()).to.deep.equal(E.left(discardNotFound(id)))
      expect(await h.writer.restore(h.root, UNKNOWN)()).to.deep.equal(E.left(discardNotFound(UNKNOWN)))
    })

    /** `a.txt` with a change at each end, whose patch has two hunks. */
    const twoHunks = async (): Promise<{ readonly first: string; readonly second: string }> => {
      await controls.write('a.txt', LINES.join(''))
      await controls.commit('Begin')
      await controls.write('a.txt', ['one\n', ...LINES.slice(1, -1), 'last'].join(''))
      const patch = (await patchOf('a.txt')) ?? ''
      return { first: hunkPatch(patch, 0) ?? '', second: hunkPatch(patch, 1) ?? '' }
    }
    const changedIn = async (category: string): Promise<ReadonlyArray<string>> =>
      right(await h.history.changes(h.root, [])())
        .files.filter((file) => file.category === category)
        .flatMap(({ diff }) => (diff ?? '').split('\n').filter((line) => /^[+-](?![+-])/.test(line)))

    it('stages one hunk, and takes it out again', async () => {
      const { first, second } = await twoHunks()
      right(await h.writer.stageHunk(h.root, second)())
      expect(await changedIn('staged')).to.deep.equal(['-20', '+last'])
      expect(await changedIn('unstaged')).to.deep.equal(['-1', '+one'])
      expect(tagOf(await h.writer.stageHunk(h.root, second)())).to.equal('GitRefused')
      right(await h.writer.stageHunk(h.root, first)())
      expect(await changedIn('unstaged')).to.deep.equal([])
      right(await h.writer.unstageHunk(h.root, second)())
      expect(await changedIn('staged')).to.deep.equal(['-1', '+one'])
      expect(await changedIn('unstaged')).to.deep.equal(['-20', '+last'])
    })

    it('discards one hunk, and restores it while the file is as the discard left it', async () => {
      const { first, second } = await twoHunks()
      const ids: string[] = []
      for (const hunk of [second, first])
        ids.push(right(await h.writer.discard(h.root, { path: 'a.txt', isTracked: true, hunk })()))
      expect(await changedIn('unstaged')).to.deep.equal([])
      right(await h.writer.restore(h.root, ids[1] ?? '')())
      expect(await changedIn('unstaged')).to.deep.equal(['-1', '+one'])
      right(await h.writer.restore(h.root, ids[0] ?? '')())
      expect(await changedIn('unstaged')).to.deep.equal(['-1', '+one', '-20', '+last'])
      const id = right(await h.writer.discard(h.root, { path: 'a.txt', isTracked: true, hunk: first })())
      await controls.write('a.txt', 'other\n')
      expect(await h.writer.restore(h.root, id)()).to.deep.equal(E.left(changeOutdated('a.txt')))
    })

    it('does not restore over a file that was changed meanwhile, and keeps the discard', async () => {
      await committed()
      await controls.write('a.txt', '1\n')
      await controls.write('note.txt', 'note\n')
      const tracked = right(await h.writer.discard(h.root, { path: 'a.txt', isTracked: true })())
      const untracked = right(await h.writer.discard(h.root, { path: 'note.txt', isTracked: false })())
      await controls.write('a.txt', 'other\n')
      await controls.write('note.txt', 'other\n')
      expect(await h.writer.restore(h.root, tracked)()).to.deep.equal(E.left(changeOutdated('a.txt')))
      expect(await h.writer.restore(h.root, untracked)()).to.deep.equal(E.left(changeOutdated('note.txt')))
      expect(await patchOf('a.txt')).to.match(/\+other\n/)
      await controls.write('a.txt', 'one\n')
      right(await h.writer.restore(h.root, tracked)())
      expect(await patchOf('a.txt')).to.match(/\+1\n/)
    })

    it('commits what is staged and nothing else', async () => {
      await committed()
      await controls.write('a.txt', '1\n')
      await controls.stage()
      await controls.write('b.txt', '2\n')
      const sha = right(await h.writer.commit(h.root, 'Count\n\nBy digits.\n')())
      const { commits } = right(await h.history.log(h.root, { limit: 1, skip: 0, before: null })())
      expect(commits.map((commit) => [commit.sha, commit.subject])).to.deep.equal([[sha, 'Count']])
      expect(await pending()).to.deep.equal(['unstaged M b.txt'])
    })

    it('refuses to commit while nothing is staged', async () => {
      await committed()
      await controls.write('a.txt', '1\n')
      expect(tagOf(await h.writer.commit(h.root, 'Nothing')())).to.equal('GitRefused')
    })
  })
}
