import type { BrowserContext } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { withHub } from '../support/with-hub.js'

const SHELL = /\/assets\/[^/]+\.js$/
const SCRIPT = /\/assets\/index-[\w-]+\.js$/

describe('a page whose script is lost', function () {
  this.timeout(60_000)
  const t = withHub({ isShared: true })

  /** Breaks the connection for matching requests until it is restored; the number of broken ones. */
  async function breaking(context: BrowserContext, pattern: RegExp) {
    let isBroken = true
    let broken = 0
    await context.route(pattern, async (route) => {
      if (!isBroken) return route.continue()
      broken += 1
      return route.abort('connectionreset')
    })
    return {
      broken: () => broken,
      restore: () => {
        isBroken = false
      },
    }
  }

  it('says so and starts by itself after its script was lost for a while', async () => {
    const { page, context } = await t.browser.device()
    const connection = await breaking(context, SCRIPT)
    await page.goto(`${t.hub.url}/board#token=${t.hub.token}`)
    await page.getByText('Penates could not be loaded').waitFor()
    await page.getByRole('button', { name: 'Reload' }).waitFor()
    // The first try, and repeated ones.
    await eventually(() => {
      expect(connection.broken()).to.be.at.least(3)
    })
    connection.restore()
    await page.getByRole('heading', { name: 'Board' }).waitFor()
    expect(new URL(page.url()).pathname).to.equal('/board')
    expect(await page.locator('#boot').count()).to.equal(0)
  })

  it('offers a reload in German, also without a connection', async () => {
    const { page, context } = await t.browser.device({ remembers: { penates_language: 'de' } })
    const connection = await breaking(context, SHELL)
    await page.goto(`${t.hub.url}/#token=${t.hub.token}`)
    await page.getByText('Penates konnte nicht geladen werden').waitFor()
    connection.restore()
    await page.getByRole('button', { name: 'Neu laden' }).click()
    await page.getByText('Noch keine Sitzungen auf diesem Computer.').waitFor()
  })

  it('stops reloading when the script is there and does not start', async () => {
    const { page, context } = await t.browser.device()
    let loads = 0
    await context.route(SCRIPT, async (route) => {
      loads += 1
      // A module with another type is refused, as one that a proxy replaced.
      await route.fulfill({ contentType: 'text/html', body: '<p>Sign in to the network' })
    })
    await page.goto(`${t.hub.url}/`)
    await page.getByText('Penates could not be started').waitFor()
    const before = loads
    await page.getByRole('button', { name: 'Reload' }).waitFor()
    expect(loads).to.equal(before)
  })

  it('offers a reload when no script arrives at all', async () => {
    const { page, context } = await t.browser.device()
    await breaking(context, /\.js$/)
    await page.goto(`${t.hub.url}/`)
    // The animation of the style sheet shows it after 15 s.
    await page.evaluate('document.getAnimations().forEach((animation) => animation.finish())')
    await page.getByText('Penates could not be loaded.').waitFor()
    expect(await page.getByRole('link', { name: 'Reload' }).getAttribute('href')).to.equal('./')
  })
})
