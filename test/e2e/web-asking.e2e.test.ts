import { eventually } from '../support/eventually.js'
import { withAskingHub } from '../support/browser-approvals.js'
import { axeViolations, resize, smallTargets } from '../support/page-checks.js'

describe('questions of one session in the browser', function () {
  this.timeout(60_000)
  const t = withAskingHub()

  const config = async (): Promise<Record<'sessions' | 'waitMinutes', Record<string, unknown>>> =>
    (await t.hub.call('GET', '/api/approvals/config')).body as never
  const expectModes = (modes: Record<string, unknown>): Promise<void> =>
    eventually(async () => {
      expect((await config()).sessions).to.deep.equal(modes)
    })
  /** A call of the program that holds what the agent would run without asking. */
  const askHeld = (command: string): Promise<unknown> =>
    t.hub.call(
      'POST',
      '/api/hooks/pre-tool-use',
      { tool_name: 'Bash', permission_mode: 'bypassPermissions', tool_input: { command }, tool_use_id: 'toolu_1' },
      { ...t.identity(), 'X-Penates-Gate': 'hold', 'X-Penates-Hold': '3600' },
    )

  it('end by one press on a card, which stays open, and can be brought back', async () => {
    await t.hub.call('POST', '/api/approvals/config', { mode: 'ask' })
    const { page, faults } = await t.browser.signedIn(t.hub, '/approvals', { width: 390, height: 844, touch: true })
    await t.untilPersonIsPresent()
    const held = askHeld('make')
    const card = page.locator('article.approval')
    await card.getByText('New calls will run without asking you. Calls that wait stay open.').waitFor()
    expect(await smallTargets(page)).to.deep.equal([])
    await card.getByRole('button', { name: 'Stop asking in this session' }).click()
    await expectModes({ 'cc-shop': 'off' })
    await card.getByText('Penates no longer asks in this session.').waitFor()
    await page.locator('.toast').getByRole('button', { name: 'Undo' }).click()
    await expectModes({})
    await card.getByRole('button', { name: 'Stop asking in this session' }).click()
    await expectModes({ 'cc-shop': 'off' })
    await card.getByRole('button', { name: 'Ask again' }).click()
    await expectModes({})
    await card.getByRole('button', { name: 'Allow', exact: true }).click()
    await held
    expect(faults()).to.deep.equal([])
  })

  it('are not ended for a strict session, nor by a device that may only answer', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/approvals')
    await t.untilPersonIsPresent()
    const stop = page.getByRole('button', { name: 'Stop asking in this session' })
    const strict = t.ask('one')
    await page.getByRole('button', { name: 'Allow', exact: true }).waitFor()
    expect(await stop.count()).to.equal(0)
    await page.getByRole('button', { name: 'Allow', exact: true }).click()
    await strict
    await t.hub.call('POST', '/api/approvals/config', { mode: 'ask' })
    const held = askHeld('two')
    await stop.waitFor()
    // The session turns strict while its card is shown.
    await t.hub.call('POST', '/api/approvals/config', { sessions: { 'cc-shop': 'strict' } })
    await stop.click()
    await page.getByText('shop is strict now and keeps asking. Change its mode first.').waitFor()
    await expectModes({ 'cc-shop': 'strict' })
    const scopes = [{ kind: 'approve' }, { kind: 'view' }]
    const made = (await t.hub.call('POST', '/api/tokens', { label: 'phone', scopes })).body as { secret: string }
    const phone = await t.browser.signedIn({ url: t.hub.url, token: made.secret }, '/approvals')
    const read = phone.page.waitForResponse((answer) => answer.url().endsWith('/api/approvals/config'))
    await phone.page.getByRole('button', { name: 'Allow', exact: true }).waitFor()
    await read
    expect(await phone.page.getByRole('button', { name: 'Stop asking in this session' }).count()).to.equal(0)
    await phone.page.getByRole('button', { name: 'Allow', exact: true }).click()
    await held
  })

  it('wait as long as its menu says', async () => {
    await t.hub.call('POST', '/api/approvals/config', { mode: 'ask' })
    const { page, faults } = await t.browser.signedIn(t.hub)
    await page.locator('article.tile').getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: 'Approvals …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Approvals in shop' })
    await dialog.getByLabel('Calls wait for you').selectOption({ label: '30 minutes' })
    await eventually(async () => {
      expect((await config()).waitMinutes).to.deep.equal({ 'cc-shop': 30 })
    })
    expect(await axeViolations(page)).to.deep.equal([])
    await resize(page, 390, 844)
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).to.equal(true)
    await dialog.getByText('Strict', { exact: true }).click()
    await expectModes({ 'cc-shop': 'strict' })
    await dialog.getByText('As set for all').click()
    await expectModes({})
    await dialog.getByRole('button', { name: 'Close' }).click()
    await dialog.waitFor({ state: 'detached' })
    await t.untilPersonIsPresent()
    const held = askHeld('make')
    await eventually(async () => {
      const { body } = await t.hub.call('GET', '/api/approvals')
      const [call] = (body as { approvals: ReadonlyArray<Record<'createdAt' | 'expiresAt', string>> }).approvals
      expect(Date.parse(call?.expiresAt ?? '') - Date.parse(call?.createdAt ?? '')).to.equal(30 * 60_000)
    })
    await page.goto(`${t.hub.url}/approvals`)
    await page.getByRole('button', { name: 'Deny' }).click()
    await page.keyboard.press('Enter')
    await held
    expect(faults()).to.deep.equal([])
  })
})
