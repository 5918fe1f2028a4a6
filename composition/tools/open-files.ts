import { join, isAbsolute } from 'node:path'
import { AGENTS } from '../../adapters/outbound/agents/agents.js'
import { FILE_TOOLS } from '../../adapters/outbound/agents/claude-code/file-tools.js'
import { chokidarFileEvents } from '../../adapters/outbound/chokidar/file-events.chokidar.js'
import { fsFileEvents } from '../../adapters/outbound/fs-watch/file-events.fs-watch.js'
import { failFastRunner } from '../../adapters/outbound/git/git-command.js'
import type { GitDeps } from '../../adapters/outbound/git/git-deps.js'
import { gitRepoHistory } from '../../adapters/outbound/git/repo-history.git.js'
import { libgit2Environment } from '../../adapters/outbound/nodegit/libgit2-environment.js'
import { libgit2Reader } from '../../adapters/outbound/nodegit/reader.nodegit.js'
import { nodegitRepoHistory } from '../../adapters/outbound/nodegit/repo-history.nodegit.js'
import { freedesktopTrash } from '../../adapters/outbound/project-files/freedesktop-trash.js'
import { macosTrash, type SystemTrash } from '../../adapters/outbound/project-files/trash.js'
import { fsRecordingStore, type FsRecordingStore } from '../../adapters/outbound/recordings/recording-store.fs.js'
import { parseShell } from '../../adapters/outbound/shell/shell-parser.unbash.js'
import { systemClock } from '../../adapters/outbound/system/clock.system.js'
import { fileEventsByFileSystem } from '../../adapters/outbound/system/file-events.by-file-system.js'
import { fsGuardedFolders } from '../../adapters/outbound/system/guarded-folders.fs.js'
import type { GuardedFolders } from '../../application/approvals/guarded-folders.port.js'
import type { FileEvents } from '../../application/files/file-events.port.js'
import type { RepoHistory } from '../../application/repo/repo-history.port.js'
import type { Clock } from '../../application/shared/clock.port.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import type { Disk } from '../../infrastructure/files/disk.js'
import { isOnRemoteFileSystem } from '../../infrastructure/files/remote-file-system.js'
import type { Config } from '../config/environment.js'

/** Watcher of project files that `FILE_WATCHER` selects. */
export function openFileEvents({ fileWatcher }: Pick<Config, 'fileWatcher'>): FileEvents {
  const polled = chokidarFileEvents()
  if (fileWatcher === 'chokidar') return polled
  return fileEventsByFileSystem({ notified: fsFileEvents(), polled, needsPolling: isOnRemoteFileSystem })
}

/** Environments and memory of running programs, the hub's among them. */
const PROCESSES = '/proc'

/** Places that a tool of a strict session reaches only after a question. */
export function openGuardedFolders({ home, agentHome, agentFolders, stateFolder }: Config): GuardedFolders {
  const homes = [...new Set([home, agentHome])]
  const places = [
    ...homes.flatMap((one) => AGENTS.flatMap(({ settings }) => settings.map((name) => join(one, name)))),
    ...Object.values(agentFolders).flatMap((folders) => folders ?? []),
  ]
  return fsGuardedFolders({
    home: agentHome,
    places: [stateFolder, PROCESSES, ...places],
    settingsFolders: AGENTS.map(({ projectSettings }) => projectSettings),
    variables: ['PENATES_HOME', ...AGENTS.flatMap(({ variable }) => variable?.name ?? [])],
    fileTools: FILE_TOOLS,
    parseShell,
  })
}

/** Recordings in the state folder. */
export const openRecordings = ({ stateFolder }: Pick<Config, 'stateFolder'>, disk: Disk): FsRecordingStore =>
  fsRecordingStore({ disk, folder: join(stateFolder, 'recordings') })

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

/** The trash that the person's own file manager shows. */
export function systemTrash(
  { home, childEnvironment: { XDG_DATA_HOME: dataHome = '' } }: Config,
  runner: CommandRunner,
): SystemTrash {
  if (process.platform === 'darwin') return macosTrash(runner)
  return freedesktopTrash({
    // What is not absolute counts as not set. XDG Base Directory Specification.
    dataHome: isAbsolute(dataHome) ? dataHome : join(home, '.local', 'share'),
    uid: process.getuid?.() ?? 0,
    now: () => new Date(systemClock.now()),
  })
}
