import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eventually } from '../support/eventually.js'
import { withAskingHub } from '../support/browser-approvals.js'
import { resize } from '../support/page-checks.js'

/** True when no part of the bar is beyond the edge of the window. */
const ARE_BUTTONS_IN_SIGHT = `[...document.querySelectorAll('.selection-bar > *')].every((part) => {
  const { left, right } = part.getBoundingClientRect()
  return left >= 0 && right <= innerWidth
})`

describe('several approvals in the browser', function () {
  this.timeout(60_000)
  const t = withAskingHub()

  it('holds decisions made together, and one if that is set, until U takes them back or their time is over', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/approvals')
    await page.getByText('Nothing waits').waitFor()
    await t.untilPersonIsPresent()
    const cards = page.locator('article.approval:not(.is-held)')
    const held = page.locator('article.approval.is-held')
    const asked: Promise<unknown>[] = []
    for (const command of ['one', 'two', 'three']) {
      asked.push(t.ask(command))
      await cards.filter({ hasText: command }).waitFor()
    }
    const takesKeys = (command: string): Promise<void> =>
      page.locator('article.approval[data-takes-keys]:focus').filter({ hasText: command }).waitFor()
    await takesKeys('one')
    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await takesKeys('two')
    await page.keyboard.press('x')
    await page.getByRole('heading', { name: '2 selected' }).waitFor()
    await resize(page, 390, 844)
    expect(await page.evaluate(ARE_BUTTONS_IN_SIGHT)).to.equal(true)
    await resize(page, 1280, 800)
    await page.keyboard.press('d')
    await held.nth(1).waitFor()
    await takesKeys('three')
    await page.keyboard.press('u')
    await cards.nth(2).waitFor()
    expect(await held.count()).to.equal(0)
    await eventually(async () => {
      const log = await readFile(join(t.place.state, 'approvals.log'), 'utf8')
      const lines = log.trimEnd().split('\n')
      const kinds = lines.map((line) => (JSON.parse(line) as { readonly kind: string }).kind)
      expect(kinds.slice(-5)).to.deep.equal(['request', 'request', 'request', 'withdrawal', 'withdrawal'])
    })
    for (const command of ['one', 'two']) await cards.filter({ hasText: command }).getByRole('checkbox').check()
    await page.getByRole('toolbar').getByRole('button', { name: 'Allow', exact: true }).click()
    await held.nth(1).waitFor()
    await page.close()
    for (const one of asked.slice(0, 2)) expect(await one).to.deep.include({ permissionDecision: 'allow' })
    const later = await t.browser.signedIn(t.hub, '/approvals', { remembers: { penates_hold_decisions: 'true' } })
    await later.page.locator('article.approval').getByRole('button', { name: 'Allow', exact: true }).click()
    await later.page.locator('article.is-held').getByRole('button', { name: 'Undo' }).click()
    await later.page.getByRole('button', { name: 'Deny' }).click()
    await later.page.keyboard.press('Enter')
    expect(await asked[2]).to.deep.include({ permissionDecision: 'deny' })
    await later.page.getByRole('link', { name: 'History' }).click()
    const ended = later.page.locator('.decided')
    await ended.filter({ hasText: 'three' }).getByText('Denied', { exact: true }).waitFor()
    const who = await ended.filter({ hasText: 'three' }).locator('.hint').innerText()
    expect(who).to.match(/^Operator · Chrome, Linux · 127\.0\.0\.1 · undone once$/)
    await later.page.keyboard.press('/')
    await later.page.keyboard.type('TW')
    await ended.filter({ hasText: 'three' }).waitFor({ state: 'detached' })
    expect(await ended.count()).to.equal(1)
    expect(later.page.url()).to.contain('/approvals/history?q=TW')
    await later.page.getByRole('radio', { name: 'Denied' }).check({ force: true })
    await later.page.getByText('Nothing matches “TW”.').waitFor()
    expect([faults(), later.faults()]).to.deep.equal([[], []])
  })
})
