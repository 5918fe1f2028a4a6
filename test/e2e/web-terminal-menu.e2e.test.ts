import type { Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { terminalShows, terminalText } from '../support/terminal-page.js'
import { withHub } from '../support/with-hub.js'

describe('the menu and the mouse of a terminal in the browser', function () {
  this.timeout(60_000)
  const t = withHub({
    prepare: () => Promise.resolve({ TMUX_STATUS: 'off' }),
    ready: async ({ hub, place }) => {
      for (const name of ['shop', 'other'])
        await hub.call('POST', '/api/sessions', { name, directory: place.home, shell: true })
    },
  })

  /** Opens the session and prints a text, at whose place it returns the pointer. */
  async function printed(text: string): Promise<{ readonly page: Page; readonly x: number; readonly y: number }> {
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await page.locator('.xterm-helper-textarea:focus').waitFor({ state: 'attached' })
    await page.keyboard.type(`clear; printf '%s\\n' ${text.replace('-', '-""')}\n`)
    await terminalShows(page, text)
    const row = await page.locator('.terminal-area > .terminal-box .xterm-rows > div').first().boundingBox()
    if (row === null) throw new Error('no row')
    return { page, x: row.x, y: row.y + row.height / 2 }
  }
  const select = async (page: Page, x: number, y: number, width: number): Promise<void> => {
    // The state of the pane, by which the mouse selects, follows the first movement.
    await page.mouse.move(x + 1, y)
    await page.mouse.down()
    await page.mouse.move(x + width, y, { steps: 5 })
    await page.mouse.up()
  }
  const choose = (page: Page, name: string | RegExp): Promise<void> => page.getByRole('menuitem', { name }).click()

  it('closes by Esc when the focus has left it, and with the page that it belongs to', async () => {
    const { page } = await t.browser.signedIn(t.hub)
    await page.getByRole('link', { name: 'shop' }).first().click()
    const more = page.getByRole('button', { name: 'More actions' })
    await more.click()
    await page.getByRole('menu').waitFor()
    await page.evaluate('document.activeElement.blur()')
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'detached' })
    await more.click()
    await page.getByRole('menu').waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    await page.getByRole('menu').waitFor({ state: 'detached' })
  })

  it('selects with the mouse, copies, and sends the selection to another session', async () => {
    const { page, x, y } = await printed('needle-in-hay')
    await select(page, x, y, 400)
    await page.mouse.click(x + 20, y, { button: 'right' })
    await choose(page, 'Copy selection')
    await eventually(async () => {
      expect(await page.evaluate('navigator.clipboard.readText()')).to.match(/^needle-in-hay\s*$/)
    })
    expect(await t.place.tmux.run('display-message', '-p', '-t', '=cc-shop:', '#{pane_in_mode}')).to.equal('0\n')
    await page.mouse.click(x + 20, y, { button: 'right' })
    await choose(page, 'Send selection to …')
    await choose(page, 'other')
    await eventually(async () => {
      expect(await t.place.tmux.run('capture-pane', '-p', '-t', '=cc-other:')).to.contain('needle-in-hay')
    })
  })

  it('searches for the selection in the history, and pastes', async () => {
    const { page, x, y } = await printed('needle-in-hay')
    await select(page, x, y, 400)
    await page.mouse.click(x + 20, y, { button: 'right' })
    await choose(page, 'Search for selection')
    await page.getByText(/^\d+ of \d+$/).waitFor()
    await page.keyboard.press('Escape')
    await page.evaluate('navigator.clipboard.writeText("echo pasted-$((1+1))")')
    await page.mouse.click(x + 20, y, { button: 'right' })
    await choose(page, 'Paste')
    await terminalShows(page, 'echo pasted-')
    await page.keyboard.press('Enter')
    await terminalShows(page, 'pasted-2')
  })

  it('opens the path under the pointer', async () => {
    const { page, x, y } = await printed('notes-a.md')
    await page.mouse.click(x + 20, y, { button: 'right' })
    await choose(page, 'Open notes-a.md')
    await eventually(() => {
      expect(page.url()).to.contain('notes-a.md')
    })
  })

  it('shows no status line of tmux unless it is kept', async () => {
    const { page } = await printed('some-text')
    expect(await terminalText(page)).to.not.contain('[cc-')
    await t.hub.call('PATCH', '/api/settings', { tmuxStatus: 'on' })
    await terminalShows(page, '[cc-')
    await t.hub.call('PATCH', '/api/settings', { tmuxStatus: 'off' })
    await eventually(async () => void expect(await terminalText(page)).to.not.contain('[cc-'))
  })
})
