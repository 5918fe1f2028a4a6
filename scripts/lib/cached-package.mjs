import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StepFailed } from './progress.mjs'
import { root, run } from './run.mjs'

/** Folder of a package of the registry that is no dependency of ours; it is kept between runs. */
export const cachedFolder = ({ name, version }) => join(root, '.cache', `${name}-${version}`)

/** Installs a package from the registry unless `there`, a path in its `node_modules`, exists. */
export async function ensureCached(wanted, there, show) {
  const folder = cachedFolder(wanted)
  if (existsSync(join(folder, 'node_modules', there))) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n')
  const argv = ['install', '--no-audit', '--no-fund', `${wanted.package}@${wanted.version}`]
  const { code, output } = await run('npm', argv, {
    quiet: true,
    cwd: folder,
    onOutput: show,
  })
  if (code !== 0) throw new StepFailed(`npm install failed:\n\n${output.slice(-3000)}`)
}
