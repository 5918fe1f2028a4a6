// `node scripts/tools/copy-peers.mjs FOLDER`: the packages with a binary that the hub needs, and what they depend on, as
// they are installed and compiled here, into the node_modules of a folder. Prints their names.
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../lib/run.mjs'

const PEERS = ['fs-native-extensions', 'node-pty']

const [target = ''] = process.argv.slice(2)
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))

const copied = new Set()
function copy(name) {
  if (copied.has(name)) return
  copied.add(name)
  const path = join('node_modules', name)
  cpSync(join(root, path), join(target, path), { recursive: true, dereference: true })
  for (const dependency of Object.keys(packages[path]?.dependencies ?? {})) copy(dependency)
}
for (const peer of PEERS) copy(peer)
console.log([...copied].join('\n'))
