import { withAskingHub } from '../support/browser-approvals.js'

const QUESTIONS = {
  questions: [
    {
      question: 'Which store keeps the baskets?',
      header: 'Store',
      multiSelect: false,
      options: [
        { label: 'SQLite', description: 'One file on this machine' },
        { label: 'Postgres', description: 'A server of its own' },
      ],
    },
    {
      question: 'Which <b>browsers</b> count?',
      header: 'Browsers',
      multiSelect: true,
      options: [{ label: 'Chromium' }, { label: 'Firefox' }, { label: 'Safari\u202e' }],
    },
  ],
}

describe('questions and plans of an agent in the browser', function () {
  this.timeout(60_000)
  const t = withAskingHub()
  const asks = async (tool_name: string, tool_input: object): Promise<unknown> => {
    const { body } = await t.hub.call(
      'POST',
      '/api/hooks/PermissionRequest',
      { tool_name, permission_mode: 'default', tool_input, cwd: t.place.home },
      { ...t.identity(), 'X-Penates-Gate': 'http' },
    )
    return (body as { hookSpecificOutput: { decision: unknown } }).hookSpecificOutput.decision
  }

  it('are answered by keys, by own words and by a plan’s buttons, and only when every question has an answer', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/approvals')
    await page.getByText('Nothing waits').waitFor()
    await t.untilPersonIsPresent()
    const card = page.locator('article.approval')
    const send = card.getByRole('button', { name: 'Send the answers' })
    const asked = asks('AskUserQuestion', QUESTIONS)
    await page.locator('article.approval[data-takes-keys]:focus').waitFor()
    expect(await card.innerText()).to.contain('Which <b>browsers</b> count?')
    await page.keyboard.press('2')
    expect(await card.getByRole('radio', { name: 'Postgres' }).isChecked()).to.equal(true)
    expect(await send.isDisabled()).to.equal(true)
    await card.getByRole('checkbox', { name: 'Chromium' }).check()
    await card.getByRole('checkbox', { name: 'Firefox' }).check()
    await card.getByLabel('In your own words').first().focus()
    await page.keyboard.insertText('x'.repeat(2_001))
    await card.getByText('Too long by').waitFor()
    expect(await send.isDisabled()).to.equal(true)
    await card.getByLabel('In your own words').first().fill('a plain file')
    expect(await card.getByRole('radio', { name: 'Postgres' }).isChecked()).to.equal(false)
    await page.reload()
    await send.click()
    expect(await asked).to.deep.equal({
      behavior: 'allow',
      updatedInput: {
        ...QUESTIONS,
        answers: {
          'Which store keeps the baskets?': 'a plain file',
          'Which <b>browsers</b> count?': 'Chromium, Firefox',
        },
      },
    })

    const planned = asks('ExitPlanMode', { plan: '# Move the store\n\n1. Write *tests*' })
    await card.getByRole('heading', { name: 'Move the store' }).waitFor()
    await card.getByRole('button', { name: 'Keep planning' }).click()
    await card.getByLabel('Reason').fill('Keep the file')
    await page.keyboard.press('Enter')
    expect(await planned).to.deep.include({ behavior: 'deny', message: 'Keep the file' })
    const again = asks('ExitPlanMode', {})
    await card.getByText('The plan is shown in the terminal.').waitFor()
    await card.getByRole('button', { name: 'Accept the plan' }).click()
    expect(await again).to.deep.include({ behavior: 'allow' })
    expect(faults()).to.deep.equal([])
  })
})
