import { isAbsolute, join } from 'node:path'
import { freedesktopTrash } from '../adapters/outbound/project-files/freedesktop-trash.js'
import { macosTrash } from '../adapters/outbound/project-files/macos-trash.js'
import type { SystemTrash } from '../adapters/outbound/project-files/trash.js'
import { systemClock } from '../adapters/outbound/system/clock.system.js'
import type { CommandRunner } from '../application/shared/command-runner.port.js'
import type { Config } from './environment.js'

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
