// `node scripts/tools/copy-natives.mjs FOLDER`: the packages with a native module that the hub needs, and what they depend on,
// as they are installed here, into the node_modules of a folder. Prints their names.
import { cpSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../lib/run.mjs'

const [target = ''] = process.argv.slice(2)
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))

const copied = new Set()
function copy(name) {
  const path = join('node_modules', name)
  // Builds for other platforms are listed and not installed.
  if (copied.has(name) || !existsSync(join(root, path))) return
  copied.add(name)
  cpSync(join(root, path), join(target, path), { recursive: true, dereference: true })
  const { dependencies, optionalDependencies } = packages[path] ?? {}
  for (const dependency of Object.keys({ ...dependencies, ...optionalDependencies })) copy(dependency)
}
for (const name of Object.keys(packages[''].optionalDependencies)) copy(name)
console.log([...copied].join('\n'))
