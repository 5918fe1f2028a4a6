import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { gitRepoHistory } from '../../adapters/outbound/git/repo-history.git.js'
import { libgit2Reader } from '../../adapters/outbound/nodegit/reader.nodegit.js'
import { nodegitRepoHistory } from '../../adapters/outbound/nodegit/repo-history.nodegit.js'
import { processCommandRunner } from '../../adapters/outbound/process/command-runner.process.js'
import { systemClock } from '../../adapters/outbound/system/clock.system.js'
import type { RepoHistory } from '../../application/repo/repo-history.port.js'
import { parseCommitId } from '../../domain/repo/commit.js'
import { LIBGIT2_SCRIPT } from '../support/libgit2.js'
import { right } from '../support/results.js'
import { PLAIN_GIT } from '../support/scratch-repository.js'
import { median, timed, type Benchmark, type Measurement } from './harness.js'
import { LARGE, seededRepository, SMALL } from './seeded-repository.js'

const ROUNDS = 40
/** All ways are cold at first. */
const WARM_UP = 5

/** Views of a repository: ours, and the git arguments for the same. */
interface Question {
  readonly what: string
  /** True when libgit2 answers it where it is installed. */
  readonly isServed: boolean
  readonly ask: (history: RepoHistory, directory: string) => TE.TaskEither<unknown, unknown>
  readonly words: ReadonlyArray<string>
}

const MIDDLE = 'HEAD~40'

const questions = (sha: string): ReadonlyArray<Question> => [
  {
    what: 'log of 50',
    isServed: true,
    ask: (history, directory) => history.log(directory, { limit: 50, skip: 0, before: null }),
    words: ['log', '-z', '-51', '--date=raw', '--decorate=full', '--format=%H%x00%an%x00%ad%x00%s%x00%D'],
  },
  {
    what: 'branches',
    isServed: true,
    ask: (history, directory) => history.branches(directory),
    words: ['for-each-ref', '--format=%(refname)%00%(upstream)%00%(upstream:track)', 'refs/heads/', 'refs/remotes/'],
  },
  {
    what: 'status',
    isServed: true,
    ask: (history, directory) => history.status(directory),
    words: ['--no-optional-locks', 'status', '--porcelain=v2', '-z', '--branch'],
  },
  {
    what: 'one commit',
    isServed: false,
    ask: (history, directory) => history.commit(directory, right(parseCommitId(sha)), []),
    words: ['show', '--raw', '--numstat', '--patch', '-z', '--find-renames', sha],
  },
]

export const repo: Benchmark = {
  name: 'reading a repository',
  limit: 'a git process asked the same',
  mustReach: '≤ 1.2×, ≤ 0.7× with libgit2',
  run: async () => {
    const reader = libgit2Reader({ clock: systemClock, script: LIBGIT2_SCRIPT, environment: { HOME: '/nonexistent' } })
    if (!(await reader.ready())) throw new Error('nodegit is not compiled: npm test does that')
    const git = gitRepoHistory({ runner: processCommandRunner(() => PLAIN_GIT), environment: PLAIN_GIT })
    const ways: Ways = { git, libgit2: nodegitRepoHistory({ reader, git, clock: systemClock }) }
    const small = await measure(ways, await seededRepository(SMALL), `${SMALL.commits} commits`)
    const large = await measure(ways, await seededRepository(LARGE), `${LARGE.commits} commits`)
    reader.close()
    return [...small, ...large]
  },
}

type Ways = Readonly<Record<'git' | 'libgit2', RepoHistory>>

async function measure(ways: Ways, directory: string, where: string): Promise<ReadonlyArray<Measurement>> {
  const git = async (words: ReadonlyArray<string>): Promise<string> => {
    const options = { cwd: directory, env: PLAIN_GIT, maxBuffer: 64 * 1024 * 1024 }
    return (await promisify(execFile)('git', [...words], options)).stdout
  }
  const sha = (await git(['rev-parse', MIDDLE])).trim()
  const measurements: Measurement[] = []
  for (const { what, isServed, ask, words } of questions(sha)) {
    const times = { git: new Array<number>(), libgit2: new Array<number>(), plain: new Array<number>() }
    // The ways take turns, so that other load of the machine affects all of them.
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      times.git.push(await timed(() => succeeded(ask(ways.git, directory))))
      if (isServed) times.libgit2.push(await timed(() => succeeded(ask(ways.libgit2, directory))))
      times.plain.push(await timed(() => git(words)))
    }
    const limit = median(times.plain.slice(WARM_UP))
    const found = (way: keyof Ways, atMost: number): Measurement => ({
      what: `${what}, ${where}, with ${way}`,
      ours: median(times[way].slice(WARM_UP)),
      limit,
      unit: 'ms',
      bound: { atMost },
    })
    measurements.push(found('git', 1.2), ...(isServed ? [found('libgit2', 0.7)] : []))
  }
  return measurements
}

async function succeeded(task: TE.TaskEither<unknown, unknown>): Promise<void> {
  const answer = await task()
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left))
}
