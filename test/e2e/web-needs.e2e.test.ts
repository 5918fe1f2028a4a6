import type { Page } from 'playwright-core'
import { withAskingHub } from '../support/browser-approvals.js'
import { eventually } from '../support/eventually.js'
import { resize } from '../support/page-checks.js'

describe('what needs the person in the browser', function () {
  this.timeout(60_000)
  const t = withAskingHub()

  const report = (event: string, body: object = {}): Promise<unknown> =>
    t.hub.call('POST', `/api/hooks/${event}`, body, t.identity())
  const titled = (page: Page, title: RegExp): Promise<void> =>
    eventually(async () => {
      expect(await page.title()).to.match(title)
    })

  it('is one list whose number is on the rail, the title, the bar of a phone and the icon', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub)
    await page.addInitScript(`navigator.setAppBadge = async (count) => { window.badge = count }`)
    await page.goto(`${t.hub.url}/needs`)
    await page.getByText('Nothing needs you.').waitFor()
    await report('UserPromptSubmit')
    await report('StopFailure', { error: 'overloaded' })
    const overloaded = 'The model’s service is overloaded. Send the prompt again later.'
    await page.locator('.need.of-failed').getByText(overloaded).waitFor()
    await report('Stop')
    const finished = page.locator('.need.of-finished')
    await finished.getByText('The turn has ended').waitFor()
    await t.untilPersonIsPresent()
    const asked = t.ask('npm test')
    await page.locator('.need.of-approval').getByText('Bash npm test').waitFor()
    await report('Stop')
    await page.locator('.need.of-approval').waitFor({ state: 'detached' })
    await asked
    const second = t.ask(`npm publish ${'--long '.repeat(20)}`)
    await page.locator('.need.of-approval').waitFor()
    await titled(page, /^\(1\) Needs you/)
    expect(
      await page.locator('.rail .rail-item', { hasText: 'Needs you' }).locator('.rail-count').innerText(),
    ).to.equal('1')
    await eventually(async () => {
      expect(await page.evaluate('window.badge')).to.equal(1)
    })
    await resize(page, 390, 844)
    const bar = page.locator('.bottom-bar')
    expect(await bar.getByRole('button', { name: 'Needs you' }).innerText()).to.contain('1')
    expect(await page.evaluate(`document.querySelector('.needs').scrollWidth`)).to.equal(390)
    await bar.getByRole('button', { name: 'Approvals' }).click()
    await page.getByRole('button', { name: 'Allow', exact: true }).click()
    await second
    await page.goto(`${t.hub.url}/needs`)
    await report('Stop')
    await finished.waitFor()
    await finished.getByRole('button', { name: 'Snooze and rules' }).click()
    await page.getByRole('menuitem', { name: 'Snooze 1 hour' }).click()
    await titled(page, /^Needs you/)
    await page.reload()
    await page.getByRole('heading', { name: 'Snoozed' }).waitFor()
    await page.getByRole('button', { name: 'Snooze and rules' }).click()
    await page.getByRole('menuitem', { name: 'End snooze' }).click()
    await finished.getByRole('button', { name: 'Snooze and rules' }).click()
    await page.getByRole('menuitem', { name: 'Ignore “Finished turns” of shop' }).click()
    await page.getByRole('button', { name: 'Remove' }).click()
    await finished.getByRole('link').click()
    await page.locator('.terminal-box').waitFor()
    await page.goBack()
    await page.getByText('Nothing needs you.').waitFor()
    expect(faults()).to.deep.equal([])
  })
})
