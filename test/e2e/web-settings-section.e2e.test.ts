import type { Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { layoutShifts } from '../support/page-checks.js'
import { withHub } from '../support/with-hub.js'

/** Script that adds a rule to the style of a page. */
const styled = (rule: string): string => `addEventListener('DOMContentLoaded', () => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(${JSON.stringify(rule)})
  document.adoptedStyleSheets = [sheet]
})`
/** Not every browser keeps the place of what is in sight when lines are drawn above it. */
const WITHOUT_ANCHOR = styled('* { overflow-anchor: none }')
/** Hides what follows a part until it is read, also where that takes longer than half a second. */
const WITH_PATIENCE = styled('.settings * { animation-play-state: paused !important }')

/** Distance of a section from the top of the settings, in px. */
const distance = (page: Page, section: string): Promise<number> =>
  page.evaluate(`(() => {
    const [settings, part] = ['.scroller', '.scroller > section[aria-label="${section}"]'].map((one) =>
      document.querySelector(one).getBoundingClientRect())
    return Math.round(part.top - settings.top)
  })()`)

describe('a link to a section of the settings', function () {
  this.timeout(60_000)
  const t = withHub({
    isShared: true,
    ready: ({ hub }) =>
      hub.call('POST', '/api/webhooks', {
        ...{ kind: 'webhook', label: 'Team chat', url: 'https://chat.example.com/hook', events: ['card.done'] },
      }),
  })

  /** A phone whose list of webhooks arrives once it is released. */
  const late = async () => {
    const { page, context, faults } = await t.browser.device({ width: 390, height: 600, touch: true })
    await page.addInitScript(WITHOUT_ANCHOR)
    let release = (): void => undefined
    const released = new Promise<void>((settle) => (release = settle))
    await context.route(/\/api\/webhooks$/, async (route) => {
      await released
      await route.continue()
    })
    await page.goto(`${t.hub.url}/settings/devices#token=${t.hub.token}`)
    await page.locator('section[aria-label="Access tokens"] button').first().waitFor()
    await eventually(async () => void expect(await distance(page, 'Devices')).to.equal(0))
    return { page, faults, release, webhook: page.locator('.webhook') }
  }

  it('is at the top once all parts are there', async () => {
    const { page, faults, release, webhook } = await late()
    release()
    await webhook.waitFor()
    await eventually(async () => void expect(await distance(page, 'Devices')).to.equal(0))
    expect(faults()).to.deep.equal([])
  })

  it('does not move what a person has scrolled', async () => {
    const { page, release, webhook } = await late()
    await page.mouse.move(200, 400)
    await page.mouse.wheel(0, -300)
    const scrolled = (): Promise<number> => page.evaluate(`document.querySelector('.scroller').scrollTop`)
    await eventually(async () => void expect(await distance(page, 'Devices')).to.equal(300))
    const before = await scrolled()
    release()
    await webhook.waitFor()
    expect(await scrolled()).to.equal(before)
  })

  for (const part of ['attention', 'webhooks', 'devices', 'tokens'])
    it(`moves nothing in sight while the parts of ${part} are read`, async () => {
      const { page } = await t.browser.device({ width: 1440 })
      await page.addInitScript(WITH_PATIENCE)
      await page.goto(`${t.hub.url}/settings/${part}#token=${t.hub.token}`)
      await page.locator('section[aria-label="Access tokens"] button').first().waitFor()
      await page.locator('.webhook').waitFor()
      const { sum, moved } = await layoutShifts(page)
      expect(sum, moved.join('; ')).to.be.at.most(0.02)
    })
})
