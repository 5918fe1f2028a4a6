import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createHub } from '../../composition/hub/create-hub.js'
import { fakeTools } from '../../composition/testing/fake-tools.js'
import { eventually } from '../support/eventually.js'
import { testBrowser, type TestBrowser } from '../support/browser.js'
import { right } from '../support/results.js'
import { aName } from '../support/sessions.js'

const MOUNTS = ['/tools/hub one', '/tools/two'] as const
const TOKEN = fakeTools().controls.operatorToken

describe('the web client below a path', function () {
  this.timeout(60_000)
  let server: Server
  let browser: TestBrowser
  let origin: string
  let stop: () => Promise<unknown>

  before(async () => {
    const hubs = MOUNTS.map((basePath, seed) => {
      const tools = fakeTools(seed)
      return { hub: createHub(tools, { basePath }), path: `${encodeURI(basePath)}/` }
    })
    const hubOf = (target = '') => hubs.find(({ path }) => target.startsWith(path))?.hub
    server = createServer((request, response) => {
      const hub = hubOf(request.url)
      if (hub) hub.handler(request, response)
      else response.writeHead(404).end()
    })
    server.on('upgrade', (request, socket, head) => {
      const hub = hubOf(request.url)
      if (hub) hub.upgrade(request, socket, head)
      else socket.destroy()
    })
    await Promise.all(hubs.map(({ hub }) => hub.start()))
    const [first] = hubs
    if (first)
      right(await first.hub.features.sessions.create({ name: aName('shop'), directory: '/home/dev', shell: true })())
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
    browser = await testBrowser()
    stop = () => Promise.all(hubs.map(({ hub }) => hub.stop()))
  })
  after(async () => {
    await browser.close()
    await stop()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })

  it('loads, navigates, reloads, listens and installs without an address outside the path', async () => {
    const mount = encodeURI(MOUNTS[0])
    const { page, faults } = await browser.device()
    const outside: string[] = []
    const sockets: string[] = []
    page.on('request', (request) => {
      if (request.url().startsWith('http') && !request.url().startsWith(`${origin}${mount}/`))
        outside.push(request.url())
    })
    page.on('websocket', (socket) => sockets.push(new URL(socket.url()).pathname))
    await page.goto(`${origin}${mount}/settings#token=${TOKEN}`)
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Board' }).click()
    await page.waitForURL(`${origin}${mount}/board`)
    await page.reload()
    await page.getByRole('heading', { name: 'Board', level: 1 }).waitFor()
    await page.goto(`${origin}${mount}/s/${encodeURIComponent('cc-shop')}`)
    await page.locator('.xterm').waitFor()
    await eventually(async () => {
      expect(await page.title()).to.include('shop')
    })
    const worker = await page.evaluate('navigator.serviceWorker.ready.then(({ scope }) => scope)')
    expect(worker).to.equal(`${origin}${mount}/`)
    const manifest = await page.evaluate(`(async () => {
      const address = document.querySelector('link[rel=manifest]').href
      const { start_url, scope, icons } = await (await fetch(address)).json()
      const at = (path) => new URL(path, address).href
      const shown = await Promise.all(icons.map(({ src }) => fetch(at(src)).then(({ status }) => status)))
      return [at(start_url), at(scope), ...new Set(shown)]
    })()`)
    expect(manifest).to.deep.equal([`${origin}${mount}/`, `${origin}${mount}/`, 200])
    expect(outside).to.deep.equal([])
    expect(sockets.length).to.be.greaterThan(1)
    expect(sockets.filter((path) => !path.startsWith(`${mount}/api/`))).to.deep.equal([])
    expect(faults()).to.deep.equal([])
  })

  it('keeps tokens and caches of two hubs at one origin apart', async () => {
    const { page, context } = await browser.device()
    await page.goto(`${origin}${encodeURI(MOUNTS[0])}/#token=${TOKEN}`)
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    await page.evaluate('navigator.serviceWorker.ready.then(() => null)')
    const other = await context.newPage()
    await other.goto(`${origin}${MOUNTS[1]}/`)
    await other.getByRole('heading', { name: 'Sign in to Penates' }).waitFor()
    await other.goto(`${origin}${MOUNTS[1]}/#token=${TOKEN}`)
    await other.getByRole('heading', { name: 'Overview' }).waitFor()
    await other.evaluate('navigator.serviceWorker.ready.then(() => null)')
    expect(
      await other.evaluate(
        `caches.keys().then((names) => names.filter((name) => name.startsWith('penates-shell')).length)`,
      ),
    ).to.equal(2)
    await page.reload()
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
  })
})
