import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { agentAtPrompt, type AgentAtPrompt } from '../support/agent-at-prompt.js'
import { eventually } from '../support/eventually.js'
import { resize } from '../support/page-checks.js'
import { withHub } from '../support/with-hub.js'

describe('queued prompts in the browser', function () {
  this.timeout(90_000)
  let agent: AgentAtPrompt
  const t = withHub({
    ready: async (at) => {
      agent = await agentAtPrompt(at)
    },
  })

  it('are added, edited, moved and removed beside the terminal, shown on the tile, and sent after the turn', async () => {
    await agent.report('PreToolUse', { tool_name: 'Bash' })
    const { page, faults } = await t.browser.signedIn(t.hub)
    const tile = page.locator('.tile', { hasText: 'shop' })
    const field = tile.getByRole('textbox', { name: 'Reply to shop' })
    for (const text of ['first', 'second', 'third']) {
      await field.fill(text)
      await field.press('Alt+Enter')
      await eventually(async () => void expect(await field.inputValue()).to.equal(''))
    }
    await tile.getByRole('link', { name: '3 queued' }).click()
    const panel = page.getByRole('complementary', { name: 'Conversation' })
    const queue = panel.getByRole('region', { name: 'Queued prompts' })
    const texts = (): Promise<ReadonlyArray<string>> => queue.locator('p.queued-text').allInnerTexts()
    await eventually(async () => void expect(await texts()).to.deep.equal(['first', 'second', 'third']))
    await page.locator('.toolbar').getByRole('link', { name: '3 queued' }).waitFor()

    // A terminal that opens takes the focus.
    await page.locator('textarea[aria-label="Terminal input"]:focus').waitFor({ state: 'attached' })
    await queue.getByRole('listitem').nth(2).focus()

    await page.keyboard.press('Alt+ArrowUp')
    await eventually(async () => void expect(await texts()).to.deep.equal(['first', 'third', 'second']))

    await page.keyboard.press('Alt+ArrowUp')
    await eventually(async () => void expect(await texts()).to.deep.equal(['third', 'first', 'second']))
    await queue.getByRole('listitem').nth(1).getByRole('button', { name: 'Edit the prompt' }).click()
    await page.keyboard.press('Control+A')
    await page.keyboard.type('the first one')
    await page.keyboard.press('Enter')
    await eventually(async () => void expect(await texts()).to.deep.equal(['third', 'the first one', 'second']))
    await queue.getByRole('listitem').nth(2).getByRole('button', { name: 'Remove the prompt' }).click()
    await eventually(async () => void expect(await texts()).to.deep.equal(['third', 'the first one']))

    await resize(page, 390, 844)
    await queue.waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(390)
    await agent.showPrompt()
    await agent.report('Stop')
    await eventually(async () => void expect(await agent.typed()).to.equal('^[[200~third^[[201~\n'))
    await queue.getByText('Sent, not confirmed').waitFor()
    await agent.report('UserPromptSubmit', { prompt: 'third' })
    await eventually(async () => void expect(await texts()).to.deep.equal(['the first one']))
    await agent.report('Stop')
    await queue.getByText('the agent did not confirm it').waitFor()
    expect(await agent.typed()).to.equal('^[[200~third^[[201~\n^[[200~the first one^[[201~\n')
    expect(faults()).to.deep.equal([])
  })

  it('are scheduled from the text of the reply field, listed and removed on a phone', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop/conversation')
    await resize(page, 390, 844)
    const panel = page.getByRole('complementary', { name: 'Conversation' })
    const schedules = panel.getByRole('region', { name: 'Scheduled prompts' })
    await schedules.getByText('Nothing scheduled').waitFor()
    await schedules.getByRole('button', { name: 'Schedule the prompt' }).click()
    const submit = schedules.getByRole('button', { name: 'Schedule', exact: true })
    expect(await submit.isDisabled()).to.equal(true)
    await panel.getByRole('textbox', { name: 'Reply to shop' }).fill('Update the packages')
    await schedules.getByRole('combobox', { name: 'When' }).selectOption('Custom')
    await schedules.getByRole('textbox').fill('nonsense')
    await submit.click()
    await page.locator('.toast', { hasText: 'Not a valid rule.' }).waitFor()
    await schedules.getByRole('combobox', { name: 'When' }).selectOption('Every weekday')
    await submit.click()
    await schedules.getByText(/^Weekdays at 09:00 · next .* · 100 left$/).waitFor()
    // The list may show the schedule before the answer comes, which empties the field.
    await eventually(async () => {
      expect(await panel.getByRole('textbox', { name: 'Reply to shop' }).inputValue()).to.equal('')
    })
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(390)
    await t.hub.call('POST', '/api/sessions/cc-shop/schedules', { text: 'Later', limitOf: 'claude' })
    await schedules.getByText('When the limit resets').waitFor()
    await schedules.getByRole('button', { name: 'Change the schedule' }).first().click()
    await schedules.getByRole('textbox', { name: 'Prompt' }).fill('Update all packages')
    await schedules.getByLabel('Time', { exact: true }).fill('10:30')
    await schedules.getByRole('button', { name: 'Save', exact: true }).click()
    await schedules.getByText(/^Weekdays at 10:30 · next .* · 100 left$/).waitFor()
    await schedules.getByRole('button', { name: 'Run now' }).first().click()
    await panel.locator('.queued-text', { hasText: 'Update all packages' }).nth(1).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(390)
    await schedules.getByRole('button', { name: 'Remove the schedule' }).first().click()
    await eventually(
      async () => void expect(await schedules.locator('p.queued-text').allInnerTexts()).to.deep.equal(['Later']),
    )
    expect(faults()).to.deep.equal([])
  })

  it('name files and pictures that are chosen or pasted into the reply field', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop/conversation', { width: 390, height: 844 })
    const panel = page.getByRole('complementary', { name: 'Conversation' })
    const field = panel.getByRole('textbox', { name: 'Reply to shop' })
    await field.fill('Read')
    const chooser = page.waitForEvent('filechooser')
    await panel.getByRole('button', { name: 'Attach a file or picture' }).click()
    await (await chooser).setFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('remember') })
    await eventually(async () => void expect(await field.inputValue()).to.equal('Read @notes.txt '))
    await field.focus()
    await page.evaluate(`{
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File(['PNG'], 'screen.png', { type: 'image/png' }))
      document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
    }`)
    await eventually(async () => void expect(await field.inputValue()).to.equal('Read @notes.txt @screen.png '))
    await field.press('Alt+Enter')
    await panel.locator('.queued-text', { hasText: 'Read @notes.txt @screen.png' }).waitFor()
    expect(await readFile(join(t.place.home, 'notes.txt'), 'utf8')).to.equal('remember')
    expect(await readFile(join(t.place.home, 'screen.png'), 'utf8')).to.equal('PNG')
    expect(faults()).to.deep.equal([])
  })

  it('are saved as templates, and queued for several sessions with the values of each', async () => {
    const command = join(t.place.home, 'bin', 'claude')
    await t.hub.call('POST', '/api/sessions', { name: 'docs', directory: t.place.home, command })
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop/conversation')
    const panel = page.getByRole('complementary', { name: 'Conversation' })
    const field = panel.getByRole('textbox', { name: 'Reply to shop' })
    await field.fill('Check {{name}}')
    await panel.getByRole('button', { name: 'Prompt templates' }).click()
    await page.getByRole('menuitem', { name: 'Save prompt as template' }).click()
    await field.fill('')
    await panel.getByRole('button', { name: 'Prompt templates' }).click()
    await page.getByRole('menuitem', { name: 'Check {{name}}', exact: true }).click()
    expect(await field.inputValue()).to.equal('Check shop')
    await panel.getByRole('button', { name: 'Queue for several sessions' }).click()
    const dialog = page.getByRole('dialog', { name: 'Queue for several sessions' })
    await dialog.getByRole('combobox', { name: 'Prompt templates' }).selectOption('Check {{name}}')
    await dialog.getByRole('checkbox', { name: 'docs' }).check()
    await resize(page, 390, 844)
    await eventually(async () => void expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(390))
    await dialog.getByRole('button', { name: 'Queue for 2 sessions' }).click()
    await eventually(async () => void expect(await dialog.getByText('Queued', { exact: true }).count()).to.equal(2))
    const last = async (name: string) => {
      const { body } = await t.hub.call('GET', `/api/sessions/${name}/prompts`)
      return (body as { readonly prompts: ReadonlyArray<{ readonly text: string }> }).prompts.at(-1)?.text
    }
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await field.waitFor()
    expect([await last('cc-shop'), await last('cc-docs')]).to.deep.equal(['Check shop', 'Check docs'])
    expect(faults()).to.deep.equal([])
  })

  it('have templates in the hub: those of a browser move there once, and two devices change them without loss', async () => {
    const all = async () => {
      const { body } = await t.hub.call('GET', '/api/prompt-templates')
      return (body as { readonly templates: ReadonlyArray<Record<'id' | 'title' | 'text', string>> }).templates
    }
    const stored = async () => (await all()).map(({ title, text }) => `${title}: ${text}`).sort()
    for (const { id } of await all()) await t.hub.call('DELETE', `/api/prompt-templates/${id}`)
    await t.hub.call('POST', '/api/prompt-templates', { title: 'Tests', text: 'of the phone' })
    const { page, faults } = await t.browser.signedIn(t.hub)
    const local = [
      ['Tests', 'of the laptop'],
      ['Docs', 'Write <b>docs</b>'],
      ['Empty', ' '],
    ]
    await page.evaluate(`localStorage.setItem('penates_prompt_templates', ${JSON.stringify(JSON.stringify(local))})`)
    await page.goto(`${t.hub.url}/s/cc-shop/conversation`)
    const expected = ['Docs: Write <b>docs</b>', 'Tests (2): of the laptop', 'Tests: of the phone']
    await eventually(async () => void expect(await stored()).to.deep.equal(expected))
    await page.locator('.toast', { hasText: 'The template Empty is kept in this browser' }).waitFor()
    await page.reload()
    const panel = page.getByRole('complementary', { name: 'Conversation' })
    await panel.getByRole('button', { name: 'Prompt templates' }).click()
    await page.getByRole('menuitem', { name: 'Tests (2)' }).waitFor()
    expect(await page.evaluate(`localStorage.getItem('penates_prompt_templates')`)).to.equal('[["Empty"," "]]')
    expect(await stored()).to.deep.equal(expected)

    await page.getByRole('menuitem', { name: 'Edit templates' }).click()
    const dialog = page.getByRole('dialog', { name: 'Prompt templates' })
    const docs = dialog.getByRole('textbox', { name: 'Docs', exact: true })
    await docs.fill('Write all docs')
    // Another device.
    const change = (id: string | undefined, body: object) =>
      t.hub.call('PATCH', `/api/prompt-templates/${id ?? ''}`, body)
    const idOf = async (title: string) => (await all()).find((one) => one.title === title)?.id
    await change(await idOf('Docs'), { text: 'Write few docs' })
    await change(await idOf('Tests'), { title: 'Check' })
    await dialog.getByRole('textbox', { name: 'Title of Check' }).waitFor()
    expect(await docs.inputValue()).to.equal('Write all docs')
    await dialog.getByRole('textbox', { name: 'Title of Check' }).focus()
    await eventually(
      async () =>
        void expect(await stored()).to.deep.equal([
          ...['Check: of the phone', 'Docs (2): Write all docs', 'Docs: Write few docs', 'Tests (2): of the laptop'],
        ]),
    )
    await resize(page, 390, 844)
    await eventually(async () => void expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(390))
    await dialog.getByRole('button', { name: 'Delete the template Check' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await eventually(async () => void expect((await stored())[0]).to.equal('Check: of the phone'))
    expect(faults()).to.deep.equal([])
  })
})
