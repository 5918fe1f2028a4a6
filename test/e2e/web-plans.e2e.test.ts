import type { Page } from 'playwright-core'
import { withAskingHub } from '../support/browser-approvals.js'
import { eventually } from '../support/eventually.js'
import { axeViolations, smallTargets } from '../support/page-checks.js'

const FIRST = '# Move the store\n\n1. Write *tests*\n2. Move the file\n   - keep a copy\n\nThen ship.'
const SECOND = '# Move the store\n\n1. Write tests in a browser\n2. Move the file\n   - keep a copy\n\nThen ship.'

describe('plans of an agent in the browser', function () {
  this.timeout(60_000)
  const t = withAskingHub()
  const asks = async (plan: string): Promise<unknown> => {
    const { body } = await t.hub.call(
      'POST',
      '/api/hooks/PermissionRequest',
      { tool_name: 'ExitPlanMode', permission_mode: 'plan', tool_input: { plan }, cwd: t.place.home },
      { ...t.identity(), 'X-Penates-Gate': 'http' },
    )
    return (body as { hookSpecificOutput: { decision: unknown } }).hookSpecificOutput.decision
  }
  const card = (page: Page) => page.locator('article.approval')
  const focused = (page: Page) => page.evaluate<string>(`document.activeElement.getAttribute('aria-label') ?? ''`)

  it('take comments on lines by keys alone, which survive a reload and are sent as the reason', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/approvals')
    await t.untilPersonIsPresent()
    const planned = asks(FIRST)
    await page.locator('article.approval[data-takes-keys]:focus').waitFor()
    const first = card(page).getByRole('button', { name: 'Comment on line 1: # Move the store' })
    await first.waitFor()
    for (let tabs = 0; tabs < 12 && !(await focused(page)).startsWith('Comment on line 1:'); tabs += 1)
      await page.keyboard.press('Tab')
    expect(await focused(page)).to.equal('Comment on line 1: # Move the store')
    await page.keyboard.press('ArrowDown')
    expect(await focused(page)).to.equal('Comment on line 3: 1. Write *tests*')
    await page.keyboard.press('Enter')
    await page.keyboard.type('In a browser, please')
    await page.keyboard.press('Control+Enter')
    expect(await focused(page)).to.equal('Comment on line 3: 1. Write *tests*')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('When?')
    await page.reload()
    await card(page).getByText('In a browser, please').waitFor()
    expect(await card(page).getByLabel('Your comment').inputValue()).to.equal('When?')
    await page.keyboard.press('Control+Enter')
    await card(page).getByRole('button', { name: 'Accept without the comments' }).waitFor()
    expect(await axeViolations(page)).to.deep.equal([])
    await page.locator('article.approval[data-takes-keys]').waitFor()
    await page.keyboard.press('d')
    await card(page).getByLabel('About the whole plan (optional)').fill('Smaller steps')
    await card(page).getByText('Your 2 comments are sent with it.').waitFor()
    await page.keyboard.press('Enter')
    expect(await planned).to.deep.include({
      behavior: 'deny',
      message: '> 1. Write *tests*\nIn a browser, please\n\n> Then ship.\nWhen?\n\nSmaller steps',
    })
    await eventually(async () => {
      const drafts = await page.evaluate(`Object.keys(sessionStorage).filter((key) => key.includes('plan-comment'))`)
      expect(drafts).to.deep.equal([])
    })
    expect(faults()).to.deep.equal([])
  })

  it('show what has changed since the plan before, and are accepted as a person has edited them', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/approvals', { width: 390, height: 844, touch: true })
    await t.untilPersonIsPresent()
    const before = asks(FIRST)
    await card(page).getByRole('button', { name: 'Keep planning' }).tap()
    await page.keyboard.press('Enter')
    await before
    const planned = asks(SECOND)
    await card(page).getByText('Changes since the last plan').tap()
    await card(page).locator('ins', { hasText: '1. Write tests in a browser' }).waitFor()
    expect(await card(page).locator('del').allInnerTexts()).to.deep.equal(['1. Write *tests*\n'])
    await card(page).getByText('Plan', { exact: true }).tap()
    await card(page).getByText('keep a copy').tap()
    await card(page).getByLabel('Your comment').fill('Two copies')
    await card(page).getByRole('button', { name: 'Add comment' }).tap()
    expect(await smallTargets(page)).to.deep.equal([])
    await card(page).getByRole('button', { name: 'Remove' }).tap()
    await card(page).getByRole('button', { name: 'Edit', exact: true }).tap()
    const field = card(page).getByLabel('Edited plan')
    expect(await field.inputValue()).to.equal(SECOND)
    await field.fill('')
    await card(page).getByText('The plan needs a text').waitFor()
    await field.fill('# Leave the store')
    await card(page).getByRole('button', { name: 'Accept as edited' }).tap()
    expect(await planned).to.deep.equal({ behavior: 'allow', updatedInput: { plan: '# Leave the store' } })
    expect(faults()).to.deep.equal([])
  })

  it('say when the comments are too long for the agent, and keep them', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/approvals')
    await t.untilPersonIsPresent()
    const planned = asks(FIRST)
    await card(page).getByText('Then ship.').click()
    await card(page).getByLabel('Your comment').fill('x'.repeat(2_100))
    await card(page).getByRole('button', { name: 'Add comment' }).click()
    await card(page).getByRole('button', { name: 'Keep planning with 1 comment' }).click()
    await card(page).getByText('Too long by 113 characters.').waitFor()
    expect(await card(page).getByRole('button', { name: 'Keep planning', exact: true }).isDisabled()).to.equal(true)
    await card(page).getByRole('button', { name: 'Back' }).click()
    await card(page).getByRole('button', { name: 'Accept without the comment' }).click()
    expect(await planned).to.deep.include({ behavior: 'allow' })
  })
})
