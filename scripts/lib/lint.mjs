import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

const FOLDER = '.cache/eslint'

/** Sources of which no build leaves declarations, and what the rules themselves are made of. */
const SOURCES = ['adapters/inbound/web', 'test/web', 'test/architecture']
const FILES = ['eslint.config.js', 'package-lock.json', 'tsconfig.json']

const filesIn = (folder, end) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(end))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()

/**
 * Changes with everything outside of a file that its findings depend on. Rules with types read the declarations of what a
 * file imports; the compiler has written those, so a change inside of a function leaves the other files' findings as they
 * are.
 */
function keyOf(at) {
  const hash = createHash('sha256')
  const files = [
    ...FILES.map((file) => join(at, file)),
    ...filesIn(join(at, 'dist'), '.d.ts'),
    ...SOURCES.flatMap((folder) => filesIn(join(at, folder), '')),
  ]
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(file))
  return hash.digest('hex')
}

/** Lints the files that have changed, and all when declarations, rules or packages have. */
export async function runLint(tool, at = root) {
  const folder = join(at, FOLDER)
  const key = join(folder, 'key')
  const wanted = keyOf(at)
  if (!existsSync(key) || readFileSync(key, 'utf8') !== wanted) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    writeFileSync(key, wanted)
  }
  const cache = ['--cache', '--cache-strategy', 'content', '--cache-location', `${FOLDER}/findings`]
  await tool('eslint', ['.', '--max-warnings', '0', ...cache])
}
