import { expect } from 'chai'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageProgram, root, run } from '../../scripts/lib/run.mjs'

const DOCUMENTS = ['docs/embedding.md', 'docs/writing-an-adapter.md']
/** The compiler reads the declarations of the whole package. */
const COMPILE_TIMEOUT_MS = 120_000
const COMPILER_OPTIONS = {
  ...{ strict: true, target: 'ES2022', module: 'nodenext', verbatimModuleSyntax: true, skipLibCheck: true },
  ...{ types: ['node', 'mocha'], rootDir: '.' },
}

/** Blocks of a document, each with the file that its first line names. */
function snippetsOf(path) {
  const text = readFileSync(join(root, path), 'utf8')
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block = '']) => {
    const named = /^\/\/ (\S+\.ts)\n/.exec(block)
    return { path, file: named?.[1] ?? null, code: named === null ? block : block.slice(named[0].length) }
  })
}

const all = DOCUMENTS.flatMap(snippetsOf)
const isQuoted = ({ file }) => file?.includes('/') ?? false

describe('examples in the documentation', function () {
  this.timeout(COMPILE_TIMEOUT_MS)
  let folder = ''

  before(() => {
    mkdirSync(join(root, '.cache'), { recursive: true })
    folder = mkdtempSync(join(root, '.cache', 'snippets-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  it('quotes files of the repository as they are', () => {
    const changed = all
      .filter(isQuoted)
      .filter(({ file, code }) => !readFileSync(join(root, file), 'utf8').includes(code))
    expect(changed.map(({ path, file }) => `${path}: ${file}`)).to.deep.equal([])
  })

  it('compiles, and passes the suite that it runs', async () => {
    const written = all.filter((snippet) => !isQuoted(snippet))
    for (const [index, { file, code }] of written.entries())
      writeFileSync(join(folder, file ?? `example-${String(index)}.ts`), code)
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: COMPILER_OPTIONS, include: ['*.ts'] }),
    )
    const compiled = await run(process.execPath, [packageProgram('tsc'), '-p', folder], { quiet: true })
    expect(compiled.output.trim()).to.equal('')
    const tested = await run(process.execPath, [packageProgram('mocha'), join(folder, 'file-audit-log.test.js')], {
      quiet: true,
    })
    expect(tested.output).to.match(/AuditLog on a file[^]*\d+ passing/)
    expect(tested.code).to.equal(0)
  })
})
