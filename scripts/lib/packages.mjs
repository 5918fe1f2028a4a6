import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureTools, headersOfNode, TO_COMPILE } from './prerequisites.mjs'
import { StepFailed, step } from './progress.mjs'
import { root, run } from './run.mjs'

const STAMP = join(root, 'node_modules', '.penates-installed')

/** Changes when other packages are wanted, or the compiled ones would not load any more. */
function wanted() {
  const hash = createHash('sha256')
  hash.update(readFileSync(join(root, 'package-lock.json')))
  hash.update(`${process.platform} ${process.arch} ${process.versions.modules}`)
  return hash.digest('hex')
}

const installed = () => (existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : '')

const arePackagesThere = () => installed() === wanted()

/** The tools, and where something must still be compiled, what compiles it; then the packages. */
export async function ensureToolsAndPackages(tools) {
  const mustCompile = process.platform === 'linux' && !arePackagesThere()
  await ensureTools(mustCompile ? [...tools, ...TO_COMPILE] : tools)
  await ensurePackages()
}

/** Installs exactly what package-lock.json lists, unless that is what is there. */
async function ensurePackages() {
  if (arePackagesThere()) return
  await step('Installing packages', async (show) => {
    const npm = process.env.npm_execpath
    const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
    const runNpm = async (...args) => {
      const options = { quiet: true, env: headersOfNode(), onOutput: show }
      const { code, output } = await run(command, [...first, ...args], options)
      if (code !== 0) throw new StepFailed(`npm ${args[0]} failed:\n\n${output.slice(-5000)}`)
      return output
    }
    // Only what the hub cannot run without is compiled here. `--omit=optional` would leave out the bundler's binaries, too.
    await runNpm('ci', '--no-audit', '--no-fund', '--ignore-scripts')
    const output = await runNpm('rebuild', 'node-pty', '--foreground-scripts')
    if (!compiledPty()) throw new StepFailed(`node-pty was not compiled:\n\n${output.slice(-5000)}`)
    writeFileSync(STAMP, wanted())
  })
}

/** npm may be told to run no install scripts; better said now than at the first terminal. */
function compiledPty() {
  const folder = join(root, 'node_modules', 'node-pty')
  const places = ['build/Release/pty.node', `prebuilds/${process.platform}-${process.arch}/pty.node`]
  return places.some((place) => existsSync(join(folder, place)))
}
