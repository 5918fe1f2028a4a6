import type { Locator, Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { layoutShifts, resize } from '../support/page-checks.js'
import { withHub } from '../support/with-hub.js'

describe('terminals side by side in the browser', function () {
  this.timeout(60_000)
  const t = withHub({
    prepare: () => Promise.resolve({ TMUX_STATUS: 'off' }),
    ready: async ({ hub, place }) => {
      for (const name of ['one', 'two', 'three'])
        await hub.call('POST', '/api/sessions', { name, directory: place.home, shell: true })
    },
  })

  const pane = (page: Page, name: string): Locator =>
    page.locator('.terminal-pane', { has: page.getByRole('region', { name: `Terminal of ${name}` }) })
  const shows = (page: Page, name: string, text: string): Promise<void> =>
    eventually(async () => {
      expect(await pane(page, name).locator('.terminal-area > .terminal-box .xterm-rows').innerText()).to.contain(text)
    })
  const hasFocus = (page: Page, name: string): Promise<void> =>
    pane(page, name).locator('.xterm-helper-textarea:focus').waitFor({ state: 'attached' })
  const isAt = (page: Page, address: string): Promise<void> =>
    eventually(() => {
      expect(page.url()).to.equal(`${t.hub.url}${address}`)
    })
  /** Sessions with a viewer. The hub's own client, in control mode, does not count. */
  const attached = (...names: ReadonlyArray<string>): Promise<void> =>
    eventually(async () => {
      const clients = await t.place.tmux.run('list-clients', '-F', '#{client_control_mode} #{session_name}')
      const viewed = clients.split('\n').flatMap((line) => (line.startsWith('0 ') ? [line.slice(2)] : []))
      expect(viewed.sort()).to.deep.equal([...names].sort())
    })

  it('keep their places while a panel beside them is loaded', async () => {
    // A service worker would answer for the hub, and the scripts would not be held.
    const { page, context } = await t.browser.device({ width: 1920, serviceWorkers: 'block' })
    for (const [view, panel] of [
      ['conversation', 'conversation-panel'],
      ['changes', 'repo-panel'],
      ['approvals', 'approval-panel'],
    ]) {
      const held = new RegExp(`/${panel}-[\\w-]+\\.js$`)
      let release = (): void => undefined
      const released = new Promise<void>((resolve) => (release = resolve))
      await context.route(held, async (route) => {
        await released
        await route.continue()
      })
      await page.goto(`${t.hub.url}/s/cc-one/${view}?column=cc-one&column=cc-two#token=${t.hub.token}`)
      for (const name of ['one', 'two']) await pane(page, name).locator('.xterm-screen').waitFor()
      expect(await page.locator('.panel-head').count()).to.equal(0)
      release()
      await page.locator('.panel-head').waitFor()
      const { sum, moved } = await layoutShifts(page)
      expect(sum, `${view}: ${moved.join('; ')}`).to.be.at.most(0.02)
      await context.unroute(held)
    }
  })

  it('are split by keys and by dragging, each takes its keys, and only those that are shown are attached', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-one', { width: 1440 })
    await hasFocus(page, 'one')
    await page.keyboard.press('Control+Shift+E')
    await page.getByRole('menu').waitFor()
    // A terminal that opens meanwhile has the focus.
    await pane(page, 'one').locator('.xterm-helper-textarea').focus()
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'detached' })
    await page.keyboard.press('Control+Shift+E')
    await page.getByRole('menuitem', { name: 'two' }).press('Enter')
    await isAt(page, '/s/cc-two?column=cc-one&column=cc-two')
    await hasFocus(page, 'two')
    await page.keyboard.type('echo in-$((1+1))\n')
    await shows(page, 'two', 'in-2')
    await page.keyboard.press('Control+Shift+ArrowLeft')
    await hasFocus(page, 'one')
    await page.keyboard.type('echo in-$((0+1))\n')
    await shows(page, 'one', 'in-1')

    const target = pane(page, 'two')
    const box = await target.boundingBox()
    if (box === null) throw new Error('no terminal')
    const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'three' })
    await link.dragTo(target, { targetPosition: { x: box.width / 2, y: box.height - 20 } })
    await isAt(page, '/s/cc-three?column=cc-one&column=cc-two&below=cc-three')
    await hasFocus(page, 'three')
    await attached('cc-one', 'cc-two', 'cc-three')
    await shows(page, 'two', 'in-2')

    await t.hub.call('PATCH', '/api/sessions/cc-two', { newName: 'second' })
    await isAt(page, '/s/cc-three?column=cc-one&column=cc-second&below=cc-three')
    await shows(page, 'second', 'in-2')
    await page.reload()
    await hasFocus(page, 'three')
    await attached('cc-one', 'cc-second', 'cc-three')
    await page.keyboard.press('Control+Shift+O')
    await attached()
    const rail = page.getByRole('navigation', { name: 'Main' })
    await rail.getByRole('link', { name: 'second' }).click()
    await isAt(page, '/s/cc-second')
    await attached('cc-second')
    await page.goBack()
    await page.goBack()
    await hasFocus(page, 'three')
    await rail.getByRole('link', { name: 'second' }).click()
    await isAt(page, '/s/cc-second?column=cc-one&column=cc-second&below=cc-three')
    await hasFocus(page, 'second')
    const border = page.getByRole('separator', { name: 'Resize terminals' })
    await border.first().press('ArrowRight')
    await isAt(page, '/s/cc-second?column=cc-one&column=cc-second&below=cc-three&sizes=52.100_48.50.50')
    const line = await border.nth(1).boundingBox()
    const panes = await page.locator('.terminal-panes').boundingBox()
    if (line === null || panes === null) throw new Error('no border')
    await page.mouse.move(line.x + line.width / 2, line.y + line.height / 2)
    await page.mouse.down()
    await page.mouse.move(line.x + line.width / 2, panes.y + panes.height * 0.7, { steps: 5 })
    await page.mouse.up()
    const resized = '/s/cc-second?column=cc-one&column=cc-second&below=cc-three&sizes=52.100_48.70.30'
    await isAt(page, resized)
    await rail.getByRole('link', { name: 'Overview' }).click()
    await attached()
    await page.goBack()
    await isAt(page, resized)
    await page
      .getByRole('toolbar', { name: 'Terminal of second' })
      .getByRole('button', { name: 'Conversation' })
      .click()
    await isAt(page, resized.replace('?', '/conversation?'))
    await page.getByRole('button', { name: 'Close' }).first().click()
    await isAt(page, resized)
    await border.first().press('Enter')
    await isAt(page, '/s/cc-second?column=cc-one&column=cc-second&below=cc-three')
    await pane(page, 'second').locator('.xterm-helper-textarea').focus()
    await page.keyboard.press('Control+Shift+X')
    await isAt(page, '/s/cc-one?column=cc-one&column=cc-three')
    await attached('cc-one', 'cc-three')
    expect(faults()).to.deep.equal([])
  })

  it('are watched from the overview, and one fills a phone', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub)
    await page.locator('article.tile').nth(2).waitFor()
    await page.keyboard.press('w')
    await page.locator('.terminal-pane').nth(2).waitFor()
    await attached('cc-one', 'cc-two', 'cc-three')
    for (const name of ['one', 'two', 'three']) {
      await t.place.tmux.run('send-keys', '-t', `=cc-${name}:`, 'echo live-$((1+1))', 'Enter')
      await shows(page, name, 'live-2')
    }
    await page.keyboard.press('Control+k')
    await page.keyboard.type('two')
    await page.keyboard.press('Enter')
    await hasFocus(page, 'two')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('one')
    await page.keyboard.press('Enter')
    await hasFocus(page, 'one')
    await resize(page, 390, 740)
    await attached('cc-one')
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(390)
    expect(faults()).to.deep.equal([])
  })

  it('are tabs while their columns have no room for 60 columns of text, and side by side again', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-two?column=cc-one&column=cc-two', { width: 1440 })
    await attached('cc-one', 'cc-two')
    const tabs = page.getByRole('navigation', { name: 'Open terminals' })
    expect(await tabs.count()).to.equal(0)
    await resize(page, 800, 740)
    await tabs.waitFor()
    await attached('cc-two')
    await tabs.getByRole('link', { name: 'one' }).click()
    await isAt(page, '/s/cc-one?column=cc-one&column=cc-two')
    await attached('cc-one')
    await resize(page, 390, 740)
    await tabs.getByRole('link', { name: 'two' }).click()
    await attached('cc-two')
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(390)
    await resize(page, 1440, 740)
    await attached('cc-one', 'cc-two')
    await resize(page, 800, 740)
    await tabs.getByRole('button', { name: 'Remove from the split view' }).click()
    await isAt(page, '/s/cc-one')
    await tabs.waitFor({ state: 'detached' })
    await page.goto(`${t.hub.url}/s/cc-two`)
    await attached('cc-two')
    expect(faults()).to.deep.equal([])
  })
})
