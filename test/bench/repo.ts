import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { gitRepoHistory } from '../../adapters/outbound/git/repo-history.git.js'
import { processCommandRunner } from '../../adapters/outbound/process/command-runner.process.js'
import type { RepoHistory } from '../../application/repo/repo-history.port.js'
import { parseCommitId } from '../../domain/repo/commit.js'
import { right } from '../support/results.js'
import { PLAIN_GIT } from '../support/scratch-repository.js'
import { median, timed, type Benchmark, type Measurement } from './harness.js'
import { LARGE, seededRepository, SMALL } from './seeded-repository.js'

const ROUNDS = 40
/** All ways are cold at first. */
const WARM_UP = 5

/** What a person looks at: ours, and the words that ask git for the same. */
interface Question {
  readonly what: string
  readonly ask: (history: RepoHistory, directory: string) => TE.TaskEither<unknown, unknown>
  readonly words: ReadonlyArray<string>
}

const MIDDLE = 'HEAD~40'

const questions = (sha: string): ReadonlyArray<Question> => [
  {
    what: 'log of 50',
    ask: (history, directory) => history.log(directory, { limit: 50, skip: 0, before: null }),
    words: ['log', '-z', '-51', '--date=raw', '--decorate=full', '--format=%H%x00%an%x00%ad%x00%s%x00%D'],
  },
  {
    what: 'branches',
    ask: (history, directory) => history.branches(directory),
    words: ['for-each-ref', '--format=%(refname)%00%(upstream)%00%(upstream:track)', 'refs/heads/', 'refs/remotes/'],
  },
  {
    what: 'status',
    ask: (history, directory) => history.status(directory),
    words: ['--no-optional-locks', 'status', '--porcelain=v2', '-z', '--branch'],
  },
  {
    what: 'one commit',
    ask: (history, directory) => history.commit(directory, right(parseCommitId(sha)), []),
    words: ['show', '--raw', '--numstat', '--patch', '-z', '--find-renames', sha],
  },
]

export const repo: Benchmark = {
  name: 'reading a repository',
  limit: 'a git process asked the same',
  mustReach: '≤ 1.2×',
  run: async () => {
    const history = gitRepoHistory({ runner: processCommandRunner(() => PLAIN_GIT), environment: PLAIN_GIT })
    const small = await measure(history, await seededRepository(SMALL), `${SMALL.commits} commits`)
    const large = await measure(history, await seededRepository(LARGE), `${LARGE.commits} commits`)
    return [...small, ...large]
  },
}

async function measure(history: RepoHistory, directory: string, where: string): Promise<ReadonlyArray<Measurement>> {
  const git = async (words: ReadonlyArray<string>): Promise<string> => {
    const options = { cwd: directory, env: PLAIN_GIT, maxBuffer: 64 * 1024 * 1024 }
    return (await promisify(execFile)('git', [...words], options)).stdout
  }
  const sha = (await git(['rev-parse', MIDDLE])).trim()
  const measurements: Measurement[] = []
  for (const { what, ask, words } of questions(sha)) {
    const task = ask(history, directory)
    const times = { ours: new Array<number>(), git: new Array<number>() }
    // The ways take turns, so that whatever else the machine does hits both.
    for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
      times.ours.push(await timed(() => succeeded(task)))
      times.git.push(await timed(() => git(words)))
    }
    const [ours, limit] = [median(times.ours.slice(WARM_UP)), median(times.git.slice(WARM_UP))]
    measurements.push({ what: `${what}, ${where}`, ours, limit, unit: 'ms', bound: { atMost: 1.2 } })
  }
  return measurements
}

async function succeeded(task: TE.TaskEither<unknown, unknown>): Promise<void> {
  const answer = await task()
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left))
}
