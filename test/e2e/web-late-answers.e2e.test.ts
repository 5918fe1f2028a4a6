import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContext, Locator, Page, Request } from 'playwright-core'
import { agentAtPrompt, type AgentAtPrompt } from '../support/agent-at-prompt.js'
import { eventually } from '../support/eventually.js'
import { scratchRepository, type ScratchRepository } from '../support/scratch-repository.js'
import { withHub } from '../support/with-hub.js'

interface HeldRequests {
  /** Resolves once the page has sent such a request. */
  readonly asked: Promise<unknown>
  /** Lets the requests pass and resolves once the page has the answer of the first. */
  readonly release: (page: Page) => Promise<void>
}

/** Holds requests of one method to an address back, or their answers. */
async function hold(
  context: BrowserContext,
  path: RegExp,
  method = 'GET',
  what: 'requests' | 'answers' = 'requests',
): Promise<HeldRequests> {
  let sent: (request: Request) => void
  let release = (): void => undefined
  const asked = new Promise<Request>((settle) => (sent = settle))
  const released = new Promise<void>((settle) => (release = settle))
  await context.route(path, async (route) => {
    if (route.request().method() !== method) return route.fallback()
    sent(route.request())
    const response = what === 'answers' ? await route.fetch() : undefined
    await released
    await (response ? route.fulfill({ response }) : route.continue())
  })
  return {
    asked,
    release: async (page) => {
      release()
      await (await (await asked).response())?.finished()
      // The page handles the answer in tasks after its arrival.
      await page.evaluate('new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done))))')
    },
  }
}

/** State of an earlier run of the hub: a card that has cost something. */
const BUDGETS = {
  version: 1,
  budgets: [{ scope: { kind: 'card', card: 'c1' }, limitUsd: 50, atLimit: 'ask' }],
  standings: { 'card:c1': { period: 'ever', spentUsd: 6, level: 'fine' } },
}

const expectValue = async (field: Locator, value: string): Promise<void> => {
  expect(await field.inputValue()).to.equal(value)
}

describe('an answer of the hub that arrives late', function () {
  this.timeout(60_000)
  let agent: AgentAtPrompt
  let repository: ScratchRepository
  const t = withHub({
    isShared: true,
    prepare: async ({ home, state }) => {
      await mkdir(state, { recursive: true, mode: 0o700 })
      await writeFile(join(state, 'budgets.json'), JSON.stringify(BUDGETS))
      repository = await scratchRepository()
      await repository.git('config', 'user.name', 'Ada')
      await repository.git('config', 'user.email', 'ada@example.org')
      await repository.controls.write('a.txt', 'one\n')
      await repository.controls.commit('Begin')
      await mkdir(join(home, 'code', 'shop'), { recursive: true })
      await mkdir(join(home, 'code', 'shore'))
    },
    ready: async (at) => {
      agent = await agentAtPrompt(at, { directory: repository.root })
      await at.hub.call('POST', '/api/projects', { displayName: 'Shore', path: join(at.place.home, 'code', 'shore') })
    },
    close: async () => {
      await repository.close()
    },
  })

  const conversation = async () => {
    await agent.report('PreToolUse', { tool_name: 'Bash' })
    const tab = await t.browser.signedIn(t.hub, '/s/cc-shop/conversation')
    const panel = tab.page.getByRole('complementary', { name: 'Conversation' })
    // A terminal that opens takes the focus.
    await tab.page.locator('textarea[aria-label="Terminal input"]:focus').waitFor({ state: 'attached' })
    return { ...tab, panel, reply: panel.getByRole('textbox', { name: 'Reply to shop' }) }
  }
  const queued = (id: string, text: string) =>
    t.hub.call('POST', '/api/sessions/cc-shop/prompts', { id, text, now: false })

  it('leaves the typed folder of a new project, and is replaced by typing where nothing was typed', async () => {
    const { page, context } = await t.browser.device()
    const home = await hold(context, /\/api\/browse/)
    await page.goto(`${t.hub.url}/projects/new#token=${t.hub.token}`)
    const folder = page.getByLabel('Folder', { exact: true })
    await home.asked
    await folder.pressSequentially('~/x')
    await home.release(page)
    await page.getByRole('list', { name: 'Folders' }).waitFor()
    await expectValue(folder, '~/x')

    const { page: other, context: its } = await t.browser.device()
    const late = await hold(its, /\/api\/browse/)
    await other.goto(`${t.hub.url}/projects/new#token=${t.hub.token}`)
    const empty = other.getByLabel('Folder', { exact: true })
    await late.asked
    await empty.focus()
    await late.release(other)
    await eventually(async () => void expect(await empty.inputValue()).to.equal(t.place.home))
    await other.keyboard.type('~/y')
    await expectValue(empty, '~/y')
  })

  it('leaves the chosen folder of a new session chosen in the list', async () => {
    const { page, context } = await t.browser.device()
    const offered = await hold(context, /\/api\/start-folders/)
    await page.goto(`${t.hub.url}/new#token=${t.hub.token}`)
    const folder = page.getByLabel('Folder', { exact: true })
    await offered.asked
    await folder.fill('~/code/sho')
    const options = page.getByRole('listbox', { name: 'Projects and folders' }).getByRole('option')
    await eventually(async () => void expect(await options.count()).to.equal(2))
    await folder.press('ArrowDown')
    await offered.release(page)
    await options.first().locator('.folder-name').waitFor()
    await folder.press('Enter')
    await expectValue(folder, '~/code/shop')
  })

  /** Changes the budget from another device. */
  const put = (limitUsd: number) =>
    t.hub.call('PUT', '/api/usage/budgets', {
      budgets: [{ scope: { kind: 'card', card: 'c1' }, limitUsd, atLimit: 'ask' }],
    })

  it('leaves the typed amount of a budget', async () => {
    const { page, context } = await t.browser.signedIn(t.hub, '/usage')
    const panel = page.getByRole('region', { name: 'Budgets' })
    const row = panel.locator('li', { hasText: 'Card “c1”' })
    const amount = row.getByLabel('US dollars')
    await amount.fill('20')
    await put(7)
    await row.getByText('of $7.00').waitFor()
    await expectValue(amount, '20')
    await amount.press('Enter')
    await row.getByText('of $20.00').waitFor()
    // Another level: an open panel hears of that.
    await put(7)
    await row.getByText('of $7.00').waitFor()
    await expectValue(amount, '7')

    const form = panel.locator('form')
    const adding = await hold(context, /\/budgets$/, 'PUT')
    await form.getByRole('combobox').first().selectOption('Monthly')
    await form.getByLabel('US dollars').fill('20')
    await form.getByLabel('US dollars').press('Enter')
    await adding.asked
    await form.getByLabel('US dollars').fill('30')
    await adding.release(page)
    await panel.locator('li', { hasText: 'Monthly' }).waitFor()
    await expectValue(form.getByLabel('US dollars'), '30')
  })

  it('leaves the budgets that another device has changed since', async () => {
    await put(50)
    const { page, context } = await t.browser.signedIn(t.hub, '/usage')
    const row = page.getByRole('region', { name: 'Budgets' }).locator('li', { hasText: 'Card “c1”' })
    const changing = await hold(context, /\/budgets$/, 'PUT', 'answers')
    await row.getByLabel('US dollars').fill('20')
    await row.getByLabel('US dollars').press('Enter')
    await row.getByText('of $20.00').waitFor()
    await put(7)
    await row.getByText('of $7.00').waitFor()
    await changing.release(page)
    await row.getByText('of $7.00').waitFor()
    await expectValue(row.getByLabel('US dollars'), '7')
  })

  it('leaves the focus in the reply while a queued prompt is saved or moved', async () => {
    await queued('q1', 'first')
    await queued('q2', 'second')
    const { page, context, panel, reply } = await conversation()
    const queue = panel.getByRole('region', { name: 'Queued prompts' })
    const rows = queue.getByRole('listitem')
    await rows.nth(1).waitFor()
    const saving = await hold(context, /\/prompts\/q/, 'PATCH')
    await rows.nth(1).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await saving.asked
    await reply.click()
    await page.keyboard.type('a')
    await saving.release(page)
    await rows.first().getByText('second').waitFor()
    await page.keyboard.type('b')
    await expectValue(reply, 'ab')

    await context.unrouteAll()
    const renaming = await hold(context, /\/prompts\/q/, 'PATCH')
    await rows.first().getByRole('button', { name: 'Edit the prompt' }).click()
    await page.keyboard.type(' one')
    await reply.click()
    await renaming.asked
    await queued('q3', 'third')
    await rows.nth(2).waitFor()
    await page.keyboard.type('c')
    await expectValue(reply, 'abc')
    await renaming.release(page)
    await rows.first().getByText('second one').waitFor()
  })

  it('leaves the entries of a menu their place in the page, and what is typed in a template after it was saved', async () => {
    await t.hub.call('POST', '/api/prompt-templates', { title: 'Docs', text: 'Write' })
    const { page, context, panel } = await conversation()
    const listing = await hold(context, /\/prompt-templates$/)
    await panel.getByRole('button', { name: 'Prompt templates' }).click()
    await listing.asked
    const edit = await page.getByRole('menuitem', { name: 'Edit templates' }).elementHandle()
    await listing.release(page)
    await page.getByRole('menuitem', { name: 'Docs' }).waitFor()
    expect(await edit.textContent()).to.equal('Edit templates')
    await edit.click()
    const dialog = page.getByRole('dialog', { name: 'Prompt templates' })
    const text = dialog.getByRole('textbox', { name: 'Docs', exact: true })
    const saving = await hold(context, /\/prompt-templates\//, 'PATCH')
    await text.fill('Write docs')
    await dialog.getByRole('textbox', { name: 'Title of Docs' }).focus()
    await saving.asked
    await text.fill('Write docs and tests')
    await saving.release(page)
    await expectValue(text, 'Write docs and tests')
    await dialog.getByRole('textbox', { name: 'Title of Docs' }).focus()
    await eventually(async () => {
      const { body } = await t.hub.call('GET', '/api/prompt-templates')
      const { templates } = body as { readonly templates: ReadonlyArray<{ readonly text: string }> }
      expect(templates.map((one) => one.text)).to.deep.equal(['Write docs and tests'])
    })
  })

  it('leaves what is typed in a card after it was saved', async () => {
    const { body } = await t.hub.call('POST', '/api/board/cards', { projectId: 'shore', title: 'Card' })
    const { id } = body as { readonly id: string }
    const { page, context } = await t.browser.signedIn(t.hub, `/board/${id}`)
    const title = page.getByLabel('Title', { exact: true })
    const saving = await hold(context, /\/cards\//, 'PATCH')
    await title.fill('Card A')
    await title.press('Enter')
    await saving.asked
    await title.fill('Card A and B')
    await saving.release(page)
    await expectValue(title, 'Card A and B')
    await title.press('Enter')
    await page.locator('.card-title', { hasText: 'Card A and B' }).waitFor()
    await expectValue(title, 'Card A and B')
  })

  it('leaves the message that is typed for the next commit', async () => {
    await repository.controls.write('a.txt', 'two\n')
    await repository.git('add', 'a.txt')
    const { page, context } = await t.browser.signedIn(t.hub, '/s/cc-shop/changes')
    const message = page.getByLabel('Commit message')
    await message.fill('One')
    const committing = await hold(context, /\/git\/commit$/, 'POST')
    await message.press('ControlOrMeta+Enter')
    await committing.asked
    await message.fill('Two')
    await committing.release(page)
    await page.getByText('No changes since the last commit.').waitFor()
    await expectValue(message, 'Two')
  })
})
