import { mkdir, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { FrameLocator, Page } from 'playwright-core'
import { createServer, type ViteDevServer } from 'vite'
import { eventually } from '../support/eventually.js'
import { terminalShows } from '../support/terminal-page.js'
import { withHub } from '../support/with-hub.js'

const HTML = '<!doctype html><title>Shop</title><h1></h1><script type="module" src="/main.js"></script>'
const MAIN = `import { greeting } from '/greeting.js'
const show = (text) => { document.querySelector('h1').textContent = text }
show(greeting)
import.meta.hot.accept('/greeting.js', (next) => show(next.greeting))
`

/** For how long, and how far apart in milliseconds: each try writes a file. */
const PATIENTLY = [20_000, 200] as const

describe('a dev server in the browser', function () {
  this.timeout(60_000)
  let vite: ViteDevServer
  let shop: string
  let port: number

  const greet = (words: string): Promise<void> =>
    writeFile(join(shop, 'greeting.js'), `export const greeting = ${JSON.stringify(words)}\n`)
  const serve = async (wanted = 0): Promise<void> => {
    vite = await createServer({
      root: shop,
      configFile: false,
      logLevel: 'silent',
      cacheDir: join(t.place.home, 'vite'),
      server: { host: '127.0.0.1', port: wanted, strictPort: true },
    })
    await vite.listen()
    port = (vite.httpServer?.address() as AddressInfo).port
  }
  const t = withHub({
    prepare: async (place) => {
      shop = join(place.home, 'shop')
      await mkdir(shop)
      await Promise.all([
        writeFile(join(shop, 'index.html'), HTML),
        writeFile(join(shop, 'main.js'), MAIN),
        greet('Hello'),
      ])
      await serve()
      return { PREVIEW_DOMAIN: 'penates.localhost' }
    },
    ready: async ({ hub }) => {
      await hub.call('POST', '/api/sessions', { name: 'shop', directory: shop, command: 'echo ready; exec cat' })
    },
    close: async () => {
      await vite.close()
    },
  })

  /** The hub by the name under which browsers sign its frame in. */
  const open = async (path: string): Promise<Page> => {
    const there = { ...t.hub, url: t.hub.url.replace('127.0.0.1', 'penates.localhost') }
    const { page } = await t.browser.signedIn(there, path)
    return page
  }
  const heading = (frame: FrameLocator) => frame.getByRole('heading')

  it('shows an edit on disk at once, in the page as it stands, and comes back with its server', async () => {
    const page = await open('/s/cc-shop')
    await terminalShows(page, 'ready')
    await page.getByRole('button', { name: 'Dev server', exact: true }).click()
    const panel = page.getByRole('complementary', { name: 'Dev server' })
    await panel.getByRole('button', { name: `${port} ` }).click()
    const frame = panel.frameLocator('iframe')
    const says = (words: string) =>
      eventually(async () => {
        expect(await heading(frame).textContent()).to.equal(words)
      })
    await says('Hello')
    const inside = page.frames().find((one) => one.url().includes('preview.penates.localhost'))
    await inside?.evaluate('window.unchanged = true')
    await eventually(
      async () => {
        await greet('Good morning') // vite watches a moment after it serves
        expect(await heading(frame).textContent()).to.equal('Good morning')
      },
      ...PATIENTLY,
    )
    expect(await inside?.evaluate('window.unchanged')).to.equal(true)

    await panel.getByRole('textbox', { name: 'Path' }).fill('/index.html?cart')
    await page.keyboard.press('Enter')
    await eventually(() => {
      expect(
        page.frames().some((one) => one.url().endsWith(':' + new URL(page.url()).port + '/index.html?cart')),
      ).to.equal(true)
    })
    await panel.getByRole('button', { name: 'Phone width' }).click()
    expect((await panel.locator('iframe').boundingBox())?.width).to.be.at.most(392)
    const tab = page.context().waitForEvent('page')
    await panel.getByRole('button', { name: 'Open in a tab' }).click()
    await (await tab).getByRole('heading', { name: 'Good morning' }).waitFor()

    await vite.close()
    await panel.getByText(`Nothing is listening on port ${port}.`).waitFor()
    await serve(port)
    await says('Good morning')
  })

  it('says where to open the hub when its frame could not be signed in here', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop/preview')
    await page.getByRole('link', { name: `http://penates.localhost:${new URL(t.hub.url).port}` }).waitFor()
  })
})

describe('a dev server in the browser, without a domain for previews', function () {
  this.timeout(60_000)
  const t = withHub({
    ready: ({ hub, place }) => hub.call('POST', '/api/sessions', { name: 'shop', directory: place.home, shell: true }),
  })

  it('is not offered, and the panel says how to turn previews on', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop/preview')
    await page.getByRole('note').getByText('PREVIEW_DOMAIN=penates.localhost').waitFor()
    expect(await page.locator('.port-chooser').count()).to.equal(0)
    expect(faults()).to.deep.equal([])
  })
})
