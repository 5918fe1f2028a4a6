import * as E from 'fp-ts/lib/Either.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import type { HubInstallation } from '../../../application/updates/hub-installation.port.js'
import type { UpdateGuard } from '../../../domain/updates/update-item.js'

export interface HubInstallationDeps {
  readonly runner: CommandRunner
  /** The package's own folder. */
  readonly folder: string
  readonly version: string
  /** True for a clone of the repository, false for a package installed by npm. */
  readonly isClone: boolean
}

const CLONE_COMMAND = [
  'git fetch --tags --quiet',
  'git checkout --quiet "$(git tag --list "v*" --sort=-v:refname | head -n 1)"',
  'npm ci',
  'npm run build',
].join(' && ')
const PACKAGE_COMMAND = 'npm install --global penates@latest'

const TIMEOUT_MS = 10_000
/** Disables programs that the repository configures. */
const GIT = ['git', '-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null'] as const

/** The hub as a clone, in which work of a person may lie, or as a package, in which none does. */
export function hubInstallation({ runner, folder, version, isClone }: HubInstallationDeps): HubInstallation {
  const git = async (...words: ReadonlyArray<string>): Promise<string | null> => {
    const ran = await runner.run([...GIT, ...words], { directory: folder, timeoutMs: TIMEOUT_MS })()
    return E.isRight(ran) && ran.right.exitCode === 0 ? ran.right.stdout.trim() : null
  }

  /** A failure of git counts as unsaved work. */
  const guardClone = async (): Promise<UpdateGuard> => {
    const changed = await git('status', '--porcelain')
    if (changed === null) return { ok: false, reason: 'unknown' }
    if (changed !== '') return { ok: false, reason: 'dirty-tree' }
    const own = await git('rev-list', '--count', 'HEAD', '--not', '--remotes', '--tags')
    if (own === null) return { ok: false, reason: 'unknown' }
    return own === '0' ? { ok: true } : { ok: false, reason: 'local-ahead' }
  }

  return {
    version,
    command: isClone ? CLONE_COMMAND : PACKAGE_COMMAND,
    directory: folder,
    guard: isClone ? guardClone : () => Promise.resolve({ ok: true }),
  }
}
