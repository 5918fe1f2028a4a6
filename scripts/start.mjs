// `npm start`: everything from a bare clone to a running hub. Needs nothing but Node.js. `npm start -- --help` explains it.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './lib/build.mjs'
import { ensureToolsAndPackages } from './lib/packages.mjs'
import { checkNode, TO_RUN } from './lib/prerequisites.mjs'
import { main } from './lib/progress.mjs'
import { root } from './lib/run.mjs'

/** Arguments of `penates serve`. They are checked before packages are installed, which takes a while. */
const ARGUMENTS = ['-h', '--help', '--json', '-q', '--quiet']
const USAGE_FAULT = 2

const unknown = process.argv.slice(2).filter((arg) => !ARGUMENTS.includes(arg))
if (unknown.length > 0) {
  console.error(`npm start: unknown argument ${unknown.join(' ')}
  Arguments: ${ARGUMENTS.join(', ')}
  Variables of the environment, or of a .env file, configure the hub: PORT=3333 npm start
  See: npm start -- --help`)
  process.exit(USAGE_FAULT)
}

await main(async () => {
  checkNode()
  await ensureToolsAndPackages(TO_RUN, { toRun: true })
  await ensureBuilt()
})

// The hub takes this process over: signals and exit code are its own, and nothing stays around it.
const program = join(root, 'dist/program/main.cjs')
process.argv.splice(1, process.argv.length, program, 'serve', ...process.argv.slice(2))
await import(pathToFileURL(program).href)
