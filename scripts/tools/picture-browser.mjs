import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { askAll, makeAgents, makeProjects, seed, writeConversation, writeUsage } from '../lib/picture-scene.mjs'
import { root } from '../lib/run.mjs'

const POLL_MS = 100
/** Looks at a page that never rests. */
const MOST_LOOKS = 20
const WHOLE_WITHIN_MS = 15_000

const pause = () => new Promise((resolve) => setTimeout(resolve, POLL_MS))

/** Waits until a page has reported that it is visible; the hub holds no call before. */
async function presence(hub) {
  for (;;) {
    const { body } = await hub.call('GET', '/api/push/presence')
    if (body.presence.some(({ visible }) => visible)) return
    await pause()
  }
}

/** Picture of a page that has come to rest. */
export async function look(page) {
  await page.evaluate(() => document.fonts.ready)
  let last = await page.screenshot({ animations: 'disabled' })
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    await pause()
    const next = await page.screenshot({ animations: 'disabled' })
    if (next.equals(last)) break
    last = next
  }
  return last
}

/** A tab of a new device, signed in. */
export async function newPage(browser, hub, { language, theme }, { width, height, isTouch = false }) {
  const context = await browser.newContext({
    viewport: { width, height },
    hasTouch: isTouch,
    isMobile: isTouch,
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    colorScheme: theme,
  })
  const page = await context.newPage()
  await page.goto(`${hub.url}/#token=${hub.token}`)
  await page.locator('h1').first().waitFor()
  return page
}

/** Shows a page of the table of pages, whole. */
export async function show(page, hub, { path, shows, open }, card) {
  await page.goto(hub.url + path(card), { waitUntil: 'networkidle' })
  await open?.(page, card)
  await page.locator(shows).filter({ visible: true }).first().waitFor({ timeout: WHOLE_WITHIN_MS })
}

/** A new hub, empty until it is filled, and a browser. Needs the builds `server`, `program` and `web`. */
export async function openPictureHub() {
  const { hubPlace } = await import(pathToFileURL(join(root, 'dist/test/support/hub-process.js')).href)
  const place = await hubPlace()
  const code = join(place.home, 'code')
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })
  await makeProjects(code)
  await writeUsage(place.home, code)
  await writeConversation(place.home, code)
  const PATH = await makeAgents(place.home)
  const hub = await place.start({ PATH })
  return {
    browser,
    hub,
    /** Answers with the card in review. */
    fill: async (look, device) => {
      const card = await seed(hub, code)
      await place.tmux.run('set-option', '-g', 'status', 'off')
      const visitor = await newPage(browser, hub, look, device)
      await presence(hub)
      askAll(hub)
      await visitor
        .locator('button', { hasText: /^(Allow|Erlauben)/ })
        .first()
        .waitFor()
      await visitor.context().close()
      return card
    },
    close: async () => {
      await browser.close()
      await place.close()
    },
  }
}
