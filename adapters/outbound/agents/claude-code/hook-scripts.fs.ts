import { chmod } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { HookScripts } from '../../../../application/hooks/agent-settings.port.js'
import { unavailable } from '../../../../application/shared/errors.js'
import { replaceFile } from '../../../../infrastructure/files/atomic-write.js'
import { errorCode, errorText, type Disk } from '../../../../infrastructure/files/disk.js'

/** In the folders of agents in the package. They are copied together, and import nothing of ours but each other. */
const SOURCES = {
  gate: 'gate.script.js',
  hold: 'hold.script.js',
  report: 'report.script.js',
  statusLine: 'status-line.script.js',
  identity: 'identity.script.js',
  asking: 'asking.script.js',
  plugin: '../opencode/plugin.script.js',
  records: '../opencode/records.script.js',
} as const
const NAMES = {
  gate: 'gate.mjs',
  hold: 'hold.mjs',
  report: 'report.mjs',
  statusLine: 'status-line.mjs',
  identity: 'identity.mjs',
  asking: 'asking.mjs',
  plugin: 'plugin.mjs',
  records: 'records.mjs',
} as const
type Script = keyof typeof SOURCES
const SCRIPTS = Object.keys(SOURCES) as ReadonlyArray<Script>

/** Program that the CLI starts by itself; see `argsCheck` in `HookTargets`. */
const ARGS_CHECK = 'args-check.sh'
const ARGS_CHECK_TEXT = `#!/bin/sh
[ $# -gt 0 ] && exit 0
echo 'Penates cannot ask about the tools of Claude Code before 2.1.139. Update Claude Code.' >&2
exit 2
`

const SHARED_FOLDER_MODE = 0o755
const SHARED_FILE_MODE = 0o644
const PROGRAM_MODE = 0o700
const SHARED_PROGRAM_MODE = 0o755

const HERE = dirname(fileURLToPath(import.meta.url))

export interface FsHookScriptsOptions {
  readonly disk: Disk
  /** Absolute; the scripts are in its folder `hooks`. */
  readonly parent: string
  /** Folder that they are copied from. */
  readonly builtIn?: string
  /** True when another account runs them: all may read them, and only this user may write them. */
  readonly isShared?: boolean
}

/** Script files in the folder `hooks` of `parent`. */
export const scriptFiles = (parent: string): ReadonlyArray<string> =>
  [...SCRIPTS.map((script) => NAMES[script]), ARGS_CHECK].map((name) => join(parent, 'hooks', name))

/** The scripts in the folder `hooks`, copied from where they were built. */
export function fsHookScripts({ disk, parent, builtIn = HERE, isShared = false }: FsHookScriptsOptions): HookScripts {
  const folder = join(parent, 'hooks')
  const pathOf = (script: Script): string => join(folder, NAMES[script])
  const argsCheck = join(folder, ARGS_CHECK)
  const attempt = (act: () => Promise<void>) =>
    TE.tryCatch(act, (thrown) => unavailable('hook scripts', `${folder}: ${errorText(thrown)}`, thrown))

  return {
    paths: {
      argsCheck,
      gate: pathOf('gate'),
      hold: pathOf('hold'),
      report: pathOf('report'),
      statusLine: pathOf('statusLine'),
      plugin: pathOf('plugin'),
    },
    install: attempt(async () => {
      await disk.makeFolder(folder)
      if (isShared) for (const shared of [parent, folder]) await chmod(shared, SHARED_FOLDER_MODE)
      for (const script of SCRIPTS) {
        await replaceFile(disk, pathOf(script), withCopiedNames(await disk.read(join(builtIn, SOURCES[script]))))
        if (isShared) await chmod(pathOf(script), SHARED_FILE_MODE)
      }
      // A new file could not be started until its mode is set, and the tool of that moment would run.
      const before = await disk.read(argsCheck).catch(() => null)
      if (before !== ARGS_CHECK_TEXT) await replaceFile(disk, argsCheck, ARGS_CHECK_TEXT)
      await chmod(argsCheck, isShared ? SHARED_PROGRAM_MODE : PROGRAM_MODE)
    }),
    remove: attempt(async () => {
      for (const file of scriptFiles(parent)) {
        await disk.remove(file).catch((thrown: unknown) => {
          if (errorCode(thrown) !== 'ENOENT') throw thrown
        })
      }
    }),
  }
}

/** Outside of a package only `.mjs` is a module; imports follow. */
const withCopiedNames = (source: string): string =>
  source.replaceAll(/(['"])\.\/([\w-]+)\.script\.js\1/g, '$1./$2.mjs$1')
