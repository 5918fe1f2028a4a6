import type { Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { withHub } from '../support/with-hub.js'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
/** Requests of a page in a minute without the hub. */
const MOST_REQUESTS = 60
const SCREEN = '.xterm-rows'

describe('a page whose hub is gone', function () {
  this.timeout(90_000)
  const t = withHub({
    isShared: true,
    ready: ({ hub, place }) => hub.call('POST', '/api/sessions', { name: 'shop', directory: place.home, shell: true }),
  })

  const isAway = (page: Page) => page.locator('.status-text', { hasText: 'The hub does not answer.' })

  it('connects its terminal as soon as the page reaches the hub again', async () => {
    const { page } = await t.browser.device()
    await page.clock.install()
    await page.goto(`${t.hub.url}/s/cc-shop#token=${t.hub.token}`)
    await page.locator(SCREEN).waitFor()
    await t.hub.end('SIGKILL')
    const retry = page.getByRole('button', { name: 'Retry now' })
    await eventually(async () => {
      await page.clock.runFor(5_000)
      expect(await page.getByText(/Retrying in (1[5-9]|2\d) s/).count()).to.equal(1)
    })
    t.hub = await t.place.start({ PORT: new URL(t.hub.url).port })
    await eventually(async () => {
      await page.clock.runFor(1_000)
      expect(await isAway(page).count()).to.equal(0)
    })
    await retry.waitFor({ state: 'detached', timeout: 3_000 })
  })

  for (const [span, ms] of [
    ['a minute', MINUTE_MS],
    ['a day', DAY_MS],
  ] as const) {
    it(`for ${span} says so, makes few requests meanwhile and goes on by itself in the same place`, async () => {
      const { page, faults } = await t.browser.device()
      await page.clock.install()
      await page.goto(`${t.hub.url}/s/cc-shop#token=${t.hub.token}`)
      await page.locator(SCREEN).waitFor()
      await page.evaluate('window.keptByTest = true')
      await t.hub.end('SIGKILL')
      await eventually(async () => {
        await page.clock.runFor(1_000)
        expect(await isAway(page).count()).to.equal(1)
      })
      let requests = 0
      page.on('request', () => (requests += 1))
      await page.clock.fastForward(ms)
      await page.clock.runFor(MINUTE_MS)
      expect(await isAway(page).count()).to.equal(1)
      expect(requests).to.be.at.most(MOST_REQUESTS)
      t.hub = await t.place.start({ PORT: new URL(t.hub.url).port })
      await eventually(async () => {
        await page.clock.runFor(1_000)
        expect(await isAway(page).count()).to.equal(0)
      })
      await page.locator('.xterm-helper-textarea').focus()
      await page.keyboard.type(`echo back-$((40+${String(ms)}))`)
      await page.keyboard.press('Enter')
      await eventually(async () => {
        await page.clock.runFor(1_000)
        expect(await page.locator(SCREEN).innerText()).to.contain(`back-${String(40 + ms)}`)
      })
      expect(await page.evaluate('window.keptByTest')).to.equal(true)
      expect(faults()).to.deep.equal([])
    })
  }
})
