import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { root } from '../lib/run.mjs'

const STORE = '.cache/lint.json'
const RULES = 'eslint.config.js'
/** Folders of built, fetched and stored files; eslint ignores them as well. */
const IGNORED = new Set(['dist', 'coverage', 'node_modules', '.cache', '.git'])
const LINTED = /(?<!\.d)\.(?:ts|tsx|mjs|cjs|js)$/
/** Files that the types of every file depend on. */
const SHARED = /(?:^|\/)(?:package-lock|tsconfig[^/]*)\.json$|\.d\.ts$/
/** Folders of which the compiler does not write every declaration. */
const UNDECLARED = /^(?:adapters\/inbound\/web|test\/web)\//

function* filesIn(at, folder = '') {
  for (const entry of readdirSync(join(at, folder), { withFileTypes: true })) {
    if (IGNORED.has(entry.name)) continue
    if (entry.isDirectory()) yield* filesIn(at, `${folder}${entry.name}/`)
    else if (entry.isFile()) yield folder + entry.name
  }
}

function memoize(compute) {
  const known = new Map()
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key))
    return known.get(key)
  }
}

const digest = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}

/** Modules of this repository that a file takes values or types from, as the files that describe their types. */
function importGraph(at, files) {
  const present = new Set(files)
  const declarationOf = (source) => `dist/${source.replace(/\.tsx?$/, '.d.ts')}`

  const describe = (path) => {
    const stem = path.replace(/\.js$/, '')
    const source = [`${stem}.ts`, `${stem}.tsx`, path].find((candidate) => present.has(candidate))
    if (source === undefined) return []
    const isDeclared = !UNDECLARED.test(source) && existsSync(join(at, declarationOf(source)))
    return [isDeclared ? declarationOf(source) : source]
  }
  return memoize((path) => {
    if (!/\.(?:[cm]?js|tsx?)$/.test(path)) return []
    const folder = dirname(path.replace(/^dist\//, ''))
    const { importedFiles } = ts.preProcessFile(readFileSync(join(at, path), 'utf8'), true, true)
    return importedFiles
      .filter(({ fileName }) => fileName.startsWith('.'))
      .flatMap(({ fileName }) => describe(join(folder, fileName.replace(/\?.*$/, ''))))
  })
}

/**
 * Key of each file for eslint: its text, the rules, and the declarations that its imports reach. The compiler has written
 * those; so a change inside a function leaves the keys of all other files as they are, and a changed declaration changes
 * those of the files that its types can reach.
 */
function lintKeys(at = root) {
  const files = [...filesIn(at)].sort()
  const importsOf = importGraph(at, files)
  const digestOf = memoize((path) => digest(path, readFileSync(join(at, path))))
  const digestWithImports = (path) => {
    const reached = new Set([path])
    for (const file of reached) for (const imported of importsOf(file)) reached.add(imported)
    return digest(...[...reached].map(digestOf).sort())
  }
  const shared = digest(digestWithImports(RULES), ...files.filter((path) => SHARED.test(path)).map(digestOf))
  const linted = files.filter((path) => LINTED.test(path))
  return Object.fromEntries(linted.map((path) => [path, digest(shared, digestOf(path), digestWithImports(path))]))
}

function readStore(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return {} // no run yet, or one that was killed while it wrote
  }
}

/** Lints the files whose keys differ from those of the last run without findings. */
export async function runLint(tool, at = root) {
  const store = join(at, STORE)
  const before = readStore(store)
  const keys = lintKeys(at)
  const changed = Object.keys(keys).filter((path) => keys[path] !== before[path])
  if (changed.length > 0) await tool('eslint', ['--max-warnings', '0', '--no-warn-ignored', ...changed])
  mkdirSync(dirname(store), { recursive: true })
  writeFileSync(store, JSON.stringify(keys))
}
