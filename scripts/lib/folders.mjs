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
export function importsOf(texts, path) {
  return [...texts.get(path).matchAll(/(?:from|import|import\() ?'(\.[^']+)'/g)]
    .map(([, target]) => relative('.', resolve(dirname(path), target)).replace(/\.js$/, ''))
    .flatMap((target) => [`${target}.ts`, `${target}.tsx`].filter((file) => texts.has(file)))
}

/** Imports between the direct subfolders of `part`: the folders that each one imports. A file for which `nodeOf` has a value counts as well. */
function edgesOf(texts, part, nodeOf = () => undefined) {
  const folderOf = (path) => {
    if (!path.startsWith(`${part}/`)) return undefined
    const [first, ...rest] = relative(part, path).split('/')
    return rest.length > 0 ? first : nodeOf(first)
  }
  const edges = new Map()
  for (const path of texts.keys()) {
    const from = folderOf(path)
    if (from === undefined) continue
    const targets = edges.get(from) ?? new Set()
    edges.set(from, targets)
    for (const to of importsOf(texts, path).map(folderOf)) if (to !== undefined && to !== from) targets.add(to)
  }
  return edges
}

/** Direct subfolders of `part` that lie on a cycle of imports, sorted. */
export function foldersInCycles(texts, part) {
  const edges = edgesOf(texts, part)
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

/** Length of the longest chain of imports between the direct subfolders and files of `part`. */
export function floorsOf(texts, part) {
  const edges = edgesOf(texts, part, (file) => file)
  const floors = new Map()
  const floorOf = (node) => {
    if (!floors.has(node)) {
      floors.set(node, 0) // A cycle ends here.
      floors.set(node, 1 + Math.max(0, ...[...edges.get(node)].map(floorOf)))
    }
    return floors.get(node)
  }
  return Math.max(0, ...[...edges.keys()].map(floorOf))
}

/** Imports of a direct file of `part` by one of its subfolders, as `folder > file`, without repetitions. */
export function arrowsUp(texts, part) {
  const up = [...texts.keys()].flatMap((path) => {
    const [folder, ...rest] = relative(part, path).split('/')
    if (!path.startsWith(`${part}/`) || rest.length === 0) return []
    return importsOf(texts, path)
      .filter((file) => dirname(file) === part)
      .map((file) => `${folder} > ${relative(part, file)}`)
  })
  return [...new Set(up)].sort()
}
