import { chmod, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { processCommandRunner } from '../../adapters/outbound/process/command-runner.process.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import { GIT_PERSON } from './board-places.js'
import { byModeBits } from './mode-bits.js'

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

/** A git that mode bits bind, also where the tests run as root. */
export function gitBoundByModeBits(): CommandRunner {
  const inner = processCommandRunner(() => GIT_PERSON)
  return {
    run: (argv, options) => inner.run(byModeBits(argv), options),
    runForBytes: (argv, options) => inner.runForBytes(byModeBits(argv), options),
  }
}

/** Takes the write permission from everything below a folder, by mode bits. */
export async function readOnly(folder: string): Promise<{ readonly restore: () => Promise<void> }> {
  const paths = [folder, ...(await readdir(folder, { recursive: true })).map((path) => join(folder, path))]
  const modes = await Promise.all(paths.map(async (path) => [path, (await stat(path)).mode] as const))
  for (const [path, mode] of modes) await chmod(path, mode & 0o7555)
  return {
    restore: async () => {
      for (const [path, mode] of modes) await chmod(path, mode)
    },
  }
}
