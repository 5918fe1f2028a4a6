import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

/** Folders of built, fetched and stored files. */
const IGNORED = new Set(['dist', 'coverage', 'node_modules', '.cache', '.git'])

/** Files of the repository in `at`, from there; without those that are built or fetched. */
export function repositoryFiles(at) {
  function* filesIn(folder = '') {
    for (const entry of readdirSync(join(at, folder), { withFileTypes: true })) {
      if (IGNORED.has(entry.name)) continue
      if (entry.isDirectory()) yield* filesIn(`${folder}${entry.name}/`)
      else if (entry.isFile()) yield folder + entry.name
    }
  }
  return [...filesIn()].sort()
}

export function memoize(compute) {
  const known = new Map()
  return (key) => {
    if (!known.has(key)) known.set(key, compute(key))
    return known.get(key)
  }
}

export const digest = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex')
}

/**
 * Digests of files of the repository in `at`. `ofFile` is that of a path and its content, `withImports` that of a file and of
 * all that its imports reach. `reached` lists those. `resolve` names the files that an imported path, without `.js`, stands for.
 */
export function importDigests(at, resolve) {
  const importsOf = memoize((path) => {
    if (!/\.(?:[cm]?js|tsx?)$/.test(path)) return []
    const { importedFiles } = ts.preProcessFile(readFileSync(join(at, path), 'utf8'), true, true)
    return importedFiles
      .filter(({ fileName }) => fileName.startsWith('.'))
      .flatMap(({ fileName }) => resolve(join(dirname(path.replace(/^dist\//, '')), fileName.replace(/\?.*$/, ''))))
  })
  const ofFile = memoize((path) => digest(path, readFileSync(join(at, path))))
  const reached = memoize((path) => {
    const found = new Set([path])
    for (const file of found) for (const imported of importsOf(file)) found.add(imported)
    return [...found]
  })
  return { ofFile, reached, withImports: (path) => digest(...reached(path).map(ofFile).sort()) }
}

/** Path of the source that an imported path stands for, or `undefined`. */
export function sourceOf(path, present) {
  const stem = path.replace(/\.js$/, '')
  return [`${stem}.ts`, `${stem}.tsx`, path].find((candidate) => present.has(candidate))
}
