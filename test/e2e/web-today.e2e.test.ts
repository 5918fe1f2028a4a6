import { withHub } from '../support/with-hub.js'

describe('the page of what happened since the last visit', function () {
  this.timeout(90_000)
  const t = withHub({
    ready: async ({ hub, place }) => {
      await hub.call('POST', '/api/sessions', { name: 'shop', directory: place.home, command: 'cat' })
    },
  })

  it('is reached from the overview and the palette, with what failed first and one action to go on', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/')
    await page.getByRole('link', { name: 'Today', exact: true }).first().click()
    await page.getByText('Nothing needs you.').waitFor()
    await page.getByRole('link', { name: 'Open the board' }).waitFor()
    expect(new URL(page.url()).pathname).to.equal('/today')
    const from = { 'X-Penates-Session': 'cc-shop' }
    await t.hub.call('POST', '/api/hooks/UserPromptSubmit', { session_id: 'one', prompt: 'go on' }, from)
    await t.hub.call('POST', '/api/hooks/StopFailure', { session_id: 'one', error: 'overloaded' }, from)
    await page.reload()
    const needs = page.locator('.today-needs')
    await needs.getByText('Turn failed').waitFor()
    await page.getByRole('link', { name: 'Open the failed session' }).click()
    await page.waitForURL('**/s/cc-shop')
    await page.goto(`${t.hub.url}/`)
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search or run a command' }).fill('Today')
    await page.getByRole('option', { name: 'Today', exact: true }).click()
    await page.waitForURL('**/today')
    const card = page.locator('.today-project', { hasText: 'Outside projects' })
    await card.getByText('Decided by rule').waitFor()
    expect(faults()).to.deep.equal([])
  })

  it('lists all schedules with their actions', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/schedules')
    await page.getByText('Nothing scheduled.').waitFor()
    await page.getByText('All prompts were sent').waitFor()
    const at = new Date(Date.now() + 3_600_000).toISOString()
    await t.hub.call('POST', '/api/sessions/cc-shop/schedules', { text: 'look at the tests', at })
    const row = page.locator('.queued', { hasText: 'look at the tests' })
    await row.waitFor()
    await row.getByRole('button', { name: 'Change the schedule' }).click()
    await row.getByRole('textbox').first().waitFor()
    await row.getByRole('button', { name: 'Remove the schedule' }).click()
    await page.getByText('Nothing scheduled.').waitFor()
    expect(faults()).to.deep.equal([])
  })
})
