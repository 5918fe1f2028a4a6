import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { ensureTools, headersOfNode, TO_COMPILE } from './prerequisites.mjs'
import { StepFailed, step } from './progress.mjs'
import { root, run } from './run.mjs'

/** Headers that libgit2 is compiled against. */
const HEADERS = ['krb5', 'ssl']
const PACKAGE = join(root, 'node_modules', 'nodegit')
const BINARY = join(PACKAGE, 'build', 'Release', 'nodegit.node')

/** Outside of node_modules, which every change of package-lock.json makes anew: compiling takes minutes. */
function kept() {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8'))
  const platform = `${process.platform}-${process.arch}-${process.versions.modules}`
  return join(root, '.cache', 'nodegit', `${version}-${platform}.node`)
}

/**
 * Compiles nodegit, which the hub reads repositories with where it is there. The tests hold both ways to the same
 * answers, so they want it; who only runs the hub need not wait. Elsewhere than on Linux it is left out.
 */
export async function ensureNodegit() {
  if (process.platform !== 'linux' || existsSync(BINARY)) return
  if (!existsSync(PACKAGE)) throw new StepFailed('nodegit is not installed: it was left out by --omit=optional.')
  const binary = kept()
  if (!existsSync(binary)) await compile(binary)
  mkdirSync(join(BINARY, '..'), { recursive: true })
  put(binary, BINARY)
}

async function compile(binary) {
  await ensureTools([...TO_COMPILE, ...HEADERS])
  await step('Compiling nodegit, which takes some minutes once', async (show) => {
    // Its own install script would first look for a binary at a place of its maker's.
    const nodeGyp = createRequire(join(PACKAGE, 'package.json')).resolve('node-gyp/bin/node-gyp.js')
    const { code, output } = await run(process.execPath, [nodeGyp, 'rebuild', '-j', String(availableParallelism())], {
      cwd: PACKAGE,
      quiet: true,
      env: headersOfNode(),
      onOutput: show,
    })
    if (code !== 0) throw new StepFailed(`nodegit was not compiled:\n\n${output.slice(-5000)}`)
    mkdirSync(join(binary, '..'), { recursive: true })
    put(BINARY, binary)
    rmSync(join(PACKAGE, 'build', 'Release', 'obj.target'), { recursive: true, force: true })
  })
}

/** Whole or not at all: a file that was copied in part would be taken for done. */
function put(from, to) {
  copyFileSync(from, `${to}.part`)
  renameSync(`${to}.part`, to)
}
