import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readCached, writeCached } from '../lib/cache.mjs'
import { digest, importDigests, repositoryFiles, sourceOf } from './import-graph.mjs'
import { root } from '../lib/run.mjs'

const CACHE = 'lint'
const RULES = 'eslint.config.js'
const LINTED = /(?<!\.d)\.(?:ts|tsx|mjs|cjs|js)$/
/** Files that the types of every file depend on. */
const SHARED = /(?:^|\/)(?:package-lock|tsconfig[^/]*)\.json$|\.d\.ts$/
/** Folders of which the compiler does not write every declaration. */
const UNDECLARED = /^(?:adapters\/inbound\/web|test\/web)\//

/**
 * Key of each file for eslint: its text, the rules, and the declarations that its imports reach. The compiler has written
 * those; so a change inside a function leaves the keys of all other files as they are, and a changed declaration changes
 * those of the files that its types can reach.
 */
function lintKeys(at = root) {
  const files = repositoryFiles(at)
  const present = new Set(files)
  const { ofFile, withImports } = importDigests(at, (path) => {
    const source = sourceOf(path, present)
    if (source === undefined) return []
    const declaration = `dist/${source.replace(/\.tsx?$/, '.d.ts')}`
    return [!UNDECLARED.test(source) && existsSync(join(at, declaration)) ? declaration : source]
  })
  const shared = digest(withImports(RULES), ...files.filter((path) => SHARED.test(path)).map(ofFile))
  const linted = files.filter((path) => LINTED.test(path))
  return Object.fromEntries(linted.map((path) => [path, digest(shared, ofFile(path), withImports(path))]))
}

/** Lints the files whose keys differ from those of the last run without findings. */
export async function runLint(tool, at = root) {
  const before = readCached(CACHE, at)
  const keys = lintKeys(at)
  const changed = Object.keys(keys).filter((path) => keys[path] !== before[path])
  // All files with their types take more memory than Node.js allows by default; near its limit it does little but collect it.
  const env = { NODE_OPTIONS: '--max-old-space-size=8192' }
  if (changed.length > 0) await tool('eslint', ['--max-warnings', '0', '--no-warn-ignored', ...changed], env)
  writeCached(CACHE, keys, at)
}
