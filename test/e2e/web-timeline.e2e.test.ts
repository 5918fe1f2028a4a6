import { execFile } from 'node:child_process'
import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { eventually } from '../support/eventually.js'
import { resize } from '../support/page-checks.js'
import { withHub } from '../support/with-hub.js'

const ID = '11111111-2222-4333-8444-555555555555'
/** Milliseconds before now that are still within the session. */
const AT_START = 30_000
const run = promisify(execFile)

describe('the time line beside a terminal', function () {
  this.timeout(90_000)
  const t = withHub({
    ready: async ({ hub, place }) => {
      const folder = join(place.home, 'shop')
      await mkdir(folder)
      await hub.call('POST', '/api/sessions', { name: 'shop', directory: folder, command: 'cat' })
    },
  })

  const write = async (
    beforeMs: number,
    ...contents: ReadonlyArray<readonly [type: 'user' | 'assistant', content: unknown]>
  ): Promise<void> => {
    const folder = join(
      t.place.home,
      '.claude',
      'projects',
      join(t.place.home, 'shop').replaceAll(/[^A-Za-z0-9]/g, '-'),
    )
    await mkdir(folder, { recursive: true })
    const rows = contents.map(([type, content]) => ({
      ...{ type, timestamp: new Date(Date.now() - beforeMs).toISOString(), sessionId: ID, message: { content } },
    }))
    await appendFile(join(folder, `${ID}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  }
  const commit = async (subject: string): Promise<void> => {
    const folder = join(t.place.home, 'shop')
    const git = async (...args: ReadonlyArray<string>) =>
      run('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.invalid', ...args], { cwd: folder })
    await git('init', '-q')
    await writeFile(join(folder, 'cart.ts'), 'export {}\n')
    await git('add', '.')
    await git('commit', '-qm', subject)
  }

  it('joins turns, calls and commits, filters them, and leads to the conversation and the changes', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop/timeline')
    const panel = page.getByRole('complementary', { name: 'Timeline' })
    await panel.getByText('Nothing yet').waitFor()

    const many = Array.from({ length: 300 }, (_, index) => ['assistant', `early ${String(index)}`] as const)
    // Times of commits are whole seconds.
    await write(AT_START, ...many)
    await write(
      0,
      ['user', 'fix the <b>cart</b>'],
      ['assistant', [{ type: 'tool_use', id: 'toolu_1', name: 'Bash', input: { command: 'npm test' } }]],
      ['user', [{ type: 'tool_result', tool_use_id: 'toolu_1', content: '2 failing', is_error: true }]],
      ['assistant', 'It is done'],
    )
    await commit('Add the cart')
    await t.hub.call('POST', '/api/hooks/UserPromptSubmit', { session_id: ID }, { 'X-Penates-Session': 'cc-shop' })
    await panel.locator('.timeline-row.of-call', { hasText: 'failed' }).waitFor()
    await panel.locator('.timeline-row.of-commit', { hasText: 'Add the cart' }).waitFor()

    await panel.getByText('Commits', { exact: true }).click()
    await panel.locator('.timeline-row').nth(1).waitFor({ state: 'detached' })
    await panel.getByRole('link', { name: 'Add the cart' }).click()
    await page.locator('.diff-file-head').first().waitFor()
    await page.goBack()

    await panel.getByText('Messages', { exact: true }).click()
    await panel.getByRole('link', { name: 'fix the <b>cart</b>' }).click()
    const conversation = page.getByRole('complementary', { name: 'Conversation' })
    await conversation.locator('.entry.prompt.marked', { hasText: 'fix the <b>cart</b>' }).waitFor()
    await conversation.locator('.entry.prompt.marked').getByRole('link', { name: 'show in the timeline' }).click()
    await panel.locator('.timeline-row.marked').waitFor()
    await panel.getByText(/^Up to /).waitFor()
    await panel.getByRole('link', { name: 'Jump to latest' }).click()
    await panel.getByText(/^Up to /).waitFor({ state: 'detached' })
    await panel.getByText('Messages', { exact: true }).click()
    await panel.getByRole('link', { name: 'fix the <b>cart</b>' }).click()
    await conversation.locator('.entry.prompt.marked').waitFor()

    await resize(page, 390, 844)
    await conversation.getByRole('link', { name: 'Timeline', exact: true }).click()
    await panel.locator('.timeline-row.of-prompt', { hasText: 'fix the' }).waitFor()
    await eventually(async () => {
      await panel.locator('.timeline-scroller').press('End')
      expect(await panel.getByText('early 0', { exact: true }).count()).to.equal(1)
    })
  })

  it('shows on the overview what happened since the last visit of the device, until it is dismissed', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/settings')
    await page.evaluate(`localStorage.setItem('penates_seen_at', String(Date.now() - 3_600_000))`)
    await commit('Add the cart')
    await page.reload()
    await page
      .getByRole('link', { name: /^Overview/ })
      .first()
      .click()
    const news = page.getByRole('region', { name: 'Since you left' })
    await news.getByText('started · 1 commit').waitFor()
    await resize(page, 390, 844)
    await news.getByText('Add the cart').waitFor()
    await news.getByRole('button', { name: 'Dismiss' }).click()
    await news.waitFor({ state: 'detached' })
    await page.reload()
    await page.getByRole('link', { name: /shop/ }).first().waitFor()
    expect(await news.count()).to.equal(0)
  })
})
