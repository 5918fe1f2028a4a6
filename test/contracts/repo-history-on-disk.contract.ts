import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, stat, symlink, truncate, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { RepoHistory } from '../../application/repo/repo-history.port.js'
import { unavailable } from '../../application/shared/errors.js'
import { parseCommitId } from '../../domain/repo/commit.js'
import { commitNotFound, notARepository } from '../../domain/repo/errors.js'
import { MAX_CHANGED_FILES, type FileDiff } from '../../domain/repo/file-diff.js'
import { right } from '../support/results.js'
import { PLAIN_GIT, scratchRepository, type ScratchRepository } from '../support/scratch-repository.js'

/** Contract of a `RepoHistory` that reads git's own repositories, with unusual and hostile ones. */
export function describeRepoHistoryOnDisk(
  technology: string,
  open: (environment: Readonly<Record<string, string>>) => RepoHistory,
): void {
  describe(`RepoHistory on ${technology}, on disk`, () => {
    const history = open(PLAIN_GIT)
    let repository: ScratchRepository
    let root: string
    let git: ScratchRepository['git']
    let controls: ScratchRepository['controls']
    let other: string
    beforeEach(async () => {
      repository = await scratchRepository()
      ;({ root, git, controls } = repository)
      other = await mkdtemp(join(tmpdir(), 'penates-other-'))
    })
    afterEach(async () => {
      await repository.close()
      await rm(other, { recursive: true, force: true })
    })

    const status = async (directory = root) => right(await history.status(directory)())
    const entries = async (directory = root) =>
      (await status(directory)).entries.map(({ path, index, workTree }) => `${index ?? '.'}${workTree ?? '.'} ${path}`)
    const files = async (directory = root) => right(await history.changes(directory, [])()).files
    const log = async (directory = root) =>
      right(await history.log(directory, { limit: 50, skip: 0, before: null })()).commits
    const commit = async (sha: string, directory = root) =>
      right(await history.commit(directory, right(parseCommitId(sha)), [])())
    const readAll = async (directory = root): Promise<ReadonlyArray<E.Either<unknown, unknown>>> => {
      const head = E.toUnion(await history.log(directory, { limit: 1, skip: 0, before: null })())
      const sha = 'commits' in head ? (head.commits[0]?.sha ?? 'abcd') : 'abcd'
      return [
        await history.status(directory)(),
        await history.changes(directory, [])(),
        await history.log(directory, { limit: 50, skip: 0, before: null })(),
        await history.branches(directory)(),
        await history.commit(directory, right(parseCommitId(sha)), [])(),
        await history.compare(directory, { base: 'refs/heads/main', head: 'refs/heads/main' }, [])(),
      ]
    }

    describe('names and content', () => {
      const latin1 = Buffer.from([...Buffer.from(`caf`), 0xe9])
      const inRoot = (name: Buffer): Buffer => Buffer.concat([Buffer.from(`${root}/`), name])

      it('shows names and content that are not UTF-8 with a replacement', async () => {
        await writeFile(inRoot(latin1), Buffer.from([0x61, 0xe9, 0x0a]))
        const { files: added } = await commit(await controls.commit('Latin'))
        expect(added.map(brief)).to.deep.equal(['A caf\ufffd +1 -0'])
        expect(added[0]?.diff).to.match(/^diff --git a\/caf\ufffd b\/caf\ufffd\n/)
        expect(added[0]?.diff).to.match(/\n\+a\ufffd\n$/)
        await writeFile(inRoot(latin1), 'b\n')
        await writeFile(inRoot(Buffer.from([0xff])), 'x\n')
        expect(await entries()).to.have.members(['.M caf\ufffd', '.? \ufffd'])
        expect((await files()).map(brief)).to.deep.equal(['unstaged M caf\ufffd +1 -1', 'untracked ? \ufffd +1 -0'])
      })

      it('does not show a line of two megabytes, but counts it', async () => {
        await controls.write('long', `${'a'.repeat(2_000_000)}\n`)
        const { files: added } = await commit(await controls.commit('Long'))
        expect(added.map(({ diff, oversize, additions }) => [diff, oversize, additions])).to.deep.equal([
          [null, true, 1],
        ])
        await controls.write('long', `${'b'.repeat(2_000_000)}\n`)
        await controls.write('unknown', 'c'.repeat(2_000_000))
        expect((await files()).map(({ diff, oversize, additions }) => [diff, oversize, additions])).to.deep.equal([
          [null, true, 1],
          [null, true, 1],
        ])
      })

      it('shows only that CRLF became LF, and nothing when git itself turns one into the other', async () => {
        await controls.write('crlf', 'a\r\nb\r\n')
        await controls.commit('CRLF')
        await controls.write('crlf', 'a\nb\n')
        expect((await files()).map(brief)).to.deep.equal(['unstaged M crlf +2 -2'])
        await git('checkout', '--quiet', 'crlf')
        await controls.write('.gitattributes', '*.txt text eol=crlf\n')
        await controls.write('a.txt', 'a\r\nb\r\n')
        await controls.commit('Attributes')
        await controls.write('a.txt', 'a\r\nb\r\n')
        expect(await entries()).to.deep.equal([])
      })

      it('goes on past what is far too large, and says what was left out', async () => {
        await controls.write('a big one', '')
        await controls.write('b', '')
        await controls.commit('Empty')
        await controls.write('a big one', 'a line of text\n'.repeat(700_000))
        await controls.write('b', 'x\n')
        expect((await files()).map((file) => [brief(file), file.oversize, file.deferred])).to.deep.equal([
          ['unstaged M a big one +700000 -0', true, false],
          ['unstaged M b +1 -0', false, true],
        ])
        const only = right(await history.changes(root, ['b'])()).files
        expect(only.map(({ diff }) => diff?.split('\n').at(-2))).to.deep.equal(['+x'])
      })

      it('lists a limited number of files', async () => {
        await mkdir(join(root, 'many'))
        for (let file = 0; file < MAX_CHANGED_FILES + 3; file++) await writeFile(join(root, 'many', String(file)), '')
        const { files: listed, omitted } = right(await history.changes(root, [])())
        expect([listed.length, omitted]).to.deep.equal([MAX_CHANGED_FILES, 3])
      })

      it('does not wait for pipes, read endless files or follow links', async () => {
        execFileSync('mkfifo', [join(root, 'pipe')])
        await writeFile(join(root, 'sparse'), 'text')
        await truncate(join(root, 'sparse'), 10 * 1024 ** 3)
        await symlink('/etc/passwd', join(root, 'link'))
        await symlink('/dev/zero', join(root, 'zero'))
        const found = await files()
        expect(found.map(brief)).to.deep.equal([
          'untracked ? link +1 -0',
          'untracked ? sparse +0 -0',
          'untracked ? zero +1 -0',
        ])
        expect(found[0]?.diff).to.match(/new file mode 120000\n[^]*\n\+\/etc\/passwd\n\\ No newline/)
        expect(found[1]?.binary).to.equal(true)
      })
    })

    describe('kinds of change', () => {
      it('shows a file that became a link in two patches of one file', async () => {
        await controls.write('a', 'x\n')
        await controls.commit('File')
        await controls.remove('a')
        await controls.link('a', 'target')
        expect(await entries()).to.deep.equal(['.T a'])
        const [changed] = await files()
        expect(changed?.diff?.match(/^diff --git a\/a b\/a$/gm)?.length).to.equal(2)
        const { files: committed } = await commit(await controls.commit('Link'))
        expect(committed.map(brief)).to.deep.equal(['T a +1 -1'])
        expect(committed[0]?.diff).to.equal(changed?.diff?.replace(/\.\.0{40}\n/g, (same) => same))
      })

      it('shows every kind of conflict', async () => {
        for (const path of ['deleted by them', 'deleted by us', 'changed by both', 'renamed'])
          await controls.write(path, `${path}\n`)
        await controls.commit('Base')
        await controls.branch('other')
        await controls.remove('deleted by us')
        await controls.write('deleted by them', 'ours\n')
        await controls.write('changed by both', 'ours\n')
        await controls.write('added by both', 'ours\n')
        await controls.commit('Ours')
        await controls.checkOut('other')
        await controls.remove('deleted by them')
        await controls.write('deleted by us', 'theirs\n')
        await controls.write('changed by both', 'theirs\n')
        await controls.write('added by both', 'theirs\n')
        await controls.write('clean', 'theirs\n')
        await controls.commit('Theirs')
        await controls.checkOut('main')
        await controls.merge('other')
        const conflicts = ['added by both', 'changed by both', 'deleted by them', 'deleted by us']
        expect((await entries()).sort()).to.deep.equal([...conflicts.map((path) => `.U ${path}`), 'A. clean'])
        const found = await files()
        expect(found.map(({ category, status: letter, path }) => `${category} ${letter} ${path}`)).to.deep.equal([
          'staged A clean',
          ...conflicts.map((path) => `unstaged U ${path}`),
        ])
      })

      it('shows a file that is only intended to be added', async () => {
        await controls.commit('Nothing')
        await controls.write('a', 'x\n')
        await git('add', '--intent-to-add', 'a')
        expect(await entries()).to.deep.equal(['.A a'])
        expect((await files()).map(brief)).to.deep.equal(['unstaged A a +1 -0'])
      })

      it('does not count a file that was only touched', async () => {
        await controls.write('a', 'x\n')
        await controls.commit('A')
        await controls.write('a', 'x\n')
        execFileSync('touch', ['-d', '2001-01-01', join(root, 'a')])
        expect([await entries(), await files()]).to.deep.equal([[], []])
      })

      it('shows a repository within the repository as one untracked folder', async () => {
        await controls.commit('Nothing')
        await git('init', '--quiet', 'inner')
        await controls.write('inner/a', 'x\n')
        expect(await entries()).to.deep.equal(['.? inner/'])
        expect((await files()).map(brief)).to.deep.equal(['untracked ? inner/ +0 -0'])
      })
    })

    describe('submodules', () => {
      beforeEach(async () => {
        const source = await scratchRepository()
        await source.controls.write('a', 'x\n')
        await source.controls.commit('First')
        await git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', source.root, 'module')
        await controls.commit('Module')
        await source.close()
      })

      it('are changed when they are at another commit; what is changed within them is their own', async () => {
        expect(await entries()).to.deep.equal([])
        await controls.write('module/a', 'y\n')
        expect(await entries()).to.deep.equal([])
        await git('-C', 'module', 'commit', '--quiet', '--all', '--message', 'Second')
        expect(await entries()).to.deep.equal(['.M module'])
        const [changed] = await files()
        expect(changed?.diff).to.match(/\n-Subproject commit [0-9a-f]{40}\n\+Subproject commit [0-9a-f]{40}\n$/)
        const { files: committed } = await commit(await controls.commit('Moved'))
        expect(committed.map(brief)).to.deep.equal(['M module +1 -1'])
      })

      it('are separate repositories from within', async () => {
        expect((await status(join(root, 'module'))).root).to.equal(join(root, 'module'))
        expect((await log(join(root, 'module'))).map(({ subject }) => subject)).to.deep.equal(['First'])
      })
    })

    describe('places', () => {
      it('knows linked work trees, each with its own head', async () => {
        await controls.write('a', 'x\n')
        await controls.commit('First')
        const linked = join(other, 'linked')
        await git('worktree', 'add', '--quiet', '-b', 'idea', linked)
        await writeFile(join(linked, 'a'), 'y\n')
        expect(await status(linked)).to.deep.equal({
          root: linked,
          prefix: '',
          head: { branch: 'idea', ahead: null, behind: null },
          entries: [{ path: 'a', index: null, workTree: 'M' }],
        })
        expect((await files(linked)).map(brief)).to.deep.equal(['unstaged M a +1 -1'])
        expect(right(await history.branches(linked)()).local.map(({ name, current }) => [name, current])).to.deep.equal(
          [
            ['idea', true],
            ['main', false],
          ],
        )
        expect(await entries()).to.deep.equal([])
      })

      it('follows links to a folder, and finds the work tree from within its repository', async () => {
        await controls.write('a', 'x\n')
        await symlink(root, join(other, 'link'))
        expect((await status(join(other, 'link'))).root).to.equal(root)
        expect((await status(join(root, '.git', 'refs'))).root).to.equal(root)
      })

      it('takes no bare repository for one, nor a folder that is gone or a broken link to one', async () => {
        await git('init', '--quiet', '--bare', join(other, 'bare'))
        await mkdir(join(other, 'broken'))
        await writeFile(join(other, 'broken', '.git'), 'gitdir: /nonexistent\n')
        await mkdir(join(other, 'empty', '.git'), { recursive: true })
        for (const directory of ['bare', 'broken', 'empty', 'missing'].map((name) => join(other, name)))
          expect(await history.status(directory)()).to.deep.equal(E.left(notARepository(directory)))
      })

      it('does not let an environment mislead it', async () => {
        await controls.write('a', 'x\n')
        const misled = open({ ...PLAIN_GIT, GIT_DIR: '/nonexistent', GIT_INDEX_FILE: '/nonexistent', GIT_TRACE: '1' })
        expect(await misled.status(root)()).to.deep.equal(await history.status(root)())
        expect(await misled.changes(root, [])()).to.deep.equal(await history.changes(root, [])())
      })
    })

    describe('clones', () => {
      beforeEach(async () => {
        for (const content of ['1\n', '2\n', '3\n']) {
          await controls.write('a', content)
          await controls.commit(`Commit ${content}`)
        }
        await git('config', 'uploadpack.allowFilter', 'true')
      })
      const clone = async (...words: string[]): Promise<string> => {
        const directory = join(other, 'clone')
        await git('clone', '--quiet', ...words, `file://${root}`, directory)
        return directory
      }

      it('that are shallow end where their history does', async () => {
        const shallow = await clone('--depth=2')
        const commits = await log(shallow)
        expect(commits.map(({ subject }) => subject)).to.deep.equal(['Commit 3', 'Commit 2'])
        expect((await commit(commits[1]?.sha ?? '', shallow)).files.map(brief)).to.deep.equal(['A a +1 -0'])
        expect((await status(shallow)).head).to.deep.equal({ branch: 'main', ahead: 0, behind: 0 })
      })

      it('that are partial show what they have, and fetch nothing', async () => {
        const partial = await clone('--filter=blob:none')
        const fetched = join(other, 'fetched')
        await git('-C', partial, 'config', 'remote.origin.uploadpack', `touch ${fetched}; git-upload-pack`)
        const [newest, older] = await log(partial)
        expect((await commit(older?.sha ?? '', partial)).files).to.deep.equal([{ ...NO_PATCH, path: 'a', status: 'M' }])
        await writeFile(join(partial, 'a'), '4\n')
        expect((await files(partial)).map(brief)).to.deep.equal(['unstaged M a +1 -1'])
        expect(newest?.refs).to.deep.equal(['main', 'origin/main'])
        expect(await stat(fetched).catch(() => null)).to.equal(null)
      })
    })

    describe('objects', () => {
      it('are found by id alone, also with a branch or tag of such a name', async () => {
        await controls.write('a', 'x\n')
        const first = await controls.commit('First')
        const second = await controls.commit('Second')
        await git('branch', first.slice(0, 8), second)
        await git('branch', 'abcd', second)
        expect((await commit(first.slice(0, 8))).sha).to.equal(first)
        const isPrefix = [first, second].some((sha) => sha.startsWith('abcd'))
        if (!isPrefix)
          expect(await history.commit(root, right(parseCommitId('abcd')), [])()).to.deep.equal(
            E.left(commitNotFound('abcd')),
          )
      })

      it('lead from an annotated tag to its commit, and from a tree or a blob nowhere', async () => {
        await controls.write('a', 'x\n')
        const sha = await controls.commit('First')
        await git('tag', '--annotate', '--message', 'One', 'v1')
        expect((await commit(await git('rev-parse', 'v1'))).sha).to.equal(sha)
        expect((await log())[0]?.refs).to.deep.equal(['main', 'v1'])
        for (const what of ['HEAD^{tree}', 'HEAD:a']) {
          const id = await git('rev-parse', what)
          expect(await history.commit(root, right(parseCommitId(id)), [])()).to.deep.equal(E.left(commitNotFound(id)))
        }
      })

      it('are the real ones, also with replacements configured', async () => {
        const first = await controls.commit('First')
        await controls.write('a', 'x\n')
        const second = await controls.commit('Second')
        await git('replace', first, await git('commit-tree', '-m', 'Forged', 'HEAD^{tree}'))
        expect((await log()).map(({ subject }) => subject)).to.deep.equal(['Second', 'First'])
        expect((await commit(first)).subject).to.equal('First')
        expect((await commit(second)).files.map(brief)).to.deep.equal(['A a +1 -0'])
      })

      it('may tell any time and any encoding', async () => {
        const tree = await git('write-tree')
        const raw = (who: string, more = '') => `tree ${tree}\nauthor ${who}\ncommitter ${who}\n${more}\nWord\n`
        const make = async (text: string | Buffer): Promise<string> => {
          await writeFile(join(other, 'object'), text)
          return git('hash-object', '-t', 'commit', '-w', '--literally', join(other, 'object'))
        }
        const dates = async (text: string) => (await commit(await make(raw(text)))).isoDate
        expect(await dates('A <a> 1772348400 -0330')).to.equal('2026-03-01T03:30:00-03:30')
        expect(await dates('A <a> 0 +0000')).to.equal('1970-01-01T00:00:00+00:00')
        const encoded = Buffer.from(raw('J\u00e9 <a> 0 +0000', 'encoding ISO-8859-1\n'), 'latin1')
        expect((await commit(await make(encoded))).authorName).to.equal('J\u00e9')
      })
    })

    describe('any configuration', () => {
      it('gives the same patch', async () => {
        await controls.write('größe one', '1\n2\n3\n4\n5\n6\n7\n8\n9\n')
        await controls.commit('First')
        await git('mv', 'größe one', 'größe two')
        await controls.write('größe two', '1\n2\n3\n4\nfive\n6\n7\n8\n9\n')
        const sha = await controls.commit('Second')
        await controls.write('größe two', '1\n2\n3\n4\nsix\n6\n7\n8\n9\n')
        // Short ids follow `core.abbrev`, as those of git do.
        const shown = async () => [{ ...(await commit(sha)), shortSha: '' }, await files()]
        const before = await shown()
        const settings = {
          'color.ui': 'always',
          'color.diff': 'always',
          'core.abbrev': '4',
          'core.commentChar': 'x',
          'core.quotePath': 'true',
          'diff.algorithm': 'patience',
          'diff.context': '0',
          'diff.interHunkContext': '9',
          'diff.mnemonicPrefix': 'true',
          'diff.noprefix': 'true',
          'diff.relative': 'true',
          'diff.renames': 'false',
          'diff.submodule': 'log',
          'diff.suppressBlankEmpty': 'true',
          'diff.wordRegex': '.',
          'format.pretty': 'raw',
          'log.date': 'relative',
          'log.decorate': 'full',
          'log.excludeDecoration': 'refs/heads/*',
          'log.follow': 'true',
          'log.showRoot': 'false',
          'status.branch': 'false',
          'status.showUntrackedFiles': 'no',
          'status.renames': 'false',
        }
        for (const [name, value] of Object.entries(settings)) await git('config', name, value)
        expect(await shown()).to.deep.equal(before)
        expect((await log())[0]?.refs).to.deep.equal(['main'])
        expect((await commit((await log())[1]?.sha ?? '')).files.map(brief)).to.deep.equal(['A größe one +9 -0'])
        await controls.write('unknown', 'x\n')
        expect(await entries()).to.include('.? unknown')
        expect((await commit(sha)).shortSha).to.have.length.within(4, 6)
      })

      it('writes nothing: no lock, no index, no file', async () => {
        await controls.write('a', 'x\n')
        await controls.commit('First')
        await controls.write('a', 'x\n')
        await controls.write('b', 'y\n')
        await writeFile(join(root, '.git', 'index.lock'), '')
        const picture = () => execFileSync('find', ['.', '-printf', '%p %s %T@\n'], { cwd: root }).toString()
        const before = picture()
        for (const answer of await readAll()) expect(E.isRight(answer)).to.equal(true)
        expect(picture()).to.equal(before)
        await unlink(join(root, '.git', 'index.lock'))
      })
    })

    describe('runs nothing that the repository names', () => {
      let marker: string
      let program: string
      beforeEach(async () => {
        marker = join(other, 'ran')
        program = join(other, 'program')
        await writeFile(program, `#!/bin/sh\necho "$0 $*" >> ${marker}\n`, { mode: 0o755 })
        await controls.write('a.txt', 'one\n')
        await controls.write('.gitattributes', '*.txt diff=evil filter=evil\n*.md filter=e=vil\n')
        await controls.write('b.md', 'one\n')
        await controls.commit('First')
        await controls.write('a.txt', 'two\n')
        await controls.write('b.md', 'two\n')
        await controls.write('c.txt', 'three\n')
        await controls.stage()
        await controls.write('a.txt', 'three\n')
        await controls.write('b.md', 'three\n')
      })
      const ran = (): Promise<string> => readFile(marker, 'utf8').catch(() => '')
      const expectNothingRan = async (): Promise<void> => {
        const answers = await readAll()
        expect([await ran(), answers.map(({ _tag }) => _tag)]).to.deep.equal(['', answers.map(() => 'Right')])
      }

      const settings: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
        ['core.fsmonitor', ['status']],
        ['diff.external', ['diff']],
        ['diff.evil.command', ['diff']],
        ['diff.evil.textconv', ['diff']],
        ['filter.evil.clean', ['diff']],
        ['filter.e=vil.clean', ['diff']],
        ['filter.evil.process', ['diff']],
      ]
      for (const [setting, proof] of settings)
        it(`${setting}, which git would run`, async () => {
          await git('config', setting, program)
          await expectNothingRan()
          await git(...proof).catch(() => '')
          expect(await ran()).not.to.equal('')
        })

      it('a filter that is required, named in an included file, or of a linked work tree alone', async () => {
        await writeFile(join(other, 'included'), `[filter "evil"]\n\tclean = ${program}\n\trequired = true\n`)
        await git('config', 'include.path', join(other, 'included'))
        await expectNothingRan()
        await git('config', '--unset', 'include.path')
        await git('config', 'extensions.worktreeConfig', 'true')
        await git('config', '--worktree', 'filter.evil.clean', program)
        await expectNothingRan()
      })

      it('hooks, pagers, editors, aliases, gpg and ssh', async () => {
        for (const hook of ['post-index-change', 'fsmonitor-watchman', 'pre-auto-gc', 'reference-transaction'])
          await writeFile(join(root, '.git', 'hooks', hook), `#!/bin/sh\n${program}\n`, { mode: 0o755 })
        const names = ['core.pager', 'pager.log', 'core.editor', 'core.sshCommand', 'core.alternateRefsCommand']
        for (const name of [...names, 'gpg.program', 'gpg.ssh.program', 'credential.helper', 'core.askPass'])
          await git('config', name, program)
        for (const name of ['status', 'diff', 'log', 'show', 'for-each-ref'])
          await git('config', `alias.${name}`, `!${program}`)
        await git('config', 'log.showSignature', 'true')
        await git('config', 'core.hooksPath', join(root, '.git', 'hooks'))
        await git('config', 'remote.origin.url', `ext::${program} %S`)
        await git('config', 'protocol.allow', 'always')
        await git('config', 'status.submoduleSummary', 'true')
        await expectNothingRan()
      })

      it('targets of submodules', async () => {
        const source = await scratchRepository()
        await source.controls.write('a', 'x\n')
        await source.controls.commit('First')
        await git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', source.root, 'module')
        await controls.commit('Module')
        await source.close()
        await controls.write('module/.gitattributes', '* filter=evil\n')
        await controls.write('module/a', 'y\n')
        await git('-C', 'module', 'config', 'core.fsmonitor', program)
        await git('-C', 'module', 'config', 'filter.evil.clean', program)
        await expectNothingRan()
      })
    })

    describe('of other kinds', () => {
      const kinds: ReadonlyArray<readonly [string, ReadonlyArray<string>]> = [
        ['SHA-256 ids', ['--object-format=sha256']],
        ['refs in one table', ['--ref-format=reftable']],
      ]
      for (const [kind, words] of kinds)
        it(`reads a repository with ${kind}`, async () => {
          const special = await scratchRepository(...words)
          try {
            await special.controls.write('a', 'x\n')
            const sha = await special.controls.commit('First')
            await special.controls.write('a', 'y\n')
            expect(await entries(special.root)).to.deep.equal(['.M a'])
            expect((await log(special.root)).map((logged) => logged.sha)).to.deep.equal([sha])
            expect((await commit(sha, special.root)).files.map(brief)).to.deep.equal(['A a +1 -0'])
            expect(right(await history.branches(special.root)()).local.map(({ name }) => name)).to.deep.equal(['main'])
          } finally {
            await special.close()
          }
        })

      it('reads one with what libgit2 may not know: a sparse checkout, a split index, packed refs', async () => {
        for (const path of ['in/a', 'out/b']) await controls.write(path, 'x\n')
        const sha = await controls.commit('First')
        await git('sparse-checkout', 'set', '--sparse-index', 'in')
        await git('pack-refs', '--all')
        await controls.write('in/a', 'y\n')
        expect(await entries()).to.deep.equal(['.M in/a'])
        expect((await log())[0]?.refs).to.deep.equal(['main'])
        expect((await commit(sha)).files.length).to.equal(2)
      })

      it('says what git says of one that is damaged or that it does not know', async () => {
        await controls.commit('First')
        await git('config', 'core.repositoryFormatVersion', '1')
        await git('config', 'extensions.fromTheFuture', 'true')
        const answer = await history.status(root)()
        expect(answer).to.deep.include({ _tag: 'Left' })
        expect(E.isLeft(answer) && answer.left._tag === 'Unavailable' ? answer.left.detail : '').to.match(
          /unknown repository extension/,
        )
      })

      it('says what git says of a branch whose commit is missing, in place of that there is nothing in common', async () => {
        await controls.commit('First')
        await controls.branch('idea')
        await controls.checkOut('idea')
        const id = await controls.commit('Second')
        await unlink(join(root, '.git', 'objects', id.slice(0, 2), id.slice(2)))
        const [main, idea] = ['refs/heads/main', 'refs/heads/idea']
        const said = E.left(unavailable('git', `fatal: Not a valid commit name ${idea}`))
        expect(await history.compare(root, { base: main, head: idea }, [])()).to.deep.equal(said)
        expect(await history.compare(root, { base: idea, head: main }, [])()).to.deep.equal(said)
        expect(await history.changesSince(root, idea, [])()).to.deep.equal(said)
      })
    })
  })
}

const NO_PATCH = {
  oldPath: null,
  additions: 0,
  deletions: 0,
  binary: false,
  oversize: false,
  deferred: false,
  diff: null,
}

/** A file in a line: category if it has one, status, path, counts. */
function brief(file: FileDiff & { readonly category?: string }): string {
  const words = [file.status, file.path, `+${file.additions}`, `-${file.deletions}`]
  return (file.category === undefined ? words : [file.category, ...words]).join(' ')
}
