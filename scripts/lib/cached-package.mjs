import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { StepFailed } from './progress.mjs'
import { root, run } from './run.mjs'

/** Folder of a package of the registry that is no dependency of ours; it is kept between runs. */
export const cachedFolder = ({ name, version }) => join(root, '.cache', `${name}-${version}`)

async function npmInstall(wanted, folder, show) {
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n')
  const argv = ['install', '--no-audit', '--no-fund', `${wanted.package}@${wanted.version}`]
  const { code, output } = await run('npm', argv, {
    quiet: true,
    cwd: folder,
    onOutput: show,
  })
  if (code !== 0) throw new StepFailed(`npm install failed:\n\n${output.slice(-3000)}`)
}

/**
 * Installs a package from the registry unless `there`, a path in its `node_modules`, exists. The runner and several tests may
 * do so at once: each installs into its own folder, and the first one that is complete becomes the package.
 */
export async function ensureCached(wanted, there, show, { folder = cachedFolder(wanted), install = npmInstall } = {}) {
  const isThere = () => existsSync(join(folder, 'node_modules', there))
  if (isThere()) return
  mkdirSync(dirname(folder), { recursive: true })
  const making = mkdtempSync(`${folder}-`)
  try {
    await install(wanted, making, show)
    rename(making, folder, isThere)
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}

function rename(making, folder, isThere) {
  try {
    renameSync(making, folder)
  } catch (error) {
    if (isThere()) return
    if (!existsSync(folder)) throw error
    // An installation that broke off in this folder.
    rmSync(folder, { recursive: true })
    renameSync(making, folder)
  }
}
