import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { arrowsUp, floorsOf, foldersInCycles, importsOf, PARTS, sourceTexts } from './folders.mjs'

const CLIENT = 'adapters/inbound/web/src'
const HTTP = 'adapters/inbound/http'
const SHORT_LINES = 40
const FAST_MS = 5_000

const lineCount = (text) => text.split('\n').length - 1
const sum = (texts, measure) => [...texts].reduce((total, text) => total + measure(text), 0)
const matches = (pattern) => (text) => (text.match(pattern) ?? []).length

function textsIn(root, folder, pattern) {
  return new Map(
    readdirSync(join(root, folder), { recursive: true })
      .filter((file) => pattern.test(file))
      .map((file) => [`${folder}/${file}`, readFileSync(join(root, folder, file), 'utf8')]),
  )
}

/** Lines of the import declarations and re-exports of a source. */
export const importLines = (text) =>
  sum(text.match(/^(?:import|export)\b(?:[^'"`;=(]*?\bfrom)? '[^'\n]+'$/gm) ?? [], (found) => lineCount(found) + 1)

/** Files other than .tsx of at most `SHORT_LINES` lines that exactly one other source imports. */
function shortFilesOfOne(texts) {
  const importers = new Map()
  for (const path of texts.keys())
    for (const file of new Set(importsOf(texts, path))) importers.set(file, (importers.get(file) ?? 0) + 1)
  return [...importers].filter(
    ([file, count]) => file.endsWith('.ts') && count === 1 && lineCount(texts.get(file)) <= SHORT_LINES,
  ).length
}

/** Periods below 5 s, in milliseconds, of the timers that a source of `application` starts. */
export function fastTimers(text) {
  const constants = new Map(
    [...text.matchAll(/^(?:export )?const (\w+) = ([\d_]+)$/gm)].map(([, name, ms]) => [name, ms]),
  )
  return [...text.matchAll(/\b(?:clock\.every\(|pollingJob\([^\n]*?clock, |await pause\()([\w]+)/g)]
    .map(([, period]) => Number((constants.get(period) ?? period).replaceAll('_', '')))
    .filter((ms) => ms < FAST_MS)
}

/** Selectors without `:is()`: one for each of its alternatives. */
function alternatives(selector) {
  const found = /:is\(([^()]*)\)/.exec(selector)
  if (found === null) return [selector]
  return found[1].split(',').flatMap((one) => alternatives(selector.replace(found[0], one.trim())))
}

/** Classes that a style sheet styles: the first class of the last compound of each selector. */
export function styledClasses(css) {
  const selectors = [...css.replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]+)\{/g)]
    .map(([, selector]) => selector.trim())
    .filter((selector) => !selector.startsWith('@'))
    .map((selector) => selector.replaceAll(/:(?!is\()[\w-]+\([^()]*(?:\([^()]*\)[^()]*)*\)/g, ''))
    .flatMap((selector) => selector.split(/,(?![^(]*\))/))
    .flatMap(alternatives)
  return new Set(
    selectors.flatMap(
      (selector) =>
        /\.([\w-]+)/
          .exec(
            selector
              .trim()
              .split(/[\s>+~]+/)
              .at(-1),
          )
          ?.slice(1) ?? [],
    ),
  )
}

/** Files of each class that the sheets style, as a map of path and text. */
export function filesOfClasses(sheets) {
  const files = new Map()
  for (const [path, css] of sheets)
    for (const name of styledClasses(css)) files.set(name, [...(files.get(name) ?? []), path])
  return files
}

/** Figures of the tree at `root` as pairs of label and value. scripts/counts.mjs defines each. */
export function figuresOf(root) {
  const texts = sourceTexts(root)
  const sources = [...texts.values()]
  const inFolder = (folder, pattern = /./) =>
    [...texts].filter(([path]) => path.startsWith(`${folder}/`) && pattern.test(path)).map(([, text]) => text)
  const lines = sum(sources, lineCount)
  const sheets = textsIn(root, CLIENT, /\.css$/)
  const tests = textsIn(root, 'test', /\.(tsx?|mjs)$/)
  const reports = textsIn(root, 'docs/api', /\.api\.md$/)
  const imports = sum(sources, importLines)
  return [
    ['files in the five layers', texts.size],
    ['lines in the five layers', lines],
    ['lines of tests', sum(tests.values(), lineCount)],
    [
      'lines of mutants written by hand',
      sum(
        [...tests].filter(([path]) => path.endsWith('.mutants.ts')).map(([, text]) => text),
        lineCount,
      ),
    ],
    ['import lines', imports],
    ['share of import lines', `${((100 * imports) / lines).toFixed(1)} %`],
    ...PARTS.map((part) => [`folders in cycles: ${part}`, foldersInCycles(texts, part).length]),
    ['arrows up in http', arrowsUp(texts, HTTP).length],
    ['floors of the client', floorsOf(texts, CLIENT)],
    [`files with one importer and ${SHORT_LINES} lines or fewer`, shortFilesOfOne(texts)],
    [
      'interfaces of dependencies in application',
      sum(inFolder('application'), matches(/^(?:export )?interface \w*Deps\b/gm)),
    ],
    ['as unknown as, as never', sum(sources, matches(/\bas (?:unknown as|never)\b/g))],
    ['timers below 5 s in application', sum(inFolder('application'), (text) => fastTimers(text).length)],
    ['t.string in codecs', sum(inFolder(HTTP, /codec\.ts$/), matches(/\bt\.string\b/g))],
    ['lines of CSS', sum(sheets.values(), lineCount)],
    ['classes styled in two files', [...filesOfClasses(sheets).values()].filter(({ length }) => length > 1).length],
    ['injection tokens', sum(inFolder('composition', /tokens[\w-]*\.ts$/), matches(/token(?:<|\()/g))],
    ['exports of the root entry point', matches(/^export /gm)(reports.get('docs/api/penates.api.md') ?? '')],
    ['lines of API reports', sum(reports.values(), lineCount)],
  ]
}
