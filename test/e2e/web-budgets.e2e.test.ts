import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eventually } from '../support/eventually.js'
import { withHub } from '../support/with-hub.js'

/** State of an earlier run of the hub: a card over its budget. */
const LEFT = {
  version: 1,
  budgets: [{ scope: { kind: 'card', card: 'c1' }, limitUsd: 5, atLimit: 'deny' }],
  standings: { 'card:c1': { period: 'ever', spentUsd: 6, level: 'exceeded' } },
}

describe('budgets in the browser', function () {
  this.timeout(60_000)
  const t = withHub({
    prepare: async (place) => {
      await mkdir(place.state, { recursive: true, mode: 0o700 })
      await writeFile(join(place.state, 'budgets.json'), JSON.stringify(LEFT))
    },
  })

  const kept = async (): Promise<unknown> => {
    const { body } = await t.hub.call('GET', '/api/usage/budgets')
    return (body as { budgets: ReadonlyArray<{ key: string; limitUsd: number; atLimit: string }> }).budgets.map(
      ({ key, limitUsd, atLimit }) => [key, limitUsd, atLimit],
    )
  }

  it('say on every page that one is exceeded, and are set, raised and removed in place', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub)
    const bar = page.getByRole('alert')
    const { page: other } = await t.browser.signedIn(t.hub, '/needs', { remembers: { penates_language: 'de' } })
    const need = other.locator('.need.of-budget')
    await need.getByText('Budget überschritten: Karte „c1“, 6,00 $ von 5,00 $.').waitFor()
    await bar.getByText('Budget exceeded: Card “c1”, $6.00 of $5.00. Tools are denied.').waitFor()
    await page.getByRole('button', { name: 'Budgets …' }).click()
    const panel = page.getByRole('region', { name: 'Budgets' })
    const form = panel.locator('form')
    await form.getByLabel('US dollars').fill('12,50')
    await form.getByLabel('Once it is spent').selectOption('Deny')
    await form.getByRole('button', { name: 'Add a budget' }).click()
    await panel.locator('li', { hasText: 'Daily' }).waitFor()
    const card = panel.locator('li', { hasText: 'Card “c1”' })
    // The other page follows without being loaded again.
    await card.getByLabel('US dollars').fill('7')
    await card.getByLabel('US dollars').press('Enter')
    await need.getByText('Budget fast verbraucht: Karte „c1“, 6,00 $ von 7,00 $').waitFor()
    await card.getByLabel('US dollars').fill('50')
    await card.getByLabel('US dollars').press('Enter')
    await bar.waitFor({ state: 'detached' })
    await need.waitFor({ state: 'detached' })
    await eventually(async () => {
      expect(await kept()).to.deep.equal([
        ['card:c1', 50, 'deny'],
        ['day', 12.5, 'deny'],
      ])
    })
    await card.getByRole('button', { name: 'Remove this budget' }).click()
    await card.waitFor({ state: 'detached' })
    expect(await kept()).to.deep.equal([['day', 12.5, 'deny']])
    expect(faults()).to.deep.equal([])
  })

  it('reach an open panel from another device, also those that change no level', async () => {
    const open = async () => {
      const { page } = await t.browser.signedIn(t.hub, '/usage')
      const panel = page.getByRole('region', { name: 'Budgets' })
      return { form: panel.locator('form'), month: panel.locator('li', { hasText: 'Monthly' }) }
    }
    const [one, other] = [await open(), await open()]
    await one.form.getByLabel('For', { exact: true }).selectOption('Monthly')
    await one.form.getByLabel('US dollars').fill('90')
    await one.form.getByRole('button', { name: 'Add a budget' }).click()
    await other.month.getByRole('button', { name: 'Remove this budget' }).click()
    await one.month.waitFor({ state: 'detached' })
  })

  it('show their names whole beside an open panel on a tablet', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/usage', { width: 820, height: 900, touch: true })
    await page.locator('.budget-name').first().waitFor()
    await page.keyboard.press('?')
    await page.locator('.side-panel .help').first().waitFor()
    const cut = `[...document.querySelectorAll('.budget-name')].flatMap((name) =>
      name.scrollWidth > name.clientWidth ? [name.textContent] : [])`
    expect(await page.evaluate(cut)).to.deep.equal([])
  })
})
