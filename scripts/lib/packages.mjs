import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { npm } from './npm.mjs'
import { NOT_TO_RUN, subset } from './packages-to-run.mjs'
import { ensureTools } from './prerequisites.mjs'
import { step } from './progress.mjs'
import { root } from './run.mjs'

const MODULES = join(root, 'node_modules')
const STAMP = join(MODULES, '.penates-installed')
const CI = ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline']

const read = (file) => readFileSync(join(root, file), 'utf8')

/** Changes when other packages are wanted, or those with a binary would not load any more. */
function wanted() {
  const hash = createHash('sha256')
  hash.update(read('package-lock.json'))
  hash.update(`${process.platform} ${process.arch} ${process.versions.modules}`)
  return hash.digest('hex')
}

const TO_RUN = ' to run'
/** True when all packages are there, or at least those that running needs. */
function areThere(toRun) {
  const installed = existsSync(STAMP) ? readFileSync(STAMP, 'utf8') : ''
  return installed === wanted() || (toRun && installed === wanted() + TO_RUN)
}

/**
 * The tools, then exactly the packages that package-lock.json lists, unless they are there: all, or those that a hub is built
 * from. A folder `node_modules` without a stamp of ours is one that a person has installed.
 */
export async function ensureToolsAndPackages(tools, { toRun = false } = {}) {
  await ensureTools(tools)
  if (areThere(toRun)) return
  await step('Installing packages', async (show) => {
    if (toRun) await installToRun(show)
    else await npm(CI, { onOutput: show })
    writeFileSync(STAMP, wanted() + (toRun ? TO_RUN : ''))
  })
}

/** npm can leave out no single package, so it installs a shorter list in a folder beside, which is moved when it is whole. */
async function installToRun(show) {
  const folder = join(root, '.cache', 'packages')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const { manifest, lock } = subset(JSON.parse(read('package.json')), JSON.parse(read('package-lock.json')), NOT_TO_RUN)
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(lock))
  await npm(CI, { cwd: folder, onOutput: show })
  rmSync(MODULES, { recursive: true, force: true })
  renameSync(join(folder, 'node_modules'), MODULES)
  rmSync(folder, { recursive: true })
}
