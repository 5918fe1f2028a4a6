import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { cutLine, type CutLine } from '../support/cut-line.js'
import { eventually } from '../support/eventually.js'
import { terminalShows, terminalText } from '../support/terminal-page.js'
import { withHub } from '../support/with-hub.js'

describe('a terminal in the browser over a line that breaks', function () {
  this.timeout(60_000)
  let line: CutLine
  const t = withHub({
    ready: async ({ hub, place }) => {
      await hub.call('POST', '/api/sessions', { name: 'shop', directory: place.home, shell: true })
      line = await cutLine(hub.url)
    },
  })
  afterEach(() => line.close())

  const viewers = async (): Promise<number> =>
    Number(await t.place.tmux.run('display-message', '-p', '-t', '=cc-shop:', '#{session_attached}'))
  /** Once the file is there the shell has handed its terminal over: what is typed sooner, it still reads in its own mode. */
  const startCat = async (page: Page): Promise<void> => {
    await page.keyboard.type('cat >> typed\n')
    await eventually(() => access(join(t.place.home, 'typed')))
  }
  const typedFile = async (): Promise<string> => readFile(join(t.place.home, 'typed'), 'utf8').catch(() => '')

  it('continues where it stopped, and types what waited once', async () => {
    const { page, faults } = await t.browser.signedIn({ ...t.hub, url: line.url }, '/s/cc-shop')
    await terminalShows(page, '[cc-')
    await startCat(page)
    await page.keyboard.type('before\n')
    await eventually(async () => void expect(await typedFile()).to.equal('before\n'))
    const attached = await viewers()
    line.cut()
    await page.getByText('Connection lost.').first().waitFor()
    await page.keyboard.type('while away\n')
    await page.getByText('11 characters are waiting.').waitFor()
    expect(await viewers()).to.equal(attached)
    line.mend()
    await eventually(async () => void expect(await typedFile()).to.equal('before\nwhile away\n'))
    await page.getByText('Connection lost.').waitFor({ state: 'detached' })
    await page.keyboard.type('after\n')
    await eventually(async () => void expect(await typedFile()).to.equal('before\nwhile away\nafter\n'))
    expect(await page.getByText('Some output was missed').count()).to.equal(0)
    expect(await viewers()).to.equal(attached)
    expect(faults()).to.deep.equal([])
  })

  it('types what waited once after a reload', async () => {
    const { page } = await t.browser.signedIn({ ...t.hub, url: line.url }, '/s/cc-shop')
    await terminalShows(page, '[cc-')
    await startCat(page)
    await page.keyboard.type('before\n')
    await eventually(async () => void expect(await typedFile()).to.equal('before\n'))
    line.cut()
    await page.getByText('Connection lost.').first().waitFor()
    await page.keyboard.type('while away\n')
    await page.getByText('11 characters are waiting.').waitFor()
    line.mend()
    await page.reload()
    await eventually(async () => void expect(await typedFile()).to.equal('before\nwhile away\n'))
    await page.keyboard.type('after\n')
    await eventually(async () => void expect(await typedFile()).to.equal('before\nwhile away\nafter\n'))
  })

  it('has no connection while its page is not shown, and continues when it is', async () => {
    const { page } = await t.browser.signedIn({ ...t.hub, url: line.url }, '/s/cc-shop')
    const closed = new Promise((resolve) => {
      page.on('websocket', (socket) => {
        if (socket.url().includes('/api/terminal/')) socket.on('close', resolve)
      })
    })
    await page.reload()
    await terminalShows(page, '[cc-')
    const hide = (hidden: boolean): Promise<unknown> =>
      page.evaluate(`Object.defineProperty(document, 'hidden', { value: ${String(hidden)}, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))`)
    await hide(true)
    await closed
    await t.place.tmux.run('send-keys', '-t', '=cc-shop:', 'echo unseen-$((1+1))', 'Enter')
    await hide(false)
    await terminalShows(page, 'unseen-2')
    expect(await page.getByText('Some output was missed').count()).to.equal(0)
    await page.keyboard.type('echo seen-$((1+1))\n')
    await terminalShows(page, 'seen-2')
  })

  it('draws the screen again after a gap, and reports it', async () => {
    const { page } = await t.browser.signedIn({ ...t.hub, url: line.url }, '/s/cc-shop')
    await terminalShows(page, '[cc-')
    line.cut()
    await page.getByText('Connection lost.').first().waitFor()
    await t.place.tmux.run('detach-client', '-s', '=cc-shop')
    await t.place.tmux.run('send-keys', '-t', '=cc-shop:', 'echo gap-$((1+1))', 'Enter')
    line.mend()
    await page.getByText('Some output was missed').waitFor()
    await terminalShows(page, 'gap-2')
    expect((await terminalText(page)).split('gap-2').length).to.equal(2)
  })
})
