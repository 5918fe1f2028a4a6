import { expect } from 'chai'
import { withAskingHub } from '../support/browser-approvals.js'
import { resize } from '../support/page-checks.js'

describe('rules for calls to come in the browser', function () {
  this.timeout(60_000)
  const t = withAskingHub()

  it('are made from a call after a trial, answer the next one, and are removed with an undo', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/approvals')
    await page.getByText('Nothing waits').waitFor()
    await t.untilPersonIsPresent()
    const cards = page.locator('article.approval')
    const first = t.ask('npm test --grep cart')
    await cards.getByText('Details', { exact: true }).click()
    await cards.getByRole('button', { name: 'Make a rule' }).click()
    const dialog = page.getByRole('dialog', { name: 'Rule for calls of Bash like this one' })
    await dialog.getByText('Matches “npm test --grep cart”, not “npm test --grep cart --force”.').waitFor()
    await dialog.getByRole('radio', { name: 'npm test *' }).check()
    await dialog.getByRole('button', { name: 'Try it on past calls' }).click()
    await dialog.getByText('1 of 1 call of Bash in the last 30 days would have been allowed, 0 denied').waitFor()
    await dialog.getByRole('button', { name: 'Add rule and allow' }).click()
    expect(await first).to.deep.include({ permissionDecision: 'allow' })
    expect(await t.ask('npm test')).to.deep.include({ permissionDecision: 'allow' })

    await page.getByRole('link', { name: 'Rules' }).click()
    const rows = page.locator('.rule')
    await rows.filter({ hasText: 'Bash npm test *' }).waitFor()
    await page.getByRole('button', { name: 'New rule' }).click()
    const kind = (name: string) => page.getByRole('radio', { name, exact: true }).check({ force: true })
    const tool = page.getByLabel('Tool', { exact: true })
    await kind('File')
    expect(await tool.inputValue()).to.equal('Edit')
    await kind('Command')
    expect(await tool.inputValue()).to.equal('Bash')
    await page.getByLabel('One command').fill('rm -rf *; ls')
    await page.getByRole('radio', { name: 'deny' }).check({ force: true })
    await page.getByRole('button', { name: 'Try it on past calls' }).click()
    await page.getByText('Give one plain command').waitFor()
    await page.reload()
    await page.getByLabel('One command').fill('rm -rf *')
    await page.getByRole('button', { name: 'Try it on past calls' }).click()
    await page.getByText('2 of 2 calls of Bash in the last 30 days would have been allowed, 0 denied').waitFor()
    await page.getByRole('button', { name: 'Add rule' }).click()
    await rows.filter({ hasText: 'Bash rm -rf *' }).waitFor()
    expect(await t.ask('npm test && sudo rm -rf /')).to.deep.include({
      permissionDecision: 'deny',
      permissionDecisionReason: 'A rule denies this: Bash rm -rf *',
    })

    await resize(page, 390, 780)
    await rows.filter({ hasText: 'npm test' }).getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('button', { name: 'Remove the rule?' }).click()
    await rows.filter({ hasText: 'npm test' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await rows.filter({ hasText: 'npm test' }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(390)
    await page.getByRole('link', { name: 'History' }).click()
    await page.locator('.decided').filter({ hasText: 'npm test' }).getByText('By a rule').first().waitFor()
    expect(faults()).to.deep.equal([])
  })
})
