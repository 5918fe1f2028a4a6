import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '../support/eventually.js'
import { testBrowser } from '../support/browser.js'
import { install, installPackage, runIn } from './install-package.js'

/** npm fetches packages. */
const INSTALL_TIMEOUT_MS = 300_000

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly scripts: { readonly start: string }
}

describe('the examples, with the packed package', function () {
  this.timeout(60_000)
  let folder = ''
  let hub: ChildProcess | undefined

  before(async function () {
    this.timeout(INSTALL_TIMEOUT_MS)
    folder = await mkdtemp(join(tmpdir(), 'penates-examples-'))
    await installPackage(process.cwd(), folder)
    await cp(join(process.cwd(), 'examples'), folder, { recursive: true })
    const wanted = Object.fromEntries(
      (await Promise.all((await names()).map(manifest))).flatMap(({ dependencies }) => Object.entries(dependencies)),
    )
    const others = Object.entries(wanted).filter(([name]) => name !== 'penates')
    await install(folder, ...others.map(([name, range]) => `${name}@${range}`))
  })
  afterEach(async () => {
    if (hub?.exitCode === null) {
      hub.kill('SIGTERM')
      await once(hub, 'exit')
    }
    hub = undefined
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const names = async (): Promise<ReadonlyArray<string>> =>
    (await readdir(join(process.cwd(), 'examples'), { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
  const manifest = async (name: string): Promise<Manifest> =>
    JSON.parse(await readFile(join(folder, name, 'package.json'), 'utf8')) as Manifest
  const run = (name: string, env: Readonly<Record<string, string>> = {}): Promise<string> =>
    runIn(join(folder, name), process.execPath, ['index.mjs'], env)

  /** Starts an example that serves, and gives the variables that it prints. */
  async function serve(name: string): Promise<{ readonly HUB_URL: string; readonly HUB_TOKEN: string }> {
    const started = spawn(process.execPath, ['index.mjs'], {
      cwd: join(folder, name),
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    hub = started
    let printed = ''
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (chunk: Buffer) => (printed += String(chunk)))
    await eventually(() => {
      expect(printed).to.match(/HUB_URL=\S+ HUB_TOKEN=\S+\n/)
    })
    const [, HUB_URL = '', HUB_TOKEN = ''] = /HUB_URL=(\S+) HUB_TOKEN=(\S+)\n/.exec(printed) ?? []
    return { HUB_URL, HUB_TOKEN }
  }

  it('are all run by a test', async () => {
    const tested = ['express', 'fastify', 'koa', 'mcp', 'notifier', 'react', 'script', 'session-host']
    expect([...(await names())].sort()).to.deep.equal(tested)
  })

  for (const name of ['koa', 'express', 'fastify'])
    it(`serve a hub below a path of another server: ${name}`, async () => {
      const env = await serve(name)
      const { origin } = new URL(env.HUB_URL)
      expect(await (await fetch(origin)).text()).to.equal('The app of the embedding program.\n')
      expect(await (await fetch(`${env.HUB_URL}/`)).text()).to.contain('<base href="/penates/"')
      expect(await run('script', env)).to.equal('cc-demo\trunning\tunknown\n')
      expect(await create(env.HUB_URL, env.HUB_TOKEN)).to.equal(true)
    })

  it('speak the Model Context Protocol', async () => {
    const printed = await run('mcp', await serve('koa'))
    expect(printed).to.contain('list_sessions').and.to.contain('cc-demo')
  })

  it('replace the session host and the sender of notifications', async () => {
    expect(await run('session-host')).to.equal('shop runs\nother bash may not run here\n')
    expect(await run('notifier')).to.match(/^https:\/\/chat\.example\.org\/hook: \S/)
  })

  it('list sessions in a page of React, and show what begins meanwhile', async () => {
    const { HUB_URL, HUB_TOKEN } = await serve('react')
    const browser = await testBrowser()
    const { page: tab } = await browser.device()
    await tab.goto(`${new URL(HUB_URL).origin}/#${encodeURIComponent(`${HUB_URL},${HUB_TOKEN}`)}`)
    await tab.getByText('cc-demo: running').waitFor()
    expect(await create(HUB_URL, HUB_TOKEN)).to.equal(true)
    await tab.getByText('cc-second: running').waitFor()
    await browser.close()
  })
})

async function create(url: string, token: string): Promise<boolean> {
  const { ok } = await fetch(`${url}/api/sessions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'second', directory: '/work/shop', command: 'claude' }),
  })
  return ok
}
