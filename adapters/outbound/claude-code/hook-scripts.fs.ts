import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { HookScripts } from '../../../application/hooks/agent-settings.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import { replaceFile } from '../../../infrastructure/files/atomic-write.js'
import { errorCode, errorText, type Disk } from '../../../infrastructure/files/disk.js'

/** Beside this file in the package. They are copied together, and import nothing of ours but each other. */
const SOURCES = {
  gate: 'gate.script.js',
  report: 'report.script.js',
  statusLine: 'status-line.script.js',
  identity: 'identity.script.js',
} as const
const NAMES = {
  gate: 'gate.mjs',
  report: 'report.mjs',
  statusLine: 'status-line.mjs',
  identity: 'identity.mjs',
} as const
type Script = keyof typeof SOURCES
const SCRIPTS = Object.keys(SOURCES) as ReadonlyArray<Script>

const HERE = dirname(fileURLToPath(import.meta.url))

/** The scripts in `hooks` in the state folder, copied from where they were built. */
export function fsHookScripts(disk: Disk, stateFolder: string, builtIn = HERE): HookScripts {
  const folder = join(stateFolder, 'hooks')
  const pathOf = (script: Script): string => join(folder, NAMES[script])
  const attempt = (act: () => Promise<void>) =>
    TE.tryCatch(act, (thrown) => unavailable('hook scripts', `${folder}: ${errorText(thrown)}`, thrown))

  return {
    paths: { gate: pathOf('gate'), report: pathOf('report'), statusLine: pathOf('statusLine') },
    install: attempt(async () => {
      await disk.makeFolder(folder)
      for (const script of SCRIPTS)
        await replaceFile(disk, pathOf(script), withCopiedNames(await disk.read(join(builtIn, SOURCES[script]))))
    }),
    remove: attempt(async () => {
      for (const script of SCRIPTS) {
        await disk.remove(pathOf(script)).catch((thrown: unknown) => {
          if (errorCode(thrown) !== 'ENOENT') throw thrown
        })
      }
    }),
  }
}

/** Outside of a package only `.mjs` is a module; imports follow. */
const withCopiedNames = (source: string): string => source.replaceAll(/'\.\/([\w-]+)\.script\.js'/g, "'./$1.mjs'")
