import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

const LAYERS = ['domain', 'application', 'adapters', 'infrastructure', 'composition']

/** Parts whose direct subfolders form an order: no cycle of imports. Files beside the subfolders join them and do not count. */
export const PARTS = ['domain', 'application', 'adapters/inbound/http', 'adapters/inbound/web/src']

/** Text of every source file of the five layers by its path from `root`. */
export function sourceTexts(root) {
  const files = LAYERS.flatMap((layer) =>
    readdirSync(join(root, layer), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  )
  return new Map(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

/** Source files that `path` imports, types included. */
function importsOf(texts, path) {
  return [...texts.get(path).matchAll(/(?:from|import|import\() ?'(\.[^']+)'/g)]
    .map(([, target]) => relative('.', resolve(dirname(path), target)).replace(/\.js$/, ''))
    .flatMap((target) => [`${target}.ts`, `${target}.tsx`].filter((file) => texts.has(file)))
}

/** Direct subfolders of `part` that lie on a cycle of imports, sorted. */
export function foldersInCycles(texts, part) {
  const folderOf = (path) => {
    const [first, ...rest] = relative(part, path).split('/')
    return path.startsWith(`${part}/`) && rest.length > 0 ? first : undefined
  }
  const edges = new Map()
  for (const path of texts.keys()) {
    const from = folderOf(path)
    if (from === undefined) continue
    for (const to of importsOf(texts, path).map(folderOf)) {
      if (to !== undefined && to !== from) edges.set(from, (edges.get(from) ?? new Set()).add(to))
    }
  }
  const reaches = (from, goal) => {
    const found = new Set()
    const open = [from]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const to of edges.get(next) ?? []) {
        if (to === goal) return true
        if (!found.has(to)) open.push(to)
        found.add(to)
      }
    }
    return false
  }
  return [...edges.keys()].filter((folder) => reaches(folder, folder)).sort()
}
