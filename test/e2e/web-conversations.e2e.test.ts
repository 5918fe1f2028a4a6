import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withHub } from '../support/with-hub.js'

const ID = '11111111-2222-4333-8444-555555555555'

describe('the page of all conversations', function () {
  this.timeout(90_000)
  const t = withHub({
    ready: async ({ place }) => {
      const folder = join(place.home, '.claude', 'projects', place.home.replaceAll(/[^A-Za-z0-9]/g, '-'))
      await mkdir(folder, { recursive: true })
      const row = (at: number, type: string, content: unknown): string =>
        `${JSON.stringify({ type, cwd: place.home, timestamp: new Date(Date.UTC(2026, 10, 1) + at * 1_000).toISOString(), message: { content } })}\n`
      const filler = Array.from({ length: 500 }, (_, at) =>
        row(at + 2, 'assistant', `filler ${at} ${'x'.repeat(1_000)}`),
      )
      const rows = [
        row(0, 'user', 'fix the <b>cart</b> of the shop'),
        row(1, 'assistant', [
          { type: 'tool_use', id: 't', name: 'Edit', input: { file_path: '/work/shop/src/cart.ts' } },
        ]),
        ...filler,
        row(600, 'assistant', 'the checkout is repaired'),
      ]
      await writeFile(join(folder, `${ID}.jsonl`), rows.join(''))
      const other = row(900, 'user', 'write a poem about checkout lines')
      await writeFile(join(folder, 'other.jsonl'), other)
    },
  })

  it('finds by words and filters, keeps them in its address, and reads a hit in its place', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/conversations')
    const list = page.getByRole('list', { name: 'Conversations' })
    await list.getByText('write a poem').waitFor()
    await page.getByRole('textbox', { name: 'Search conversations' }).fill('fix cart')
    await list.locator('mark', { hasText: 'cart' }).waitFor()
    expect(await list.locator('b').count()).to.equal(0)
    await page.getByLabel('File').fill('cart.ts')
    await page.getByText('No matching conversations').waitFor()
    await page.getByRole('textbox', { name: 'Search conversations' }).fill('')
    await list.getByText('Edit', { exact: false }).first().waitFor()
    expect(new URL(page.url()).search).to.equal('?file=cart.ts')
    await page.goto(new URL('/conversations?q=fix', page.url()).href)
    await list.locator('.conversation-hit').first().click()
    await page.locator('.entry.marked', { hasText: 'fix the <b>cart</b>' }).waitFor()
    await page.getByRole('link', { name: 'Back to search' }).click()
    await list.locator('mark', { hasText: 'fix' }).waitFor()
    expect(faults()).to.deep.equal([])
  })

  it('offers the agents with conversations, also where the address names one', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/conversations?agent=opencode')
    const agent = page.getByRole('combobox', { name: 'Agent' })
    await agent.locator('option', { hasText: 'Claude Code' }).waitFor({ state: 'attached' })
    expect(await agent.locator('option').allTextContents()).to.include.members(['All agents', 'Codex', 'OpenCode'])
    expect(await agent.inputValue()).to.equal('opencode')
  })

  it('opens a past conversation from the palette, and forks it in a session of its folder', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search or run a command' }).fill('checkout is repaired')
    await page.getByRole('option', { name: /the checkout is repaired/ }).click()
    await page.locator('.entry.marked', { hasText: 'the checkout is repaired' }).waitFor()
    expect(new URL(page.url()).pathname).to.equal(`/conversations/claude-code/${ID}`)
    const asked = page.waitForRequest((request) => request.method() === 'POST')
    await page.getByRole('button', { name: 'Fork' }).click()
    expect((await asked).postDataJSON()).to.deep.include({
      ...{ directory: t.place.home, command: `claude --resume ${ID} --fork-session` },
    })
  })
})
