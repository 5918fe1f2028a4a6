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
    await finished.getByText('Turn finished').waitFor()
    await t.untilPersonIsPresent()
    const asked = t.ask('npm test')
    const card = page.locator('.needs article.approval')
    await card.getByRole('heading', { name: 'shop wants to run a command' }).waitFor()
    await card.getByText('npm test').first().waitFor()
    await report('Stop')
    await card.waitFor({ state: 'detached' })
    await asked
    const second = t.ask(`npm publish ${'--long '.repeat(20)}`)
    await card.waitFor()
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
    expect(await bar.getByRole('button').count()).to.equal(5)
    await card.getByRole('button', { name: 'Allow', exact: true }).click()
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

  it('shows a dialog of a terminal with its screen, says why it is not answered there, and leads to it', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/needs')
    await page.getByText('Nothing needs you.').waitFor()
    expect(new URL(page.url()).pathname).to.equal('/approvals')
    await t.hub.call('POST', '/api/sessions/cc-shop/input', { text: 'Choose a renderer' })
    await report('UserPromptSubmit')
    await report('Notification', { notification_type: 'permission_prompt' })
    const row = page.locator('.need.of-question')
    await row.getByText('shop is waiting for an answer in its terminal').waitFor()
    await row.locator('.stop-text').getByText('Choose a renderer').waitFor()
    await row.getByText('Answer in its terminal.').waitFor()
    await row.getByRole('link', { name: 'Open the terminal' }).click()
    await page.locator('.terminal-box').waitFor()
    await report('UserPromptSubmit')
    await page.goBack()
    await page.getByText('Nothing needs you.').waitFor()
    expect(faults()).to.deep.equal([])
  })

  it('puts the call that the address names first and gives it the focus, and adds others below', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/approvals')
    await t.untilPersonIsPresent()
    const cards = page.locator('article.approval')
    const asked: Promise<unknown>[] = []
    for (const command of ['one', 'two', 'three']) {
      asked.push(t.ask(command))
      await cards.filter({ hasText: command }).waitFor()
    }
    const order = async () => (await cards.locator('code, pre').allInnerTexts()).map((text) => text.trim())
    const id = await cards.nth(1).getAttribute('data-approval')
    const before = await order()
    await page.goto(`${t.hub.url}/approvals?call=${id ?? ''}`)
    await page.locator('article.approval:focus').filter({ hasText: 'two' }).waitFor()
    expect(await order()).to.deep.equal([before[1], before[0], before[2]])
    for (let left = 3; left > 0; left -= 1) {
      await cards.first().getByRole('button', { name: 'Allow', exact: true }).click()
      await eventually(async () => {
        expect(await cards.count()).to.equal(left - 1)
      })
    }
    await Promise.all(asked)
    expect(faults()).to.deep.equal([])
  })
})
