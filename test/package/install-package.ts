import { execFile } from 'node:child_process'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Globals that the published contracts take from the test runner. */
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

/** Packs the built package and installs the tarball into an empty folder, as a person would. */
export async function installPackage(source: string, folder: string): Promise<void> {
  await runIn(source, 'npm', ['pack', '--ignore-scripts', '--pack-destination', folder])
  const manifest = { name: 'user', private: true, type: 'module', allowScripts: { 'node-pty': true } }
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
  const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz')) ?? ''
  await runIn(folder, 'npm', [
    'install',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--omit=optional',
    `./${tarball}`,
    ...OPTIONAL_PEERS,
  ])
}
