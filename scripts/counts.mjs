/*
 * Figures of the structure, beside those of an earlier commit: `node scripts/counts.mjs [--at <commit>]`. Reads sources
 * as text; needs no build. The five layers are domain, application, infrastructure, adapters and composition (.ts, .tsx).
 *
 * - lines: line feeds, comments and blank lines included. Lines of tests: .ts, .tsx and .mjs below test/. Mutants written
 *   by hand: *.mutants.ts below test/.
 * - import lines: lines of `import` declarations and of `export … from`; their share is that of all lines of the layers.
 * - folders in cycles: direct subfolders of the part whose imports, types included, lead back to them.
 * - arrows up in http: pairs of a subfolder of adapters/inbound/http and a file beside the subfolders that it imports.
 * - floors of the client: longest chain of imports between the direct subfolders and files of adapters/inbound/web/src.
 * - files with one importer: .ts files of the five layers; importers are .ts and .tsx files of them, also of types alone.
 * - interfaces of dependencies: those of application with a name that ends in Deps.
 * - as unknown as, as never: occurrences in the five layers.
 * - timers below 5 s: calls in application of `clock.every` and `pollingJob`, and of `pause` in a loop that looks again,
 *   with a constant period below 5,000 ms.
 * - t.string in codecs: occurrences in codec.ts and *.codec.ts of adapters/inbound/http.
 * - lines of CSS, classes: style sheets below adapters/inbound/web/src. A rule styles the first class of the last compound
 *   of its selectors.
 * - injection tokens: in composition/tokens*. Exports and API reports: docs/api.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { figuresOf } from './lib/figures.mjs'
import { root } from './lib/run.mjs'

/** Commit that the figures are compared with. */
const BASELINE = 'abcb7fae81e4d3e066253fa5a030ce4311b3faa2'

/** Figures at a commit, from a temporary copy of its files. */
function figuresAt(commit) {
  const folder = mkdtempSync(join(tmpdir(), 'penates-counts-'))
  try {
    const archive = execFileSync('git', ['archive', commit], { cwd: root, maxBuffer: 2 ** 30 })
    execFileSync('tar', ['-x', '-C', folder], { input: archive })
    return figuresOf(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const { at } = parseArgs({ options: { at: { type: 'string', default: BASELINE } } }).values
const earlier = new Map(figuresAt(at))
const rows = [
  ['', 'now', at.slice(0, 8)],
  ...figuresOf(root).map(([label, figure]) => [label, figure, earlier.get(label)]),
]
const width = Math.max(...rows.map(([label]) => label.length))
for (const [label, now, then] of rows)
  console.log(label.padEnd(width), String(now).padStart(9), String(then).padStart(9))
