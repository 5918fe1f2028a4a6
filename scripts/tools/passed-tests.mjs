import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { addCached, readCached } from '../lib/cache.mjs'
import { digest, importDigests, memoize, repositoryFiles, sourceOf } from './import-graph.mjs'
import { root } from '../lib/run.mjs'

const CACHE = 'passed-tests'
/** A test with such a module can read any file of the repository, not only what it imports. */
const READS_FILES = /import\.meta\.url|process\.cwd\(\)/
/** Files that every test depends on. */
const SHARED = [
  'package-lock.json',
  'tsconfig.json',
  '.mocharc.json',
  'scripts/lib/mocha.mjs',
  'scripts/tools/transpile.mjs',
]

/**
 * Key of each test file, of the whole repository or of what its imports reach: equal as long as nothing has changed that the
 * test depends on. `dependsOnAll` tells it of files that run a built program.
 */
export function testKeys(testFiles, dependsOnAll, at = root) {
  const files = repositoryFiles(at)
  const present = new Set(files)
  const { ofFile, reached, withImports } = importDigests(at, (path) => [sourceOf(path, present)].filter(Boolean))
  const readsFiles = memoize((path) => READS_FILES.test(readFileSync(join(at, path), 'utf8')))
  const shared = digest(process.version, ...SHARED.filter((path) => present.has(path)).map(ofFile))
  const everything = digest(shared, ...files.map(ofFile))
  const keyOf = (file) => {
    const source = file.startsWith('dist/') ? sourceOf(file.slice('dist/'.length), present) : undefined
    return source === undefined || dependsOnAll(file) || reached(source).some(readsFiles)
      ? everything
      : digest(shared, withImports(source))
  }
  return Object.fromEntries(testFiles.map((file) => [file, keyOf(file)]))
}

/** Files of a suite whose last run failed, or depended on something else. */
export function changedSincePassed(suite, files, keys) {
  const passed = readCached(CACHE)[suite] ?? {}
  return files.filter((file) => passed[file] !== keys[file])
}

/** Remembers how the files of a run ended. */
export function keepPassed(suite, files, keys, hasPassed) {
  addCached(CACHE, suite, Object.fromEntries(files.map((file) => [file, hasPassed(file) ? keys[file] : null])))
}
