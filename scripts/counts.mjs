// Figures of the structure: `node scripts/counts.mjs`. Reads sources and reports as text; needs no build.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './lib/run.mjs'

import { foldersInCycles, PARTS, sourceTexts } from './lib/folders.mjs'

/** Headings of docs/architecture.md, one for each data path. The files of a path are the sources that its section links. */
const WALKS = ['key', 'hook', 'approval', 'finish', 'session list', 'usage row']
const SHORT_FILE_LINES = 15

const read = (path) => readFileSync(join(root, path), 'utf8')
const lineCount = (text) => text.split('\n').length - 1

const texts = sourceTexts(root)
const sources = [...texts.keys()]

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
    const folders = foldersInCycles(texts, part)
    return [`folders in cycles: ${part}`, folders.length === 0 ? 0 : `${folders.length} (${folders.join(', ')})`]
  }),
]
const width = Math.max(...rows.map(([label]) => label.length))
for (const [label, figure] of rows) console.log(`${label.padEnd(width)}  ${figure}`)
