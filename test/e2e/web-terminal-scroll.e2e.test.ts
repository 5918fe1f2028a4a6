import type { Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { paneText, terminalShows, terminalText } from '../support/terminal-page.js'
import { withHub } from '../support/with-hub.js'

/** Pixels that one notch of a wheel reports. */
const NOTCH = 120

describe('the scrollback of a viewer in the browser', function () {
  this.timeout(60_000)
  const t = withHub({
    ready: async ({ hub, place }) => {
      await hub.call('POST', '/api/sessions', { name: 'shop', directory: place.home, shell: true })
    },
  })

  const pane = (format: string): Promise<string> => t.place.tmux.run('display-message', '-p', '-t', '=cc-shop:', format)
  const over = async (page: Page): Promise<void> => {
    const box = await page.locator('.terminal-area').boundingBox()
    if (box) await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  }
  const history = (page: Page) => page.locator('.history .xterm-rows')
  const scrolledBack = (page: Page, text: string): Promise<void> =>
    eventually(async () => {
      await page.mouse.wheel(0, -NOTCH)
      expect(await history(page).innerText({ timeout: 1_000 })).to.contain(text)
    })

  it('scrolls for one viewer, and typing shows the live screen again and arrives whole', async () => {
    const one = await t.browser.signedIn(t.hub, '/s/cc-shop')
    const other = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await terminalShows(one.page, '[cc-')
    await one.page.keyboard.type('seq -f needle-%g 1 300; echo done-$((1+1))\n')
    for (const { page } of [one, other]) await terminalShows(page, 'done-2')
    // The prompt below it may not be drawn yet.
    await eventually(async () => {
      expect(await paneText(one.page)).to.equal(await paneText(other.page))
    })
    const live = await paneText(other.page)
    await over(one.page)
    await scrolledBack(one.page, 'needle-200')
    expect(await pane('#{pane_in_mode}')).to.equal('0\n')
    expect(await paneText(other.page)).to.equal(live)
    const bar = one.page.getByRole('scrollbar', { name: 'Position in the history' })
    await bar.press('Home')
    await eventually(async () => {
      expect(await history(one.page).innerText()).to.contain('needle-1\n')
    })
    expect(await bar.getAttribute('aria-valuenow')).to.equal('0')
    const thumb = await bar.boundingBox()
    if (thumb === null) throw new Error('no scrollbar')
    await one.page.mouse.move(thumb.x + 3, thumb.y + 5)
    await one.page.mouse.down()
    await one.page.mouse.move(thumb.x + 3, thumb.y + 105, { steps: 4 })
    await one.page.mouse.up()
    await eventually(async () => {
      expect(Number(await bar.getAttribute('aria-valuenow'))).to.be.greaterThan(20)
    })
    await bar.press('End')
    await history(one.page).waitFor({ state: 'detached' })
    await one.page.locator('.xterm-helper-textarea').focus()
    await one.page.keyboard.press('Shift+PageUp')
    await bar.waitFor()
    await one.page.keyboard.press('Shift+PageUp')
    await one.page.keyboard.type('echo typed-$((2+1))\n')
    await history(one.page).waitFor({ state: 'detached' })
    for (const { page } of [one, other]) await terminalShows(page, 'typed-3')
    expect(await terminalText(other.page)).to.contain('echo typed-')
    expect([one.faults(), other.faults()]).to.deep.equal([[], []])
  })

  it('skips no line that was printed while its viewer was scrolled back', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await terminalShows(page, '[cc-')
    await page.keyboard.type('seq -f first-%g 1 300\n')
    await terminalShows(page, 'first-300')
    await over(page)
    await scrolledBack(page, 'first-240')
    await t.place.tmux.run('send-keys', '-t', '=cc-shop:', 'seq -f second-%g 1 300', 'Enter')
    await terminalShows(page, 'second-300')
    const seen = new Set<string>()
    await eventually(async () => {
      const isOpen = (await history(page).count()) > 0
      const text = isOpen ? await history(page).innerText({ timeout: 1_000 }) : await terminalText(page)
      for (const [line] of text.matchAll(/second-\d+/g)) seen.add(line)
      await page.mouse.wheel(0, 2 * NOTCH)
      expect(seen.size).to.equal(300)
    })
    await eventually(async () => {
      await page.mouse.wheel(0, NOTCH)
      expect(await history(page).count()).to.equal(0)
    })
  })

  it('turns the wheel for a program on the alternate screen', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await terminalShows(page, '[cc-')
    await page.keyboard.type('seq -f row-%g 1 500 | less\n')
    await terminalShows(page, 'row-1')
    await over(page)
    await eventually(async () => {
      await page.mouse.wheel(0, NOTCH)
      expect(await terminalText(page)).to.contain('row-100')
    })
    expect(await history(page).count()).to.equal(0)
    await page.keyboard.type('q')
    await terminalShows(page, '[cc-')
  })
})
