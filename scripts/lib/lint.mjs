import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './run.mjs'

const FOLDER = '.cache/eslint'
const KEY = join(root, FOLDER, 'key')

/** Sources of which no build leaves declarations, and what the rules themselves are made of. */
const SOURCES = ['adapters/inbound/web', 'test/web', 'test/architecture']
const FILES = ['eslint.config.js', 'package-lock.json', 'tsconfig.json']

const filesIn = (folder, end) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(end))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()

/**
 * Changes with everything outside of a file that its findings depend on. Rules with types read the declarations of what a
 * file imports; the compiler has written those, so a change inside of a function leaves the other files' findings as they
 * are.
 */
function key() {
  const hash = createHash('sha256')
  const files = [
    ...FILES.map((file) => join(root, file)),
    ...filesIn('dist', '.d.ts'),
    ...SOURCES.flatMap((folder) => filesIn(folder, '')),
  ]
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(file))
  return hash.digest('hex')
}

/** Lints the files that have changed, and all when declarations, rules or packages have. */
export async function runLint(tool) {
  const wanted = key()
  if (!existsSync(KEY) || readFileSync(KEY, 'utf8') !== wanted) {
    rmSync(join(root, FOLDER), { recursive: true, force: true })
    mkdirSync(join(root, FOLDER), { recursive: true })
    writeFileSync(KEY, wanted)
  }
  const cache = ['--cache', '--cache-strategy', 'content', '--cache-location', `${FOLDER}/findings`]
  await tool('eslint', ['.', '--max-warnings', '0', ...cache])
}
