import { build as esbuild } from 'esbuild'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { build as vite } from 'vite'
import webpack from 'webpack'
import { createHub, type Hub } from '../../composition/hub/create-hub.js'
import { fakeTools } from '../../composition/testing/fake-tools.js'
import { eventually } from '../support/eventually.js'
import { testBrowser, type TestBrowser } from '../support/browser.js'
import { installPackage } from './install-package.js'

const TIMEOUT_MS = 300_000
/** Descriptions of 165 operations take two thirds of it; ADR 0091. */
const MOST_GZIP_BYTES = 39_500

/** Lists the sessions of the hub that serves the page. */
const PAGE_SCRIPT = `
import { hubClient } from 'penates/client'

const client = hubClient({ baseUrl: '', token: () => location.hash.slice(1) })
const answer = await client.createSession({ body: { name: 'demo', directory: '/work' } })()
document.title = answer._tag === 'Right' ? answer.right.body.name : JSON.stringify(answer.left)
`

type Bundle = (entry: string, folder: string) => Promise<unknown>

const BUNDLERS: Readonly<Record<string, Bundle>> = {
  esbuild: (entry, folder) =>
    esbuild({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'browser',
      outfile: join(folder, 'bundle.js'),
    }),
  vite: (entry, folder) =>
    vite({
      configFile: false,
      logLevel: 'error',
      root: join(entry, '..'),
      build: {
        outDir: folder,
        lib: { entry, formats: ['es'], fileName: () => 'bundle.js' },
        emptyOutDir: false,
      },
    }),
  webpack: async (entry, folder) => {
    const compiler = webpack({
      mode: 'production',
      target: 'web',
      entry,
      experiments: { outputModule: true },
      output: { path: folder, filename: 'bundle.js', module: true },
    })
    const stats = await promisify(compiler.run.bind(compiler))()
    await promisify(compiler.close.bind(compiler))()
    if (stats?.hasErrors()) throw new Error(stats.toString())
  },
}

describe('the client of the installed package', function () {
  this.timeout(TIMEOUT_MS)
  let folder = ''
  let browser: TestBrowser

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'penates-bundlers-'))
    await installPackage(process.cwd(), folder)
    await writeFile(join(folder, 'page.js'), PAGE_SCRIPT)
    browser = await testBrowser()
  })
  after(async () => {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  })

  for (const [name, bundle] of Object.entries(BUNDLERS))
    it(`is bundled by ${name} and runs in a browser`, async () => {
      const web = join(folder, name)
      await mkdir(web)
      await bundle(join(folder, 'page.js'), web)
      await writeFile(join(web, 'index.html'), '<!doctype html><script type="module" src="bundle.js"></script>')
      const served = await serve(web)
      try {
        const { page } = await browser.device()
        await page.goto(`${served.url}/#${served.token}`)
        await eventually(async () => {
          expect(await page.title()).to.equal('cc-demo')
        })
      } finally {
        await served.stop()
      }
    })

  it('takes 39.5 kB at most when it is minified and compressed', async () => {
    const bundled = await readFile(join(folder, 'esbuild', 'bundle.js'))
    expect((await promisify(gzip)(bundled)).length).to.be.at.most(MOST_GZIP_BYTES)
  })
})

async function serve(web: string): Promise<{ url: string; token: string; stop: () => Promise<void> }> {
  const tools = fakeTools()
  const hub: Hub = createHub(tools, { web })
  await hub.start()
  const server: Server = createServer(hub.handler)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token: tools.controls.operatorToken,
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await hub.stop()
    },
  }
}
