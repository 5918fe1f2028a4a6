import { execFile } from 'node:child_process'
import { readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Packages that the published contracts take from the embedder's tests. */
const OPTIONAL_PEERS = ['chai', 'fast-check', 'mocha']

const OUTPUT_LIMIT_BYTES = 16 * 1024 * 1024

/** Variables of `npm test` do not apply to an npm in another folder. */
const outsideNpm = (): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(?!config_nodedir$)|^(INIT_CWD|NODE_V8_COVERAGE)$/i.test(name),
    ),
  )

/** Runs a program and gives what it printed; rejects with all of its output when it fails. */
export async function runIn(
  folder: string,
  program: string,
  args: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  try {
    const options = { cwd: folder, env: { ...outsideNpm(), ...env }, maxBuffer: OUTPUT_LIMIT_BYTES }
    return (await execute(program, [...args], options)).stdout
  } catch (error) {
    const { message, stdout, stderr } = error as { message: string; stdout?: string; stderr?: string }
    throw new Error(`${message}\n${stdout ?? ''}\n${stderr ?? ''}`)
  }
}

/** Packs the built package and installs the tarball alone into an empty folder. Returns the path of the tarball. */
export async function installPackage(source: string, folder: string): Promise<string> {
  await runIn(source, 'npm', ['pack', '--ignore-scripts', '--pack-destination', folder])
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'user', private: true, type: 'module' }))
  const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz')) ?? ''
  await install(folder, `./${tarball}`)
  return join(folder, tarball)
}

/** Installs the packages of an embedder's tests. */
export const installTestPackages = (folder: string): Promise<string> => install(folder, ...OPTIONAL_PEERS)

/** Copies the packages with native modules that a hub needs beside the installed package; returns their names. */
export async function copyNatives(source: string, folder: string): Promise<ReadonlyArray<string>> {
  const printed = await runIn(source, process.execPath, ['scripts/tools/copy-natives.mjs', folder])
  return printed.trim().split('\n')
}

/** Installs packages into a folder. */
export const install = (folder: string, ...packages: ReadonlyArray<string>): Promise<string> =>
  runIn(folder, 'npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--omit=optional', ...packages])

/** Bytes of all files below a folder. */
export async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}
