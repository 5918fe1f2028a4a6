// Figures of the structure: `node scripts/counts.mjs`. Reads sources and reports as text; needs no build.
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { root } from './lib/run.mjs'

const LAYERS = ['domain', 'application', 'adapters', 'infrastructure', 'composition']
/** Parts in which folders may not import each other in a circle. A part's folders are its direct subfolders. */
const PARTS = ['domain', 'application', 'adapters/inbound/http', 'adapters/inbound/web/src']
/** Headings of docs/architecture.md, one for each data path. The files of a path are the sources that its section links. */
const WALKS = ['key', 'hook', 'approval', 'finish', 'session list', 'usage row']
const SHORT_FILE_LINES = 15

const read = (path) => readFileSync(join(root, path), 'utf8')
const lineCount = (text) => text.split('\n').length - 1

const sources = LAYERS.flatMap((layer) =>
  readdirSync(join(root, layer), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name))),
)
const texts = new Map(sources.map((path) => [path, read(path)]))

/** Source files that `path` imports, types included. */
function importsOf(path) {
  return [...texts.get(path).matchAll(/(?:from|import) '(\.[^']+)'/g)]
    .map(([, target]) => relative(root, resolve(root, dirname(path), target)).replace(/\.js$/, ''))
    .flatMap((target) => [`${target}.ts`, `${target}.tsx`, target].filter((file) => texts.has(file)))
}

/** Folders of `part` that lie on a cycle of imports. */
function foldersInCycles(part) {
  const folderOf = (path) => {
    const [first, ...rest] = relative(part, path).split('/')
    return path.startsWith(`${part}/`) && rest.length > 0 ? first : undefined
  }
  const edges = new Map()
  for (const path of sources) {
    const from = folderOf(path)
    if (from === undefined) continue
    for (const to of importsOf(path).map(folderOf)) {
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

function filesOfWalk(name) {
  const section = read('docs/architecture.md')
    .split(/^## /m)
    .find((text) => text.toLowerCase().startsWith(`data path: ${name}`))
  if (section === undefined) return undefined
  return new Set([...section.matchAll(/\]\(\.\.\/([^)#]+\.tsx?)\)/g)].map(([, path]) => path)).size
}

const reports = readdirSync(join(root, 'docs/api'))
  .filter((name) => name.endsWith('.api.md'))
  .map((name) => [name, read(`docs/api/${name}`)])
const rows = [
  ['files in the five layers', sources.length],
  ['lines in the five layers', [...texts.values()].reduce((sum, text) => sum + lineCount(text), 0)],
  [
    `files of ${SHORT_FILE_LINES} lines or fewer`,
    [...texts.values()].filter((t) => lineCount(t) <= SHORT_FILE_LINES).length,
  ],
  [
    'injection tokens',
    sources
      .filter((path) => path.startsWith('composition/tokens'))
      .reduce((sum, path) => sum + (texts.get(path).match(/token(<|\()/g) ?? []).length, 0),
  ],
  [
    'exports of the root entry point',
    (reports.find(([name]) => name === 'penates.api.md')?.[1].match(/^export /gm) ?? []).length,
  ],
  ['lines of API reports', reports.reduce((sum, [, text]) => sum + lineCount(text), 0)],
  [
    'undocumented items in API reports',
    reports.reduce((sum, [, text]) => sum + (text.match(/\(undocumented\)/g) ?? []).length, 0),
  ],
  ...WALKS.map((name) => [`files in the data path: ${name}`, filesOfWalk(name) ?? 'no such section']),
  ...PARTS.map((part) => {
    const folders = foldersInCycles(part)
    return [`folders in cycles: ${part}`, folders.length === 0 ? 0 : `${folders.length} (${folders.join(', ')})`]
  }),
]
const width = Math.max(...rows.map(([label]) => label.length))
for (const [label, figure] of rows) console.log(`${label.padEnd(width)}  ${figure}`)
