import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import type { CommandRunnerHarness } from '../contracts/command-runner.contract.js'

export const ENVIRONMENT = { PATH: process.env['PATH'] ?? '/usr/bin:/bin' }
export const shell = (script: string, ...words: string[]): readonly [string, ...string[]] => [
  'sh',
  '-c',
  script,
  'sh',
  ...words,
]

/** Controls of the CommandRunner contract with a folder below `parent`. */
export async function commandRunnerHarness(runner: CommandRunner, parent: string): Promise<CommandRunnerHarness> {
  const folder = await realpath(await mkdtemp(join(parent, 'penates-run-')))
  await chmod(folder, 0o755)
  return {
    runner,
    printWords: (...words) => shell(`for word; do printf '<%s>' "$word"; done`, ...words),
    failing: shell('printf out; printf err >&2; exit 7'),
    killed: shell('kill -9 $$'),
    copyInput: ['cat'],
    printVariable: (variable) => shell(`printf %s "$${variable}"`),
    printFolder: shell('printf %s "$(pwd -P)"'),
    folder,
    endless: ['sleep', '600'],
    printBytes: (bytes) => ['head', '-c', String(bytes), '/dev/zero'],
    missing: [join(folder, 'missing')],
    close: () => rm(folder, { recursive: true }),
  }
}
