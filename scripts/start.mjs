// `npm start`: everything from a bare clone to a running hub. Needs nothing but Node.js.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './lib/build.mjs'
import { ensureToolsAndPackages } from './lib/packages.mjs'
import { checkNode, TO_RUN } from './lib/prerequisites.mjs'
import { main } from './lib/progress.mjs'
import { root } from './lib/run.mjs'

await main(async () => {
  checkNode()
  await ensureToolsAndPackages(TO_RUN)
  await ensureBuilt()
})

// The hub takes this process over: signals and exit code are its own, and nothing stays around it.
const program = join(root, 'dist/program/main.js')
process.argv.splice(1, process.argv.length, program, 'serve', ...process.argv.slice(2))
await import(pathToFileURL(program).href)
