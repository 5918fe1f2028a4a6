import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { webhookNotifier } from '../../dist/adapters/outbound/webhooks/notifier.webhook.js'
import { targetServer } from '../../dist/test/support/target-server.js'
import { aNotification, aWebhookTarget } from '../../dist/test/support/webhooks.js'
import { packageProgram, root, run } from '../../scripts/lib/run.mjs'

const DOCUMENTS = ['docs/embedding.md', 'docs/webhooks.md', 'docs/writing-an-adapter.md']
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

  it('verifies the signatures of the hub and no others', async () => {
    const { isSigned } = await import(join(folder, 'verify-webhook.js'))
    const server = await targetServer()
    const target = aWebhookTarget({ url: server.url, allowsPrivate: true })
    await webhookNotifier({ now: Date.now }).send(target, aNotification())()
    await server.close()
    const [{ headers, body }] = server.received
    const late = { ...headers, 'webhook-timestamp': String(Number(headers['webhook-timestamp']) - 301) }
    expect([
      isSigned(target.secret, headers, body),
      isSigned(target.secret, { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` }, body),
      isSigned('whsec_b3RoZXI=', headers, body),
      isSigned(target.secret, headers, `${body} `),
      isSigned(target.secret, late, body),
      isSigned(target.secret, {}, body),
    ]).to.deep.equal([true, true, false, false, false, false])
  })
})
