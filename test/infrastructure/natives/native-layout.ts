import { execFile } from 'node:child_process'
import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const PREBUILT = '@lydell/node-pty'

/** A project that has installed the package `penates` with its native modules, as they are installed here. */
export async function nativeLayout(project: string) {
  await promisify(execFile)(process.execPath, ['scripts/tools/copy-natives.mjs', project])
  const packages = join(project, 'node_modules')
  const program = join(packages, 'penates/dist/program/main.cjs')
  await mkdir(dirname(program), { recursive: true })
  await writeFile(join(project, 'package.json'), '{}')
  const buildFolder = join(packages, `${PREBUILT}-${process.platform}-${process.arch}`)
  const build = join(buildFolder, 'pty.node')
  return {
    program,
    /** File of the native module in the package with builds, and its folder. */
    build,
    buildFolder,
    remove: (name: string): Promise<void> => rm(join(packages, name), { recursive: true }),
    /** node-pty as it is after it was compiled; `null` as it is before. */
    putOriginal: async (folder: string | null = 'build/Release'): Promise<string> => {
      const original = join(packages, 'node-pty')
      await mkdir(original)
      await writeFile(join(original, 'package.json'), '{"name":"node-pty","version":"1.1.0"}')
      if (folder !== null) await cp(build, join(original, folder, 'pty.node'))
      return original
    },
  }
}
