import { execFile } from 'node:child_process'
import { chmod, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { processCommandRunner } from '../../adapters/outbound/process/command-runner.process.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import { GIT_PERSON } from './board-places.js'

const run = promisify(execFile)

/** A git whose every byte to a file is one too many, as on a full disk; the limit holds for root as well. */
export async function fullDiskGit(folder: string): Promise<CommandRunner> {
  const git = join(folder, 'git-without-room')
  await writeFile(git, `#!/bin/sh\ntrap '' XFSZ\nulimit -f 0\nexec git "$@"\n`)
  await chmod(git, 0o755)
  const inner = processCommandRunner(() => GIT_PERSON)
  return {
    run: ([, ...words], options) => inner.run([git, ...words], options),
    runForBytes: ([, ...words], options) => inner.runForBytes([git, ...words], options),
  }
}

/** Takes a folder's write permission from everybody: by a mount where that is allowed, which root heeds too, else by mode. */
export async function readOnly(
  folder: string,
): Promise<{ readonly isReal: boolean; readonly restore: () => Promise<void> }> {
  try {
    await run('mount', ['--bind', folder, folder])
    await run('mount', ['-o', 'remount,bind,ro', folder])
    return {
      isReal: true,
      restore: async () => {
        await run('umount', [folder])
      },
    }
  } catch {
    const paths = [folder, ...(await readdir(folder, { recursive: true })).map((path) => join(folder, path))]
    const modes = await Promise.all(paths.map(async (path) => [path, (await stat(path)).mode] as const))
    for (const [path, mode] of modes) await chmod(path, mode & 0o7555)
    return {
      isReal: process.getuid?.() !== 0,
      restore: async () => {
        for (const [path, mode] of modes) await chmod(path, mode)
      },
    }
  }
}
