import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gitRepository } from '../../adapters/outbound/git/git-repository.git.js'
import { gitWorktrees } from '../../adapters/outbound/git/worktrees.git.js'
import { memoryBoardGit } from '../../adapters/outbound/memory/board-git.memory.js'
import { processCommandRunner } from '../../adapters/outbound/process/command-runner.process.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import type { BoardGitHarness } from '../contracts/board-git.contract.js'

const run = promisify(execFile)

/** A person whom every git of a test believes. */
export const GIT_PERSON = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada Löwe',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada Löwe',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
}

/** Runs git in a folder as that person and answers with what it wrote, less the last newline. */
export async function gitIn(directory: string, ...words: ReadonlyArray<string>): Promise<string> {
  const { stdout } = await run('git', words, { cwd: directory, env: GIT_PERSON, maxBuffer: 64 * 1024 * 1024 })
  return stdout.replace(/\n$/, '')
}

/** A repository on disk with room beside it, and one on a bare remote when asked for. */
export interface DiskPlace {
  /** Holds everything; real path. */
  readonly folder: string
  readonly root: string
  readonly git: (...words: ReadonlyArray<string>) => Promise<string>
  readonly write: (path: string, text: string, root?: string) => Promise<void>
  /** Commits files to what is checked out in a folder. Answers with the commit. */
  readonly commit: (files: Readonly<Record<string, string>>, root?: string, message?: string) => Promise<string>
  /** Commits to a branch that is checked out nowhere, made at `from` when it is new. */
  readonly commitTo: (branch: string, files: Readonly<Record<string, string>>, from?: string) => Promise<string>
  /** Makes a bare `origin` and pushes `main` to it. Answers with its path. */
  readonly addRemote: () => Promise<string>
  readonly close: () => Promise<void>
}

const ROOT = 'shop'
/** Path of its bare `origin`, where it has one. */
export const remoteIn = ({ folder }: Pick<DiskPlace, 'folder'>): string => join(folder, 'remote.git')
const newFolder = async (): Promise<string> => realpath(await mkdtemp(join(tmpdir(), 'penates-board-')))

export async function diskPlace(): Promise<DiskPlace> {
  const place = placeIn(await newFolder())
  await mkdir(place.root)
  await place.git('init', '--quiet', '--initial-branch=main')
  return place
}

/** A copy in a separate folder. Git stores absolute paths of work trees and remotes; the copy has its own. */
export async function copyOfPlace(place: DiskPlace): Promise<DiskPlace> {
  const copy = placeIn(await newFolder())
  await cp(place.folder, copy.folder, { recursive: true, preserveTimestamps: true })
  const linked = await readdir(join(copy.root, '.git', 'worktrees')).catch(() => [])
  const links = linked.map((name) => join(copy.root, '.git', 'worktrees', name, 'gitdir'))
  for (const file of [join(copy.root, '.git', 'config'), ...links]) await move(file, place.folder, copy.folder)
  const worktrees = await Promise.all(links.map(async (link) => dirname((await readFile(link, 'utf8')).trim())))
  for (const worktree of worktrees) await move(join(worktree, '.git'), place.folder, copy.folder)
  // The index holds inode numbers, too.
  await Promise.all([copy.root, ...worktrees].map((at) => gitIn(at, 'update-index', '-q', '--refresh').catch(() => '')))
  return copy
}

const move = async (file: string, from: string, to: string): Promise<void> =>
  writeFile(file, (await readFile(file, 'utf8')).replaceAll(from, to))

function placeIn(folder: string): DiskPlace {
  const root = join(folder, ROOT)
  const git = (...words: ReadonlyArray<string>): Promise<string> => gitIn(root, ...words)
  const write = async (path: string, text: string, at = root): Promise<void> => {
    await mkdir(dirname(join(at, path)), { recursive: true })
    await writeFile(join(at, path), text)
  }
  const commit: DiskPlace['commit'] = async (files, at = root, message = 'By hand') => {
    for (const [path, text] of Object.entries(files)) await write(path, text, at)
    await gitIn(at, 'add', '--all')
    await gitIn(at, 'commit', '--quiet', '--allow-empty', '--message', message)
    return gitIn(at, 'rev-parse', 'HEAD')
  }
  return {
    folder,
    root,
    git,
    write,
    commit,
    commitTo: async (branch, files, from) => {
      const at = join(folder, 'hand')
      const isThere = await git('rev-parse', '--verify', '--quiet', `refs/heads/${branch}`).then(
        () => true,
        () => false,
      )
      if (isThere) await git('worktree', 'add', '--quiet', at, branch)
      else await git('worktree', 'add', '--quiet', '--no-track', '-b', branch, at, from ?? 'main')
      const id = await commit(files, at)
      await git('worktree', 'remove', '--force', at)
      return id
    },
    addRemote: async () => {
      const remote = remoteIn({ folder })
      await gitIn(folder, 'init', '--quiet', '--bare', '--initial-branch=main', remote)
      await git('remote', 'add', 'origin', `file://${remote}`)
      await git('push', '--quiet', 'origin', 'main')
      return remote
    },
    close: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** The ports on a real git. */
export const gitPorts = (runner: CommandRunner = processCommandRunner(() => GIT_PERSON)) => ({
  worktrees: gitWorktrees({ runner, environment: GIT_PERSON }),
  merger: gitRepository({ runner, environment: GIT_PERSON }),
})

export async function diskHarness(): Promise<BoardGitHarness> {
  const place = await diskPlace()
  let remote = ''
  return {
    ...gitPorts(),
    root: place.root,
    beside: place.folder,
    commit: (branch, files, from) => (branch === 'main' ? place.commit(files) : place.commitTo(branch, files, from)),
    touch: (path) => place.write('untracked', 'x', path),
    lockIndex: async () => {
      await place.write('.git/index.lock', '')
      return () => rm(join(place.root, '.git', 'index.lock'))
    },
    addRemote: async () => {
      remote = await place.addRemote()
    },
    remoteTip: () => gitIn(remote, 'rev-parse', 'main'),
    pushElsewhere: async () => {
      const other = join(place.folder, 'other')
      await gitIn(place.folder, 'clone', '--quiet', remote, other)
      const id = await place.commit({ elsewhere: 'x' }, other)
      await gitIn(other, 'push', '--quiet', 'origin', 'main')
      return id
    },
    loseRemote: () => rm(remote, { recursive: true }),
    tip: (branch) => place.git('rev-parse', `refs/heads/${branch}`),
    occupy: (path) => place.write('kept', 'x', path),
    setCheck: async (command) => {
      await place.git('config', 'penates.check', command)
    },
    close: place.close,
  }
}

export function memoryHarness(): Promise<BoardGitHarness> {
  const { worktrees, merger, controls } = memoryBoardGit()
  const root = '/work/shop'
  controls.create(root)
  const of = () => controls.of(root)
  return Promise.resolve({
    worktrees,
    merger,
    root,
    beside: '/work',
    commit: (branch, files, from) => controls.commit(root, branch, files, from ?? of().branches.get('main')),
    touch: (path) => {
      const tree = of().worktrees.get(path)
      if (tree !== undefined) tree.isClean = false
    },
    lockIndex: () => {
      const tree = of().worktrees.get(root)
      const setLocked = (isLocked: boolean): void => {
        if (tree !== undefined) tree.isLocked = isLocked
      }
      setLocked(true)
      return () => {
        setLocked(false)
      }
    },
    addRemote: () => {
      of().remote = new Map([...of().branches].filter(([name]) => name === 'main'))
      of().remoteBranches.set('main', of().branches.get('main') ?? '')
    },
    remoteTip: () => of().remote?.get('main') ?? '',
    pushElsewhere: () => {
      const tip = of().branches.get('main') ?? ''
      const id = controls.commit(root, 'elsewhere', { elsewhere: 'x' }, tip)
      of().branches.delete('elsewhere')
      of().remote?.set('main', id)
      return id
    },
    loseRemote: () => {
      of().isRemoteSilent = true
    },
    tip: (branch) => of().branches.get(branch) ?? '',
    occupy: controls.occupy,
    setCheck: (command) => {
      of().check = { command, complaint: command === 'false' ? 'no' : null }
    },
    close: () => Promise.resolve(),
  })
}
