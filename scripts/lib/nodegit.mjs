import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { npm } from './npm.mjs'
import { ensureTools, headersOfNode, TO_COMPILE } from './prerequisites.mjs'
import { StepFailed, step } from './progress.mjs'
import { root, run } from './run.mjs'

/** Headers that libgit2 is compiled against. */
const HEADERS = ['krb5', 'ssl']
/** Manifest and lock file: nodegit is no package of ours, as only these tests need it and it takes minutes to compile. */
const MANIFESTS = join(root, 'scripts', 'nodegit')
const LINK = join(root, 'node_modules', 'nodegit')
const BINARY = join('build', 'Release', 'nodegit.node')

/** Outside of node_modules, which every change of package-lock.json makes anew. */
function cachedFolder() {
  const { dependencies } = JSON.parse(readFileSync(join(MANIFESTS, 'package.json'), 'utf8'))
  const platform = `${process.platform}-${process.arch}-${process.versions.modules}`
  return join(root, '.cache', 'nodegit', `${dependencies.nodegit}-${platform}`)
}

/**
 * Installs and compiles nodegit, which the hub reads repositories with where it is there. The tests hold both ways to the same
 * answers, so they want it; who only runs the hub need not wait. Elsewhere than on Linux it is left out.
 */
export async function ensureNodegit() {
  if (process.platform !== 'linux' || existsSync(join(LINK, BINARY))) return
  const folder = cachedFolder()
  const installed = join(folder, 'node_modules', 'nodegit')
  if (!existsSync(join(installed, BINARY))) await compile(folder, installed)
  rmSync(LINK, { recursive: true, force: true })
  symlinkSync(installed, LINK)
}

async function compile(folder, installed) {
  await ensureTools([...TO_COMPILE, ...HEADERS])
  await step('Compiling nodegit, which takes some minutes once', async (show) => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    cpSync(MANIFESTS, folder, { recursive: true })
    await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, onOutput: show })
    // Its own install script would first look for a binary at a place of its maker's.
    const nodeGyp = createRequire(join(installed, 'package.json')).resolve('node-gyp/bin/node-gyp.js')
    const { code, output } = await run(process.execPath, [nodeGyp, 'rebuild', '-j', String(availableParallelism())], {
      cwd: installed,
      quiet: true,
      env: headersOfNode(),
      onOutput: show,
    })
    if (code !== 0) throw new StepFailed(`nodegit was not compiled:\n\n${output.slice(-5000)}`)
    rmSync(join(installed, 'build', 'Release', 'obj.target'), { recursive: true, force: true })
  })
}
