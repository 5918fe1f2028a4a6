import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, realpath, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { AUTHOR, FIRST_COMMIT_AT, type RepoControls } from './repo-controls.js'

const run = promisify(execFile)

/** Repository on disk that reads no configuration but its own. */
export interface ScratchRepository {
  readonly root: string
  /** Runs git in the repository and answers with what it wrote, less the last newline. */
  readonly git: (...words: string[]) => Promise<string>
  readonly controls: RepoControls
  readonly close: () => Promise<void>
}

/** The environment of a git that knows no person and no machine. */
export const PLAIN_GIT = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
}

/** Makes an empty repository on branch `main`. */
export async function scratchRepository(...initWords: string[]): Promise<ScratchRepository> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'penates-repo-')))
  let commits = 0
  const git = async (...words: string[]): Promise<string> => {
    const date = `${FIRST_COMMIT_AT + 60 * commits} +0100`
    const environment = {
      ...PLAIN_GIT,
      GIT_AUTHOR_NAME: AUTHOR,
      GIT_AUTHOR_EMAIL: 'ada@example.org',
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: AUTHOR,
      GIT_COMMITTER_EMAIL: 'ada@example.org',
      GIT_COMMITTER_DATE: date,
    }
    const { stdout } = await run('git', words, { cwd: root, env: environment, maxBuffer: 64 * 1024 * 1024 })
    return stdout.replace(/\n$/, '')
  }
  await git('init', '--quiet', '--initial-branch=main', ...initWords)

  const runGit = async (...words: string[]): Promise<void> => {
    await git(...words)
  }

  const committed = async (): Promise<string> => {
    commits += 1
    return git('rev-parse', 'HEAD')
  }

  const controls: RepoControls = {
    write: async (path, content, mode = '100644') => {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await writeFile(join(root, path), content)
      await chmod(join(root, path), mode === '100755' ? 0o755 : 0o644)
    },
    remove: (path) => unlink(join(root, path)),
    link: (path, target) => symlink(target, join(root, path)),
    stage: () => runGit('add', '--all'),
    commit: async (message) => {
      await git('add', '--all')
      await git('commit', '--quiet', '--allow-empty', '--message', message)
      return committed()
    },
    branch: (name) => runGit('branch', '--no-track', name),
    tag: (name) => runGit('tag', name),
    checkOut: (target) => runGit('checkout', '--quiet', target),
    merge: async (branch) => {
      const isWhole = await git('merge', '--quiet', '--no-ff', '--message', `Merge ${branch}`, branch).then(
        () => true,
        () => false,
      )
      return isWhole ? committed() : git('rev-parse', 'HEAD')
    },
    remoteRef: (name, sha) => runGit('update-ref', `refs/remotes/${name}`, sha),
    originHead: (branch) => runGit('symbolic-ref', 'refs/remotes/origin/HEAD', `refs/remotes/origin/${branch}`),
    track: async (branch, upstream) => {
      const [remote = '', ...name] = upstream.split('/')
      await git('config', `remote.${remote}.url`, '/nonexistent')
      await git('config', `remote.${remote}.fetch`, `+refs/heads/*:refs/remotes/${remote}/*`)
      await git('config', `branch.${branch}.remote`, remote)
      await git('config', `branch.${branch}.merge`, `refs/heads/${name.join('/')}`)
    },
  }
  return {
    root,
    git,
    controls,
    close: () => rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }),
  }
}
