// `node scripts/node-versions.mjs [22 24 …]`: the package suite on the newest release of each line of Node.js, and on the last line fast
// tests of the hub too. The `node` package of npm has them. Run `npm test` first: packages and build are taken as they are.
import { existsSync, mkdirSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { isAtLeast } from './lib/prerequisites.mjs'
import { main, StepFailed, step } from './lib/progress.mjs'
import { root, run } from './lib/run.mjs'

const LINES = ['20.19', '22', '24']
/** Fast tests find what a release has taken away, so the newest line runs them; the others run the packed hub. */
const suitesOf = (line) => (line === LINES.at(-1) ? 'node,package' : 'package')

async function npm(...args) {
  const { code, output } = await run('npm', args, { quiet: true })
  if (code !== 0) throw new StepFailed(`npm ${args.join(' ')} failed:\n\n${output.slice(-3000)}`)
  return output
}

/** The newest published version of a major version: `24.9.1`. */
async function newestOf(major) {
  const found = JSON.parse(await npm('view', `node@${major}`, 'version', '--json'))
  return [found].flat().reduce((best, version) => (isAtLeast(version, best) ? version : best))
}

/** Path of that version's program. The package of the platform carries it, so no install script is needed. */
async function programOf(version) {
  const name = `node-${process.platform}-${process.arch}`
  const folder = join(root, '.cache', 'node', version)
  const program = join(folder, 'node_modules', name, 'bin', 'node')
  if (existsSync(program)) return program
  mkdirSync(folder, { recursive: true })
  await npm(
    'install',
    '--prefix',
    folder,
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    `${name}@${version}`,
  )
  return program
}

const wanted = process.argv.slice(2)

await main(async () => {
  for (const major of wanted.length > 0 ? wanted : LINES) {
    const [version, program] = await step(`Node.js ${major} from npm`, async (show) => {
      const newest = await newestOf(major)
      show(newest)
      return [newest, await programOf(newest)]
    })
    console.log(`\nSuites ${suitesOf(major)} on Node.js ${version}`)
    const env = { PATH: dirname(program) + delimiter + process.env.PATH }
    const { code } = await run(program, ['scripts/test.mjs', '--only', suitesOf(major), '--no-install'], { env })
    if (code !== 0) throw new StepFailed(`The suites failed on Node.js ${version}.`)
  }
})
