import { eventually } from '../support/eventually.js'
import { terminalShows } from '../support/terminal-page.js'
import { withHub } from '../support/with-hub.js'

describe('the look of terminals in the browser', function () {
  this.timeout(60_000)
  const t = withHub({
    ready: async ({ hub, place }) => {
      await hub.call('POST', '/api/sessions', { name: 'shop', directory: place.home, shell: true })
    },
  })

  it('is chosen in the settings with a live preview, and is that of every terminal', async () => {
    const device = { remembers: { penates_theme: 'dark' } }
    const { page, faults } = await t.browser.signedIn(t.hub, '/settings', device)
    const sample = page.locator('.terminal-sample')
    await sample.getByText('Update').waitFor()
    const ground = (selector: string): Promise<string> =>
      page.evaluate(`getComputedStyle(document.querySelector('${selector}')).backgroundColor`)
    expect(await ground('.terminal-sample')).to.equal('rgb(13, 17, 18)')
    await page.getByLabel('Colours').selectOption('Dracula')
    await eventually(async () => {
      expect(await ground('.terminal-sample')).to.equal('rgb(40, 42, 54)')
    })
    const row = (): Promise<number> =>
      page.evaluate(`document.querySelector('.terminal-sample > div').getBoundingClientRect().height`)
    const before = await row()
    await page.getByLabel('Line height').fill('160')
    await eventually(async () => {
      expect(await row()).to.be.greaterThan(before)
    })
    await page.getByText('Bar', { exact: true }).click()
    await sample.locator('.sample-cursor.bar').waitFor({ state: 'attached' })
    await page.getByRole('switch', { name: 'Ligatures' }).check()
    await eventually(async () => {
      expect(
        await page.evaluate(`getComputedStyle(document.querySelector('.terminal-sample')).fontFeatureSettings`),
      ).to.equal('"calt"')
    })

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'shop' }).click()
    await terminalShows(page, '[cc-')
    expect(await ground('.terminal-area .terminal-box')).to.equal('rgb(40, 42, 54)')
    const loaded = `[...document.fonts].filter(({ family, status }) => family.includes('Terminal Symbols') && status === 'loaded').length`
    expect(await page.evaluate(loaded)).to.equal(4)
    expect(faults()).to.deep.equal([])
  })

  it('takes a selection without text in the rows for screen readers', async () => {
    const device = { remembers: { penates_read_terminal_aloud: 'true' } }
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop', device)
    const row = page.locator('.xterm-accessibility-tree > *').first()
    await row.filter({ hasText: /\S/ }).waitFor({ state: 'attached' })
    await page.evaluate(`new Promise((resolve) => {
      const row = document.querySelector('.xterm-accessibility-tree > *')
      const [text] = row.childNodes
      window.addEventListener('selectionchange', () => setTimeout(resolve), { once: true, capture: true })
      getSelection().setBaseAndExtent(document.querySelector('.toolbar'), 0, text, 0)
    })`)
    expect(faults()).to.deep.equal([])
  })
})
