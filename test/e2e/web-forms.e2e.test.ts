import { withAskingHub } from '../support/browser-approvals.js'

const SCHEMA = {
  type: 'object',
  properties: {
    name: { type: 'string', title: 'Full <b>name</b>\u202e', minLength: 2, default: 'Ada' },
    mail: { type: 'string', title: 'Mail', format: 'email', description: 'Of your work' },
    count: { type: 'integer', title: 'Count', minimum: 1, maximum: 5 },
    sure: { type: 'boolean', title: 'Sure', default: true },
    hue: {
      type: 'string',
      title: 'Hue',
      oneOf: [
        { const: 'r', title: 'Red' },
        { const: 'b', title: 'Blue' },
      ],
    },
    land: { type: 'string', title: 'Land', enum: ['at', 'be', 'ch', 'de', 'es', 'fr', 'gb'] },
    sizes: { type: 'array', title: 'Sizes', maxItems: 1, items: { type: 'string', enum: ['s', 'm'] } },
  },
  required: ['name', 'hue', 'land'],
}

describe('forms of MCP servers in the browser', function () {
  this.timeout(60_000)
  const t = withAskingHub()
  const asks = async (more: object): Promise<unknown> => {
    const { body } = await t.hub.call(
      'POST',
      '/api/hooks/Elicitation',
      { mcp_server_name: 'asking', message: 'Who <i>are</i> you?', mode: 'form', cwd: t.place.home, ...more },
      { ...t.identity(), 'X-Penates-Gate': 'http' },
    )
    return (body as { hookSpecificOutput: unknown }).hookSpecificOutput
  }

  it('are filled in, checked, kept over a reload and sent as typed values', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/approvals')
    await page.getByText('Nothing waits').waitFor()
    await t.untilPersonIsPresent()
    const card = page.locator('article.approval')
    const submit = card.getByRole('button', { name: 'Submit' })
    const asked = asks({ requested_schema: SCHEMA })
    await submit.waitFor()
    const shown = await card.innerText()
    expect(shown).to.contain('Who <i>are</i> you?')
    expect(shown).to.contain('Full <b>name</b>⟨U+202E⟩')
    expect(shown).to.contain('asking')
    expect(await submit.isDisabled()).to.equal(true)
    await card.getByRole('radio', { name: 'Blue' }).check()
    await card.getByLabel('Land').selectOption('de')
    expect(await submit.isDisabled()).to.equal(false)
    await card.getByLabel('Count').fill('9')
    await card.getByText('This value is not valid.').waitFor()
    expect(await submit.isDisabled()).to.equal(true)
    await card.getByLabel('Count').fill('3')
    await card.getByLabel('Mail').fill('ada@example.org')
    await card.getByRole('radio', { name: 'No', exact: true }).check()
    await card.getByRole('checkbox', { name: 's', exact: true }).check()
    await page.reload()
    await card.getByLabel(/^Full/).fill('Eve')
    await submit.click()
    expect(await asked).to.deep.equal({
      hookEventName: 'Elicitation',
      action: 'accept',
      content: { name: 'Eve', mail: 'ada@example.org', count: 3, sure: false, hue: 'b', land: 'de', sizes: ['s'] },
    })
    expect(faults()).to.deep.equal([])
  })

  it('are declined and dismissed by keys, show an address without opening it, and lead to the terminal where unknown', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/approvals')
    await t.untilPersonIsPresent()
    const card = page.locator('article.approval')
    const taking = page.locator('article.approval[data-takes-keys]:focus')
    const declined = asks({ requested_schema: SCHEMA })
    await taking.waitFor()
    await card.getByRole('button', { name: 'Decline' }).waitFor()
    await page.keyboard.press('d')
    expect(await declined).to.deep.equal({ hookEventName: 'Elicitation', action: 'decline' })
    await card.waitFor({ state: 'detached' })

    const unknown = asks({ requested_schema: { type: 'object', properties: { a: { type: 'object' } } } })
    await card.getByText('only be answered in the terminal').waitFor()
    await card.getByRole('link', { name: 'Open the terminal' }).waitFor()
    await taking.waitFor()
    await page.keyboard.press('c')
    expect(await unknown).to.deep.equal({ hookEventName: 'Elicitation', action: 'cancel' })
    await card.waitFor({ state: 'detached' })

    const url = 'https://example.com@phish.example/sign-in?next=1'
    const address = asks({ mode: 'url', url })
    await card.getByText('Opens phish.example').waitFor()
    expect(await card.innerText()).to.contain(url)
    expect(await card.getByRole('link', { name: 'Open the link' }).getAttribute('rel')).to.equal('noopener noreferrer')
    expect(page.context().pages()).to.have.length(1)
    await taking.waitFor()
    await page.keyboard.press('a')
    expect(await address).to.deep.equal({ hookEventName: 'Elicitation', action: 'accept', content: {} })
    expect(faults()).to.deep.equal([])
  })
})
