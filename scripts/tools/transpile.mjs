// `dist`: a module for each source file (`sources`), or for each file of the web client and each test (`tests`), without its
// types. `tsc` checks those beside the tests.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import ts from 'typescript'

const WEB = join('adapters', 'inbound', 'web')
const FOLDERS = {
  sources: ['domain', 'application', 'infrastructure', 'adapters', 'composition'],
  tests: [WEB, 'test'],
}
const [part] = process.argv.slice(2)
/** They are copied into folders of people, who read them: only the compiler keeps comments. */
const READ_BY_PEOPLE = /adapters\/outbound\/agents\/.*\.script\.ts$/
const TARGET = 'ES2022'

const files = FOLDERS[part].flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .filter((file) => /(?<!\.d)\.tsx?$/.test(file))
    .map((file) => join(folder, file))
    .filter((file) => part === 'tests' || !file.startsWith(WEB)),
)

await build({
  entryPoints: files.filter((file) => !READ_BY_PEOPLE.test(file)),
  outdir: 'dist',
  outbase: '.',
  format: 'esm',
  target: TARGET.toLowerCase(),
  jsx: 'automatic',
  jsxImportSource: 'preact',
  sourcemap: true,
  sourcesContent: false,
  logLevel: 'error',
})

const compilerOptions = { target: TARGET, module: 'ESNext', verbatimModuleSyntax: true }
for (const file of files.filter((file) => READ_BY_PEOPLE.test(file))) {
  const { outputText } = ts.transpileModule(readFileSync(file, 'utf8'), { fileName: file, compilerOptions })
  writeFileSync(join('dist', file.replace(/\.ts$/, '.js')), outputText)
}
