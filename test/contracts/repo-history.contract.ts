import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { RepoHistory } from '../../application/repo/repo-history.port.js'
import { parseCommitId, type CommitId } from '../../domain/repo/commit.js'
import { commitNotFound, notARepository, notComparable } from '../../domain/repo/errors.js'
import { MAX_COMMIT_FILES, MAX_UNTRACKED_PATCHES, type FileDiff } from '../../domain/repo/file-diff.js'
import { AUTHOR, type RepoControls } from '../support/repo-controls.js'
import { right } from '../support/results.js'
import type { Harness } from './harness.js'

export type { RepoControls } from '../support/repo-controls.js'

/** Scene of the suite `describeRepoHistory`: a repository without a commit, on branch `main`. */
export interface RepoHistoryHarness extends Harness {
  /** Adapter under test. */
  readonly history: RepoHistory
  /** Top of its work tree. */
  readonly root: string
  /** A folder in no repository. */
  readonly elsewhere: string
  /** Controls of the repository. */
  readonly controls: RepoControls
}

/** Contract of `RepoHistory`. */
export function describeRepoHistory(technology: string, open: () => Promise<RepoHistoryHarness>): void {
  describe(`RepoHistory on ${technology}`, () => {
    let h: RepoHistoryHarness
    let controls: RepoControls
    beforeEach(async () => {
      h = await open()
      controls = h.controls
    })
    afterEach(() => h.close())

    const status = async () => right(await h.history.status(h.root)())
    const pending = async (...only: string[]) => right(await h.history.changes(h.root, only)())
    const branches = async () => right(await h.history.branches(h.root)())
    const log = async (limit = 10, skip = 0) => right(await h.history.log(h.root, { limit, skip, before: null })())
    const commit = async (sha: string, ...only: string[]) => right(await h.history.commit(h.root, id(sha), only)())
    const contextOf = ({ files }: { readonly files: ReadonlyArray<FileDiff> }): ReadonlyArray<string> =>
      files.flatMap(({ diff }) => [...(diff ?? '').matchAll(/^ (.*)$/gm)].map(([, line = '']) => line))
    const longFile = (changed: string): string =>
      [...Array.from({ length: 10 }, (_, line) => `${line}`), changed, 'end', ''].join('\n')
    const twoCommits = async (): Promise<readonly [string, string]> => {
      await controls.write('a.txt', 'one\ntwo\nthree\n')
      const first = await controls.commit('First\n\nWith a body.\n')
      await controls.write('a.txt', 'one\n2\nthree\n')
      return [first, await controls.commit('Second on\ntwo lines\n')]
    }

    describe('outside a repository', () => {
      it('says so to every question', async () => {
        for (const directory of [h.elsewhere, `${h.elsewhere}/missing`]) {
          const no = E.left(notARepository(directory))
          expect(await h.history.status(directory)()).to.deep.equal(no)
          expect(await h.history.changes(directory, [])()).to.deep.equal(no)
          expect(await h.history.changesSince(directory, 'HEAD', [])()).to.deep.equal(no)
          expect(await h.history.log(directory, { limit: 1, skip: 0, before: null })()).to.deep.equal(no)
          expect(await h.history.branches(directory)()).to.deep.equal(no)
          expect(await h.history.commit(directory, id('abcd'), [])()).to.deep.equal(no)
          expect(
            await h.history.compare(directory, { base: 'refs/heads/a', head: 'refs/heads/b' }, [])(),
          ).to.deep.equal(no)
        }
      })
    })

    describe('before the first commit', () => {
      it('is on a branch with nothing in it', async () => {
        const head = { branch: 'main', ahead: null, behind: null }
        expect(await status()).to.deep.equal({ root: h.root, prefix: '', head, entries: [] })
        expect(await pending()).to.deep.equal({ root: h.root, head, files: [], omitted: 0 })
        expect(await log()).to.deep.equal({ commits: [], hasMore: false })
        expect(await branches()).to.deep.equal({ local: [], remote: [], originHead: null })
        expect(await h.history.commit(h.root, id('abcd'), [])()).to.deep.equal(E.left(commitNotFound('abcd')))
      })

      it('shows what is staged for it as added', async () => {
        await controls.write('a.txt', 'one\n')
        await controls.stage()
        expect((await status()).entries).to.deep.equal([{ path: 'a.txt', index: 'A', workTree: null }])
        expect((await pending()).files.map(brief)).to.deep.equal(['staged A a.txt +1 -0'])
      })
    })

    describe('status', () => {
      it('tells staged, changed, removed, unknown and conflicting paths apart', async () => {
        for (const path of ['both', 'changed', 'kept', 'removed', 'staged']) await controls.write(path, 'x\n')
        await controls.commit('All')
        await controls.write('both', 'y\n')
        await controls.write('staged', 'y\n')
        await controls.write('new', 'y\n')
        await controls.stage()
        await controls.write('both', 'z\n')
        await controls.write('changed', 'y\n')
        await controls.remove('removed')
        await controls.write('unknown', 'y\n')
        await controls.write('folder/unknown', 'y\n')
        const { entries } = await status()
        expect([...entries].sort((a, b) => (a.path < b.path ? -1 : 1))).to.deep.equal([
          { path: 'both', index: 'M', workTree: 'M' },
          { path: 'changed', index: null, workTree: 'M' },
          { path: 'folder/', index: null, workTree: '?' },
          { path: 'new', index: 'A', workTree: null },
          { path: 'removed', index: null, workTree: 'D' },
          { path: 'staged', index: 'M', workTree: null },
          { path: 'unknown', index: null, workTree: '?' },
        ])
      })

      it('is the same from a folder below, which it names', async () => {
        await controls.write('below/a.txt', 'one\n')
        await controls.commit('One')
        await controls.write('b.txt', 'one\n')
        expect(right(await h.history.status(`${h.root}/below`)())).to.deep.equal({
          ...(await status()),
          prefix: 'below/',
        })
        expect(await h.history.changes(`${h.root}/below`, [])()).to.deep.equal(await h.history.changes(h.root, [])())
      })

      it('counts commits ahead of and behind the upstream, null without one or when it is gone', async () => {
        const [first, second] = await twoCommits()
        await controls.remoteRef('origin/main', second)
        await controls.track('main', 'origin/main')
        await controls.checkOut(first)
        await controls.branch('feature')
        await controls.track('feature', 'origin/main')
        await controls.checkOut('feature')
        expect((await status()).head).to.deep.equal({ branch: 'feature', ahead: 0, behind: 1 })
        await controls.commit('Third')
        expect((await status()).head).to.deep.equal({ branch: 'feature', ahead: 1, behind: 1 })
        await controls.track('feature', 'origin/gone')
        expect((await status()).head).to.deep.equal({ branch: 'feature', ahead: null, behind: null })
      })

      it('has no branch when the head is detached', async () => {
        const [first] = await twoCommits()
        await controls.checkOut(first)
        expect((await status()).head).to.deep.equal({ branch: null, ahead: null, behind: null })
      })
    })

    describe('changes', () => {
      it('shows a path changed in index and work tree twice, each with its own patch', async () => {
        await twoCommits()
        await controls.write('a.txt', 'one\n2\n3\n')
        await controls.stage()
        await controls.write('a.txt', 'one\n2\n3\nfour\n')
        const { files, omitted } = await pending()
        expect(omitted).to.equal(0)
        expect(files.map(brief)).to.deep.equal(['staged M a.txt +1 -1', 'unstaged M a.txt +1 -0'])
        expect(files[0]?.diff).to.equal(
          [
            'diff --git a/a.txt b/a.txt',
            'index f04eb265ebd74fba2cddf0a6adf2a6a7f81c87aa..26dde9c5eb9ce74384df73c4d5879a67b334a954 100644',
            '--- a/a.txt',
            '+++ b/a.txt',
            '@@ -1,3 +1,3 @@',
            ' one',
            ' 2',
            '-three',
            '+3',
            '',
          ].join('\n'),
        )
      })

      it('shows untracked files one by one as additions', async () => {
        await controls.write('folder/one', 'a\nb\n')
        await controls.write('folder/two', 'no end')
        await controls.write('empty', '')
        await controls.write('run me', '#!\n', '100755')
        const { files } = await pending()
        expect(files.map(({ diff }) => diff)).to.deep.equal([
          'diff --git a/empty b/empty\nnew file mode 100644\n',
          'diff --git a/folder/one b/folder/one\nnew file mode 100644\n--- /dev/null\n+++ b/folder/one\n@@ -0,0 +1,2 @@\n+a\n+b\n',
          'diff --git a/folder/two b/folder/two\nnew file mode 100644\n--- /dev/null\n+++ b/folder/two\n@@ -0,0 +1 @@\n+no end\n\\ No newline at end of file\n',
          'diff --git a/run me b/run me\nnew file mode 100755\n--- /dev/null\n+++ b/run me\t\n@@ -0,0 +1 @@\n+#!\n',
        ])
        expect(files.map(brief)).to.deep.equal([
          'untracked ? empty +0 -0',
          'untracked ? folder/one +2 -0',
          'untracked ? folder/two +1 -0',
          'untracked ? run me +1 -0',
        ])
      })

      it('gives a patch to the first hundred untracked files', async () => {
        for (let file = 0; file < MAX_UNTRACKED_PATCHES + 1; file++) await controls.write(`f${1000 + file}`, 'x\n')
        const { files } = await pending()
        expect(files.filter(({ diff }) => diff === null).map(({ path }) => path)).to.deep.equal(['f1100'])
      })

      it('says of a binary file only that it differs', async () => {
        await controls.write('image', 'PNG\0one')
        await controls.commit('Image')
        await controls.write('image', 'PNG\0two')
        await controls.write('other', '\0')
        expect((await pending()).files).to.deep.equal([
          { ...NO_PATCH, category: 'unstaged', path: 'image', status: 'M', binary: true },
          { ...NO_PATCH, category: 'untracked', path: 'other', status: '?', binary: true },
        ])
      })

      it('shows a conflict once, against our side, and counts it as a change', async () => {
        await controls.write('a.txt', 'one\n')
        await controls.commit('Base')
        await controls.branch('other')
        await controls.write('a.txt', 'ours\n')
        await controls.commit('Ours')
        await controls.checkOut('other')
        await controls.write('a.txt', 'theirs\n')
        await controls.commit('Theirs')
        await controls.checkOut('main')
        await controls.merge('other')
        expect((await status()).entries).to.deep.equal([{ path: 'a.txt', index: null, workTree: 'U' }])
        const { files } = await pending()
        expect(files.map(brief)).to.deep.equal(['unstaged U a.txt +4 -0'])
        expect(body(files[0]?.diff)).to.deep.equal([
          '@@ -1 +1,5 @@',
          '+<<<<<<< HEAD',
          ' ours',
          '+=======',
          '+theirs',
          '+>>>>>>> other',
        ])
      })

      it('shows as much around a change as is asked for, staged or not', async () => {
        await controls.write('a', longFile('old'))
        await controls.commit('Long')
        await controls.write('a', longFile('new'))
        expect(contextOf(await pending())).to.deep.equal(['7', '8', '9', 'end'])
        await controls.stage()
        const { files } = right(await h.history.changes(h.root, [], 100)())
        expect(contextOf({ files })).to.deep.equal(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'end'])
      })

      it('can be asked for some paths, which are taken literally', async () => {
        for (const path of ['a', 'b', '*', ':(top)b']) await controls.write(path, 'x\n')
        await controls.commit('All')
        for (const path of ['a', 'b', '*', ':(top)b', 'new']) await controls.write(path, 'y\n')
        expect((await pending('*', ':(top)b', 'new', 'missing')).files.map(brief)).to.deep.equal([
          'unstaged M * +1 -1',
          'unstaged M :(top)b +1 -1',
          'untracked ? new +1 -0',
        ])
      })
    })

    describe('log', () => {
      it('goes back from the head, newest first, with the refs that point there', async () => {
        const [first, second] = await twoCommits()
        await controls.branch('feature/x')
        await controls.tag('v1')
        await controls.remoteRef('origin/main', first)
        await controls.remoteRef('origin/x', second)
        await controls.originHead('main')
        expect(await log()).to.deep.equal({
          commits: [
            {
              sha: second,
              shortSha: second.slice(0, 7),
              parents: [first],
              subject: 'Second on two lines',
              authorName: AUTHOR,
              isoDate: '2026-03-01T08:01:00+01:00',
              refs: ['feature/x', 'main', 'origin/x', 'v1'],
            },
            {
              sha: first,
              shortSha: first.slice(0, 7),
              parents: [],
              subject: 'First',
              authorName: AUTHOR,
              isoDate: '2026-03-01T08:00:00+01:00',
              refs: ['origin/main'],
            },
          ],
          hasMore: false,
        })
      })

      it('names both parents of a merge, the one that was merged into first', async () => {
        const [first] = await twoCommits()
        await controls.branch('side')
        await controls.checkOut('side')
        await controls.write('side.txt', 'x\n')
        const side = await controls.commit('Side')
        await controls.checkOut('main')
        await controls.write('main.txt', 'x\n')
        const main = await controls.commit('Main')
        const merge = await controls.merge('side')
        const { commits } = await log()
        expect(commits[0]).to.deep.include({ sha: merge, parents: [main, side] })
        expect(commits.at(-1)).to.deep.include({ sha: first, parents: [] })
        expect((await commit(merge)).parents).to.deep.equal([main, side])
      })

      it('comes in pages and says whether there is another', async () => {
        const [first, second] = await twoCommits()
        const shas = async (limit: number, skip: number) => {
          const { commits, hasMore } = await log(limit, skip)
          return [commits.map(({ sha }) => sha), hasMore]
        }
        expect(await shas(1, 0)).to.deep.equal([[second], true])
        expect(await shas(1, 1)).to.deep.equal([[first], false])
        expect(await shas(5, 7)).to.deep.equal([[], false])
        expect(await shas(0, 0)).to.deep.equal([[], true])
      })

      it('starts before a date', async () => {
        const [first] = await twoCommits()
        const page = { limit: 10, skip: 0, before: '2026-03-01T08:00:30+01:00' }
        expect(right(await h.history.log(h.root, page)()).commits.map(({ sha }) => sha)).to.deep.equal([first])
      })

      it('is that of a detached head, too', async () => {
        const [first] = await twoCommits()
        await controls.checkOut(first)
        expect((await log()).commits.map(({ sha }) => sha)).to.deep.equal([first])
      })
    })

    describe('branches', () => {
      it('lists local ones with their upstream and remote ones, by name', async () => {
        const [first, second] = await twoCommits()
        await controls.branch('a/b')
        await controls.remoteRef('origin/main', first)
        await controls.remoteRef('fork/größe', second)
        await controls.originHead('main')
        await controls.track('main', 'origin/main')
        await controls.track('a/b', 'origin/gone')
        expect(await branches()).to.deep.equal({
          local: [
            { name: 'a/b', current: false, upstream: 'origin/gone', ahead: 0, behind: 0 },
            { name: 'main', current: true, upstream: 'origin/main', ahead: 1, behind: 0 },
          ],
          remote: [{ name: 'fork/größe' }, { name: 'origin/main' }],
          originHead: 'main',
        })
        await controls.checkOut(first)
        expect((await branches()).local.map(({ current }) => current)).to.deep.equal([false, false])
      })
    })

    describe('commit', () => {
      it('shows the first one against nothing and others against their parent', async () => {
        const [first, second] = await twoCommits()
        expect(await commit(first)).to.deep.equal({
          sha: first,
          shortSha: first.slice(0, 7),
          parents: [],
          subject: 'First',
          authorName: AUTHOR,
          isoDate: '2026-03-01T08:00:00+01:00',
          files: [
            {
              ...NO_PATCH,
              path: 'a.txt',
              status: 'A',
              additions: 3,
              diff: `diff --git a/a.txt b/a.txt\nnew file mode 100644\nindex ${NO_ID}..${ONE_TWO_THREE}\n--- /dev/null\n+++ b/a.txt\n@@ -0,0 +1,3 @@\n+one\n+two\n+three\n`,
            },
          ],
          omitted: 0,
        })
        const { files } = await commit(second.slice(0, 8))
        expect(files.map(brief)).to.deep.equal(['M a.txt +1 -1'])
        expect(body(files[0]?.diff)).to.deep.equal(['@@ -1,3 +1,3 @@', ' one', '-two', '+2', ' three'])
      })

      it('follows renames, and shows no patch for one that changes nothing', async () => {
        const lines = Array.from({ length: 20 }, (_, line) => `line ${line}\n`)
        await controls.write('old one', lines.join(''))
        await controls.write('old two', lines.map((line) => `2 ${line}`).join(''))
        await controls.commit('First')
        await controls.remove('old one')
        await controls.remove('old two')
        await controls.write('new/one', lines.join(''))
        await controls.write('new/two', `${lines.map((line) => `2 ${line}`).join('')}and more\n`)
        const { files } = await commit(await controls.commit('Second'))
        expect(files.map(brief)).to.deep.equal(['R old one → new/one +0 -0', 'R old two → new/two +1 -0'])
        expect(files[0]?.diff).to.equal(null)
        expect(files[1]?.diff).to.include('rename from old two\nrename to new/two\n')
      })

      it('shows changes of modes, links and removed files', async () => {
        await controls.write('run', 'x\n')
        await controls.write('gone', 'x\ny\n')
        await controls.commit('First')
        await controls.write('run', 'x\n', '100755')
        await controls.remove('gone')
        await controls.link('link', 'run')
        const { files } = await commit(await controls.commit('Second'))
        expect(files.map(brief)).to.deep.equal(['D gone +0 -2', 'A link +1 -0', 'M run +0 -0'])
        expect(files[1]?.diff).to.include('new file mode 120000\n')
        expect(files[2]?.diff).to.equal('diff --git a/run b/run\nold mode 100644\nnew mode 100755\n')
      })

      it('shows a merge against its first parent', async () => {
        await twoCommits()
        await controls.branch('other')
        await controls.write('b.txt', 'b\n')
        await controls.commit('On main')
        await controls.checkOut('other')
        await controls.write('c.txt', 'c\n')
        await controls.commit('On other')
        await controls.checkOut('main')
        const { subject, files } = await commit(await controls.merge('other'))
        expect([subject, ...files.map(brief)]).to.deep.equal(['Merge other', 'A c.txt +1 -0'])
      })

      it('lists a limited number of files', async () => {
        for (let file = 0; file < MAX_COMMIT_FILES + 2; file++) await controls.write(`f${1000 + file}`, `${file}\n`)
        const { files, omitted } = await commit(await controls.commit('Many'))
        expect([files.length, omitted, files.at(-1)?.path]).to.deep.equal([MAX_COMMIT_FILES, 2, 'f1199'])
      })

      it('can be asked for some paths', async () => {
        for (const path of ['a', 'b', '*']) await controls.write(path, `${path}\n`)
        const sha = await controls.commit('First')
        expect((await commit(sha, '*', 'b')).files.map(brief)).to.deep.equal(['A * +1 -0', 'A b +1 -0'])
        expect(await commit(sha, 'missing')).to.deep.include({ sha, files: [] })
      })

      it('shows as much around a change as is asked for', async () => {
        await controls.write('a', longFile('old'))
        await controls.commit('Long')
        await controls.write('a', longFile('new'))
        const sha = await controls.commit('Longer')
        expect(contextOf(right(await h.history.commit(h.root, id(sha), [], 4)()))).to.deep.equal([
          '6',
          '7',
          '8',
          '9',
          'end',
        ])
      })

      it('does not find what is no commit', async () => {
        const [, second] = await twoCommits()
        await controls.branch('abcd')
        const not = async (text: string) =>
          expect(await h.history.commit(h.root, id(text), [])()).to.deep.equal(E.left(commitNotFound(text)))
        await not(ONE_TWO_THREE)
        await not('0'.repeat(40))
        if (!second.startsWith('abcd')) await not('abcd')
      })

      it('keeps CRLF, tabs, quotes and newlines in names and content as they are', async () => {
        const names = ['größe.md', 'quo"te', 'tab\there', 'new\nline', 'back\\slash', ' blank ', "'"]
        for (const name of names) await controls.write(name, 'a\r\n\tb\r\n')
        await controls.write('last', 'line\u2028separator\n')
        const { files } = await commit(await controls.commit('Names'))
        expect(files.map(({ path }) => path)).to.have.members([...names, 'last'])
        for (const { path, diff } of files.filter(({ path }) => path !== 'last'))
          expect([path, body(diff)]).to.deep.equal([path, ['@@ -0,0 +1,2 @@', '+a\r', '+\tb\r']])
        expect(files.find(({ path }) => path === 'quo"te')?.diff).to.match(/^diff --git "a\/quo\\"te" "b\/quo\\"te"\n/)
        expect(files.find(({ path }) => path === 'größe.md')?.diff).to.match(/^diff --git a\/größe.md b\/größe.md\n/)
        expect(files.find(({ path }) => path === 'new\nline')?.diff).to.match(/^diff --git "a\/new\\nline" /)
      })
    })

    describe('changesSince', () => {
      it('lists tracked and untracked files against the last commit and against a merge base', async () => {
        await controls.write('a.txt', 'one\n')
        await controls.commit('Begin')
        await controls.branch('idea')
        await controls.write('on-main', 'x\n')
        await controls.commit('On main')
        await controls.checkOut('idea')
        await controls.write('b.txt', 'two\n')
        await controls.commit('On idea')
        await controls.write('a.txt', '1\n')
        await controls.stage()
        await controls.write('a.txt', '1\n2\n')
        await controls.write('new', 'x\n')
        const since = async (ref: string, ...only: string[]) =>
          right(await h.history.changesSince(h.root, ref, only)()).files.map(brief)
        expect(await since('HEAD')).to.deep.equal(['unstaged M a.txt +2 -1', 'untracked ? new +1 -0'])
        expect(await since('refs/heads/main')).to.deep.equal([
          'unstaged M a.txt +2 -1',
          'unstaged A b.txt +1 -0',
          'untracked ? new +1 -0',
        ])
        expect(await since('refs/heads/main', 'b.txt')).to.deep.equal(['unstaged A b.txt +1 -0'])
      })

      it('cannot compare with what does not exist or is no name of a ref', async () => {
        expect(await h.history.changesSince(h.root, 'HEAD', [])()).to.deep.equal(E.left(notComparable('HEAD', 'HEAD')))
        await twoCommits()
        for (const ref of ['refs/heads/none', '--output=x', 'HEAD~1', ''])
          expect(await h.history.changesSince(h.root, ref, [])()).to.deep.equal(E.left(notComparable(ref, 'HEAD')))
      })
    })

    describe('compare', () => {
      it('shows what a branch has since it left its base', async () => {
        await twoCommits()
        await controls.branch('idea')
        await controls.write('only-on-main', 'x\n')
        await controls.commit('On main')
        await controls.checkOut('idea')
        await controls.write('a.txt', 'one\n2\n3\n')
        await controls.write('new', 'x\n')
        await controls.commit('On idea')
        await controls.write('not-committed', 'x\n')
        const compared = right(
          await h.history.compare(h.root, { base: 'refs/heads/main', head: 'refs/heads/idea' }, [])(),
        )
        expect([...compared.files.map(brief), compared.omitted]).to.deep.equal(['M a.txt +1 -1', 'A new +1 -0', 0])
        const one = right(
          await h.history.compare(h.root, { base: 'refs/heads/main', head: 'refs/heads/idea' }, ['new'])(),
        )
        expect(one.files.map(brief)).to.deep.equal(['A new +1 -0'])
      })

      it('shows as much around a change as is asked for', async () => {
        await controls.write('a', longFile('old'))
        await controls.commit('Long')
        await controls.branch('idea')
        await controls.checkOut('idea')
        await controls.write('a', longFile('new'))
        await controls.commit('Longer')
        const compared = await h.history.compare(h.root, { base: 'refs/heads/main', head: 'refs/heads/idea' }, [], 5)()
        expect(contextOf(right(compared))).to.deep.equal(['5', '6', '7', '8', '9', 'end'])
      })

      it('cannot compare what does not exist or is no name of a ref', async () => {
        await twoCommits()
        for (const other of ['refs/heads/none', '--output=x', 'refs/heads/main..', 'refs/heads/main~1', ''])
          expect(await h.history.compare(h.root, { base: 'refs/heads/main', head: other }, [])()).to.deep.equal(
            E.left(notComparable('refs/heads/main', other)),
          )
      })
    })
  })
}

/** Of the empty file that was not there. */
const NO_ID = '0'.repeat(40)
/** The id of `one\ntwo\nthree\n`. */
const ONE_TWO_THREE = '4cb29ea38f70d7c61b2a3a25b02e3bdf44905402'

const NO_PATCH = {
  oldPath: null,
  additions: 0,
  deletions: 0,
  binary: false,
  oversize: false,
  deferred: false,
  diff: null,
}

function id(text: string): CommitId {
  return right(parseCommitId(text))
}

/** A file in a line: category if it has one, status, path, counts. */
function brief(file: FileDiff & { readonly category?: string }): string {
  const names = file.oldPath === null ? file.path : `${file.oldPath} → ${file.path}`
  const words = [file.status, names, `+${file.additions}`, `-${file.deletions}`]
  return (file.category === undefined ? words : [file.category, ...words]).join(' ')
}

/** The lines of a patch from its first hunk on. */
function body(diff: string | null | undefined): ReadonlyArray<string> {
  const lines = (diff ?? '').split('\n').slice(0, -1)
  return lines.slice(lines.findIndex((line) => line.startsWith('@@')))
}
