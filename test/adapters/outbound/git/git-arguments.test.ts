import type * as TE from 'fp-ts/lib/TaskEither.js'
import { mkdir, realpath, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gitRepository } from '../../../../adapters/outbound/git/git-repository.git.js'
import { gitIgnoreRules } from '../../../../adapters/outbound/git/ignore-rules.git.js'
import { gitRepoHistory } from '../../../../adapters/outbound/git/repo-history.git.js'
import { gitWorktrees } from '../../../../adapters/outbound/git/worktrees.git.js'
import { memoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import {
  memoryCommandRunner,
  type MemoryCommandRunner,
  type ScriptedProgram,
} from '../../../../adapters/outbound/memory/command-runner.memory.js'
import { nodegitRepoHistory } from '../../../../adapters/outbound/nodegit/repo-history.nodegit.js'
import type { Reader } from '../../../../adapters/outbound/nodegit/reader.nodegit.js'
import { parseCommitId } from '../../../../domain/repo/commit.js'
import { right } from '../../../support/results.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

/** Environment of an operator whose git asks at the terminal and opens an editor. */
const INTERACTIVE = {
  HOME: '/nonexistent',
  PATH: '/bin',
  EDITOR: 'vi',
  VISUAL: 'vi',
  GIT_TERMINAL_PROMPT: '1',
  GIT_EDITOR: 'vi',
  GIT_SEQUENCE_EDITOR: 'vi',
  GIT_MERGE_AUTOEDIT: 'yes',
}

const id = (digit: string): string => digit.repeat(40)
const [ONTO, COMMIT, SINCE, TIP, TREE] = ['1', '2', '3', '4', '5'].map(id) as [string, string, string, string, string]
const BASE_TIP = id('a')
const BRANCH = '-topic'
/** A branch that does not exist. */
const GONE = '-gone'
const MESSAGE = '--message of a merge'
const PATH = '-plan-file'
/** Refs of a comparison, which a client names. */
const [BASE, HEAD] = ['--output=base', '--output=head']
const SHORT_ID = 'abcdef'
const FULL_ID = SHORT_ID.padEnd(40, '0')
const CLIENT_DATE = '-date of a client'

/** Arguments that carry a value from outside. */
const OUTSIDE = [
  ONTO,
  COMMIT,
  SINCE,
  TIP,
  TREE,
  BRANCH,
  GONE,
  MESSAGE,
  PATH,
  BASE,
  HEAD,
  SHORT_ID,
  CLIENT_DATE,
  BASE_TIP,
]

/** A subcommand of git, without the settings in front of it. */
const subcommand = (argv: ReadonlyArray<string>): string => {
  for (let at = 1; at < argv.length; at += 1) {
    if (argv[at] === '-c') at += 1
    else if (argv[at]?.startsWith('-') === false) return argv[at] ?? ''
  }
  return ''
}

describe('git', () => {
  const scratch = scratchFolder()
  let folder: string
  let root: string
  let place: string
  let linked: string
  let runner: MemoryCommandRunner
  beforeEach(async () => {
    folder = await realpath(scratch())
    root = join(folder, 'shop')
    place = join(folder, 'finish')
    linked = join(folder, 'trees', 'linked')
    const files: Readonly<Record<string, string>> = {
      'shop/.git/HEAD': 'ref: refs/heads/main\n',
      'shop/.git/refs/heads/main': `${BASE_TIP}\n`,
      [`shop/.git/refs/heads/${BRANCH}`]: `${TIP}\n`,
      // Makes the adapters ask for filters, remotes and the check.
      'shop/.git/config': '[include]\n[penates]\n',
      'shop/.git/worktrees/linked/HEAD': `ref: refs/heads/linked\n`,
      'shop/.git/worktrees/linked/commondir': '../..\n',
      'shop/.git/worktrees/linked/gitdir': `${linked}/.git\n`,
      'trees/linked/.git': `gitdir: ${root}/.git/worktrees/linked\n`,
      [`finish/${PATH}`]: 'former',
    }
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
    runner = memoryCommandRunner()
    runner.script(() => ({}))
  })

  const deps = () => ({ runner, environment: INTERACTIVE })
  const answer = (answers: Readonly<Record<string, ScriptedProgram>>): void => {
    runner.script((argv) => answers[subcommand(argv)] ?? null)
  }
  const gits = () => runner.ran().filter(({ argv }) => argv[0] === 'git')

  /**
   * Runs an operation. Returns the subcommands that it started with a value from outside, each with those of its
   * arguments that carry one where git reads options: in front of `--end-of-options` and `--`. A path is listed in front of
   * `--`, where git reads revisions.
   */
  const unguarded = async (
    operation: TE.TaskEither<unknown, unknown>,
    answers: Readonly<Record<string, ScriptedProgram>> = {},
  ): Promise<ReadonlyArray<readonly [string, ...string[]]>> => {
    answer(answers)
    const from = gits().length
    await operation()
    return gits()
      .slice(from)
      .map(({ argv }) => argv)
      .filter((argv) => argv.some(isOutside))
      .map((argv) => [subcommand(argv), ...argv.filter((argument, at) => isOutside(argument) && !isGuarded(argv, at))])
  }
  const isOutside = (argument: string): boolean => [...OUTSIDE, folder].some((value) => argument.includes(value))
  const isGuarded = (argv: ReadonlyArray<string>, at: number): boolean => {
    const before = argv.slice(0, at)
    return before.includes('--') || (argv[at]?.includes(PATH) === false && before.includes('--end-of-options'))
  }

  const REFS = { 'for-each-ref': { stdout: `refs/heads/main\0${BASE_TIP}\0\0*\nrefs/heads/${BRANCH}\0${TIP}\0\0\n` } }
  const FAILS = { exitCode: 128, stderr: 'fatal: no' }

  describe('takes every value from outside behind --end-of-options, or where it can not be an option', () => {
    it('of a merger', async () => {
      const merger = gitRepository(deps())
      const step = (_tag: 'merge' | 'revert') => ({ _tag, commit: COMMIT })
      const build = {
        scratchWorktree: place,
        onto: ONTO,
        message: MESSAGE,
        step: step('merge'),
        edits: [{ path: PATH, text: 'x' }],
      }
      const forward = { from: BASE_TIP, to: COMMIT, direction: 'forward' } as const
      const ref = `refs/heads/${BRANCH}`

      const listed = { 'ls-remote': { stdout: `${COMMIT}\t${ref}\n` } }
      expect(await unguarded(merger.fetch(root, BRANCH), listed), 'fetch').to.deep.equal([
        ['ls-remote', ref],
        ['rev-parse'],
        ['fetch', `+${ref}:refs/remotes/origin/${BRANCH}`],
        ['rev-parse'],
      ])
      expect(await unguarded(merger.contains(root, { commit: COMMIT, ancestor: ONTO })), 'contains').to.deep.equal([
        ['merge-base'],
      ])
      expect(await unguarded(merger.missing(root, { from: ONTO, to: COMMIT })), 'missing').to.deep.equal([['log']])
      expect(await unguarded(merger.tryMerge(root, { ours: ONTO, theirs: COMMIT })), 'tryMerge').to.deep.equal([
        ['merge-tree'],
      ])
      expect(await unguarded(merger.changedPaths(root, { base: ONTO, tip: COMMIT })), 'changedPaths').to.deep.equal([
        ['diff'],
      ])
      const request = { tree: TREE, commit: COMMIT, paths: [PATH] }
      expect(await unguarded(merger.readTree(root, request)), 'readTree').to.deep.equal([])
      expect(await unguarded(merger.build(root, build)), 'build').to.deep.equal([
        ['worktree', place, ONTO],
        ['merge', COMMIT],
        ['commit', MESSAGE],
      ])
      expect(await unguarded(merger.build(root, { ...build, step: step('revert') })), 'revert').to.deep.equal([
        ['worktree', place, ONTO],
        ['revert', COMMIT],
        ['commit', MESSAGE],
      ])
      const replay = { scratchWorktree: place, onto: ONTO, since: SINCE, tip: TIP }
      expect(await unguarded(merger.cherryPick(root, replay)), 'replay').to.deep.equal([
        ['worktree', place, TIP],
        ['rebase', ONTO, SINCE],
      ])
      expect(await unguarded(merger.push(root, COMMIT, BRANCH)), 'push').to.deep.equal([['push', `${COMMIT}:${ref}`]])
      expect(await unguarded(merger.move(root, { branch: 'main', ...forward })), 'move').to.deep.equal([
        ['merge', COMMIT],
      ])
      const back = { branch: 'main', ...forward, direction: 'back' } as const
      expect(await unguarded(merger.move(root, back)), 'move back').to.deep.equal([['reset', COMMIT]])
      expect(await unguarded(merger.move(root, { branch: BRANCH, ...forward })), 'move a ref').to.deep.equal([
        ['update-ref', ref, COMMIT, BASE_TIP],
      ])
      expect(await unguarded(merger.createRefs(root, { 'refs/penates/x': COMMIT })), 'keep').to.deep.equal([])
      expect(await unguarded(merger.rescueRefs(root)), 'kept').to.deep.equal([])
      expect(await unguarded(merger.deleteRefs(root, [ref])), 'drop').to.deep.equal([])
      expect(await unguarded(merger.restore(root, GONE, COMMIT)), 'restore').to.deep.equal([
        ['update-ref', `refs/heads/${GONE}`, COMMIT],
      ])
      const refused = { 'update-ref': FAILS }
      expect(await unguarded(merger.deleteBranch(root, BRANCH, TIP), refused), 'deleteBranch').to.deep.equal([
        ['update-ref', ref, TIP],
        ['rev-parse'],
      ])
      expect(await unguarded(merger.checkCommand(root)), 'checkCommand').to.deep.equal([])
      expect(await unguarded(merger.discard(root, { scratchWorktree: join(folder, 'gone') })), 'discard').to.deep.equal(
        [['worktree']],
      )
    })

    it('of worktrees', async () => {
      const worktrees = gitWorktrees(deps())
      expect(await unguarded(worktrees.inspect(root), REFS), 'look').to.deep.equal([])
      expect(await unguarded(worktrees.state(linked)), 'state').to.deep.equal([])
      const fails = { ...REFS, worktree: FAILS }
      const path = join(folder, 'new')
      const known = { path, branch: BRANCH, from: ONTO }
      expect(await unguarded(worktrees.add(root, known), fails), 'add').to.deep.equal([
        ['worktree', path, BRANCH],
        ['worktree'],
      ])
      const made = { path, branch: `${BRANCH}-new`, from: ONTO }
      expect(await unguarded(worktrees.add(root, made), fails), 'add a branch').to.deep.equal([
        ['worktree', `${BRANCH}-new`, path, ONTO],
        ['worktree'],
        ['update-ref', `refs/heads/${BRANCH}-new`, ONTO],
      ])
      expect(
        await unguarded(worktrees.remove(root, { path: linked, within: join(folder, 'trees') })),
        'remove',
      ).to.deep.equal([['worktree']])
    })

    it('of a history, and of one that libgit2 does not read', async () => {
      const git = gitRepoHistory(deps())
      const reader: Reader = {
        ask: () => Promise.resolve({ _tag: 'absent' }),
        ready: () => Promise.resolve(false),
        close: () => undefined,
      }
      for (const history of [git, nodegitRepoHistory({ reader, git, clock: memoryClock() })]) {
        const entry = `1 MM N... 100644 100644 100644 ${id('b')} ${id('c')} file\0`
        const changed = { status: { stdout: `# branch.oid ${id('d')}\0# branch.head main\0${entry}` } }
        expect(await unguarded(history.status(root), changed), 'status').to.deep.equal([])
        expect(await unguarded(history.changes(root, [PATH]), changed), 'changes').to.deep.equal([
          ['status'],
          ['diff'],
          ['diff'],
        ])
        expect(await unguarded(history.branches(root)), 'branches').to.deep.equal([])
        const page = { limit: 10, skip: 0, before: CLIENT_DATE }
        expect(await unguarded(history.log(root, page)), 'log').to.deep.equal([['log', `--before=${CLIENT_DATE}`]])
        const asName = { show: FAILS, 'rev-parse': { stdout: `${FULL_ID}\n` }, 'rev-list': { stdout: `${FULL_ID}\n` } }
        const commit = history.commit(root, right(parseCommitId(SHORT_ID)), [PATH])
        expect(await unguarded(commit, asName), 'commit').to.deep.equal([
          ['show'],
          ['rev-parse', `--disambiguate=${SHORT_ID}`],
          ['rev-list'],
          ['show'],
          ['show'],
        ])
        expect(
          await unguarded(history.compare(root, { base: BASE, head: HEAD }, [PATH]), { diff: FAILS }),
          'compare',
        ).to.deep.equal([['diff'], ['merge-base']])
        expect(
          await unguarded(history.changesSince(root, BASE, [PATH]), { 'merge-base': FAILS }),
          'changesSince',
        ).to.deep.equal([['merge-base']])
      }
    })

    it('of ignore rules', async () => {
      expect(await unguarded(gitIgnoreRules(deps()).ignored(root, [PATH]))).to.deep.equal([])
      expect(gits().map(({ options }) => options.input)).to.deep.equal([`./${PATH}\0`])
    })
  })

  describe('runs without a terminal and without an editor', () => {
    it('where it writes: the editor is `:`, also for a list of commits and for a merge', async () => {
      const merger = gitRepository(deps())
      const worktrees = gitWorktrees(deps())
      const step = { _tag: 'revert', commit: COMMIT } as const
      answer({ ...REFS, 'ls-remote': { stdout: `${COMMIT}\trefs/heads/${BRANCH}\n` } })
      await merger.fetch(root, BRANCH)()
      await merger.contains(root, { commit: COMMIT, ancestor: ONTO })()
      await merger.readTree(root, { tree: TREE, commit: COMMIT, paths: [PATH] })()
      await merger.build(root, { scratchWorktree: place, onto: ONTO, message: MESSAGE, step, edits: [] })()
      await merger.cherryPick(root, { scratchWorktree: place, onto: ONTO, since: SINCE, tip: TIP })()
      await merger.push(root, COMMIT, BRANCH)()
      await merger.createRefs(root, { 'refs/penates/x': COMMIT })()
      await worktrees.state(linked)()
      await worktrees.add(root, { path: join(folder, 'new'), branch: BRANCH, from: ONTO })()
      expect(gits().map(({ argv }) => subcommand(argv))).to.include.members([
        'fetch',
        'merge-base',
        'cat-file',
        'revert',
        'commit',
        'rebase',
        'push',
        'update-ref',
        'status',
        'worktree',
      ])
      for (const { argv, options } of gits())
        expect(options.environment, argv.join(' ')).to.include({
          GIT_TERMINAL_PROMPT: '0',
          GIT_EDITOR: ':',
          GIT_SEQUENCE_EDITOR: ':',
          GIT_MERGE_AUTOEDIT: 'no',
        })
    })

    it('where it reads: no subcommand that opens an editor, and none of the variables of the operator', async () => {
      const history = gitRepoHistory(deps())
      answer({ show: FAILS, diff: FAILS, 'rev-parse': { stdout: `${FULL_ID}\n` } })
      await history.status(root)()
      await history.changes(root, [PATH])()
      await history.branches(root)()
      await history.log(root, { limit: 10, skip: 0, before: null })()
      await history.commit(root, right(parseCommitId(SHORT_ID)), [])()
      await history.compare(root, { base: BASE, head: HEAD }, [])()
      await gitIgnoreRules(deps()).ignored(root, [PATH])()
      expect([...new Set(gits().map(({ argv }) => subcommand(argv)))].sort()).to.deep.equal([
        'check-ignore',
        'config',
        'diff',
        'for-each-ref',
        'log',
        'merge-base',
        'rev-list',
        'rev-parse',
        'show',
        'status',
      ])
      for (const { argv, options } of gits()) {
        expect(options.environment, argv.join(' ')).to.include({ GIT_TERMINAL_PROMPT: '0' })
        expect(options.environment, argv.join(' ')).to.not.have.any.keys('GIT_EDITOR', 'GIT_SEQUENCE_EDITOR')
      }
    })
  })
})
