import { join } from 'node:path'
import { failFastRunner } from '../adapters/outbound/git/fail-fast-runner.js'
import type { GitDeps } from '../adapters/outbound/git/git-deps.js'
import { gitRepoHistory } from '../adapters/outbound/git/repo-history.git.js'
import { libgit2Environment } from '../adapters/outbound/nodegit/libgit2-environment.js'
import { libgit2Reader } from '../adapters/outbound/nodegit/reader.nodegit.js'
import { nodegitRepoHistory } from '../adapters/outbound/nodegit/repo-history.nodegit.js'
import type { RepoHistory } from '../application/repo/repo-history.port.js'
import type { Clock } from '../application/shared/clock.port.js'
import type { CommandRunner } from '../application/shared/command-runner.port.js'

export interface OpenRepositoriesOptions {
  readonly runner: CommandRunner
  readonly clock: Clock
  /** Environment of started programs. */
  readonly environment: Readonly<Record<string, string>>
  /** Folder of the outbound adapters as the compiler made them. */
  readonly adapters: string
}

export interface OpenRepositories {
  /** Git for the adapters that change repositories. */
  readonly git: GitDeps
  readonly history: RepoHistory
  readonly close: () => void
}

/** Repositories as libgit2 reads them where it is installed and understands them, and as git does otherwise. */
export function openRepositories({ runner, clock, environment, adapters }: OpenRepositoriesOptions): OpenRepositories {
  const git = { runner: failFastRunner(runner, clock.monotonic), environment }
  const history = gitRepoHistory(git)
  const forLibgit2 = libgit2Environment(environment)
  if (forLibgit2 === null) return { git, history, close: () => undefined }
  const script = join(adapters, 'nodegit', 'reader.script.js')
  const reader = libgit2Reader({ clock, script, environment: forLibgit2 })
  return { git, history: nodegitRepoHistory({ reader, git: history, clock }), close: reader.close }
}
