import { appendFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { resize } from '../support/page-checks.js'
import { withHub } from '../support/with-hub.js'

const ID = '11111111-2222-4333-8444-555555555555'
const AT = '2026-11-27T12:00:00.000Z'
const OUTPUT = 'test/cart.ts:4:expect(a)\n2 failing\u202e\n  at run (/work/prices.ts:12:3)'

/** The page is laid out anew once it has been told of its width. */
const isAsWideAs = (page: Page, width: number): Promise<void> =>
  eventually(async () => {
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(width)
  })

describe('the conversation beside a terminal', function () {
  this.timeout(90_000)
  const t = withHub({
    ready: async ({ hub, place }) => {
      await hub.call('POST', '/api/sessions', { name: 'shop', directory: place.home, command: 'cat' })
    },
  })

  const transcript = async (id = ID): Promise<string> => {
    const folder = join(t.place.home, '.claude', 'projects', t.place.home.replaceAll(/[^A-Za-z0-9]/g, '-'))
    await mkdir(folder, { recursive: true })
    return join(folder, `${id}.jsonl`)
  }
  const row = (type: 'user' | 'assistant', content: unknown): string =>
    `${JSON.stringify({ type, timestamp: AT, sessionId: ID, message: { content } })}\n`
  const write = async (...rows: ReadonlyArray<string>): Promise<void> => appendFile(await transcript(), rows.join(''))
  const report = (body: object): Promise<unknown> =>
    t.hub.call('POST', '/api/hooks/UserPromptSubmit', { session_id: ID, ...body }, { 'X-Penates-Session': 'cc-shop' })

  it('shows prompts, answers, calls with results and errors, grows live, and reads earlier parts on the way up', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await page.getByRole('button', { name: 'Conversation' }).click()
    const panel = page.getByRole('complementary', { name: 'Conversation' })
    await panel.getByText('No conversation yet').waitFor()

    const early = Array.from({ length: 400 }, (_, index) =>
      row('assistant', `early ${String(index)} ${'x'.repeat(1500)}`),
    )
    await write(
      ...early,
      row('user', 'fix the <b>cart</b>'),
      row('assistant', [{ type: 'text', text: 'It is **done**' }]),
    )
    await report({ prompt: 'fix the cart' })
    await panel.locator('.entry.prompt', { hasText: 'fix the <b>cart</b>' }).waitFor()
    await panel.locator('.entry.answer strong', { hasText: 'done' }).waitFor()
    // The transcript is the newest of the folder until the report of its session is read.
    await panel.getByText('may belong to another session').waitFor({ state: 'detached' })

    await write(row('assistant', [{ type: 'tool_use', id: 'toolu_1', name: 'Bash', input: { command: 'npm test' } }]))
    const call = panel.locator('.entry.call', { hasText: 'npm test' })
    await call.getByText('no result yet').waitFor()
    await write(row('user', [{ type: 'tool_result', tool_use_id: 'toolu_1', content: OUTPUT, is_error: true }]))
    await call.getByText('failed', { exact: true }).waitFor()
    await call.getByRole('button', { name: /Bash/ }).click()
    const output = call.locator('.entry-output', { hasText: '2 failing' })
    expect(await output.innerText()).to.equal(OUTPUT.replace('\u202e', '⟨U+202E⟩'))
    const links = await output.getByRole('link').all()
    const addresses = await Promise.all(links.map((link) => link.getAttribute('href')))
    expect(addresses.map((one) => decodeURIComponent(one ?? ''))).to.deep.equal([
      '/s/cc-shop/file?path=test/cart.ts&line=4',
      '/s/cc-shop/file?path=/work/prices.ts&line=12',
    ])

    await write(
      row('assistant', [
        {
          type: 'tool_use',
          id: 'toolu_2',
          name: 'Edit',
          input: {
            file_path: '/work/cart.ts',
            old_string: 'const a = 1\nkept',
            new_string: 'const a = 2\nkept\nadded',
          },
        },
      ]),
    )
    const edit = panel.locator('.entry.call', { hasText: '/work/cart.ts' })
    await edit.getByRole('button', { name: /Edit/ }).click()
    await edit.locator('ins', { hasText: 'const a = 2' }).waitFor()
    expect(await edit.locator('del').allInnerTexts()).to.deep.equal(['const a = 1\n'])
    expect(await edit.locator('ins').allInnerTexts()).to.deep.equal(['const a = 2\n', 'added\n'])
    const ground = 'getComputedStyle(document.querySelector(".entry-body ins")).backgroundColor'
    expect(await page.evaluate(ground)).to.not.equal('rgba(0, 0, 0, 0)')
    expect(await edit.getByRole('link', { name: '/work/cart.ts' }).count()).to.equal(1)

    const scroller = panel.locator('.conversation-scroller')
    await eventually(async () => {
      await scroller.press('Home')
      expect(await panel.getByText('early 0 ').count()).to.equal(1)
    })
    await page.getByRole('button', { name: 'Jump to latest' }).click()
    await call.waitFor()
    await write(row('assistant', 'The last word'))
    await panel.locator('.entry.answer', { hasText: 'The last word' }).waitFor()

    await resize(page, 390, 844)
    await panel.locator('.entry.answer', { hasText: 'The last word' }).waitFor()
    await isAsWideAs(page, 390)
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    expect(faults()).to.deep.equal([])
  })

  it('shows duration, tokens and cost at the end of each turn, sub-agents counted once, and an unknown cost as such', async () => {
    const id = '33333333-2222-4333-8444-555555555555'
    const line = (type: 'user' | 'assistant', second: number, message: object, more: object = {}): string =>
      `${JSON.stringify({ type, timestamp: `2026-11-27T12:00:${String(second).padStart(2, '0')}.000Z`, sessionId: id, message, ...more })}\n`
    const answer = (model: string, second: number, more: object = {}): string => {
      const usage = { input_tokens: 1_000_000, output_tokens: 100_000 }
      const content = [{ type: 'text', text: `at ${String(second)}` }]
      return line('assistant', second, { id: `msg_${String(second)}`, model, content, usage }, more)
    }
    const top = await transcript(id)
    const own = join(top.slice(0, -'.jsonl'.length), 'subagents')
    await mkdir(own, { recursive: true })
    await appendFile(join(own, 'agent-b1.jsonl'), answer('claude-opus-4-8', 3, { isSidechain: true }))
    await appendFile(
      top,
      line('user', 0, { content: 'first' }) +
        answer('claude-opus-4-8', 12) +
        answer('claude-opus-4-8', 12) +
        line('user', 20, { content: 'second' }) +
        answer('unheard-of', 25),
    )
    await report({ prompt: 'second', session_id: id })
    await t.hub.call('POST', '/api/hooks/Stop', { session_id: id }, { 'X-Penates-Session': 'cc-shop' })
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop/conversation')
    const feet = page.locator('.turn-foot')
    await page.locator('.turn-foot', { hasText: 'cost unknown' }).waitFor()
    expect(await feet.allInnerTexts()).to.deep.equal([
      '12 s · 2.2M tokens · $15.00',
      '5 s · 1.1M tokens · cost unknown',
    ])
    await resize(page, 390, 844)
    await feet.last().waitFor()
    await isAsWideAs(page, 390)
    expect(faults()).to.deep.equal([])
  })

  it('shows the plan of an agent of the Agent Client Protocol as a list of tasks', async () => {
    const id = 'plan-1'
    const folder = join(t.place.home, '.local', 'share', 'penates', 'acp-conversations')
    await mkdir(folder, { recursive: true })
    const states = [
      ['Build the <b>shop</b>', 'completed'],
      ['Test it', 'in_progress'],
      ['Ship it', 'pending'],
    ]
    const rows = [
      { kind: 'start', program: ['opencode', 'acp'] },
      { at: AT, kind: 'prompt', text: 'Plan the shop' },
      { at: AT, kind: 'plan', entries: states.map(([content, status]) => ({ content, status })) },
      { at: AT, kind: 'call', callId: 'c1', call: { kind: 'execute', title: 'Run', input: { command: 'npm test' } } },
    ]
    const lines = rows.map((each) => `${JSON.stringify({ directory: t.place.home, ...each })}\n`)
    await appendFile(join(folder, `${id}.jsonl`), lines.join(''))
    await t.hub.call('POST', '/api/sessions', { name: 'acp', directory: t.place.home, command: 'cat' })
    await t.hub.call(
      ...(['POST', '/api/hooks/UserPromptSubmit', { session_id: id, prompt: 'Plan the shop' }] as const),
      { 'X-Penates-Session': 'cc-acp', 'X-Penates-Agent': 'acp' },
    )
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-acp/conversation')
    const plan = page.locator('.entry.call', { hasText: 'Plan, 1 of 3 done' })
    await plan.getByText('Test it').waitFor()
    await plan.getByRole('button', { name: /Plan/ }).click()
    await eventually(async () => {
      expect(await plan.getByRole('listitem').allInnerTexts()).to.deep.equal([
        ...['Done:\nBuild the <b>shop</b>', 'In progress:\nTest it', 'Open:\nShip it'],
      ])
    })
    expect(await plan.getByText('no result yet').count()).to.equal(0)
    await page.locator('.entry.call', { hasText: 'npm test' }).getByText('no result yet').waitFor()
    await resize(page, 390, 844)
    await plan.getByRole('listitem').first().waitFor()
    await isAsWideAs(page, 390)
    expect(faults()).to.deep.equal([])
  })

  it('shows what a sub-agent does below the call that started it, while it works', async () => {
    const id = '22222222-2222-4333-8444-555555555555'
    const top = await transcript(id)
    const own = join(top.slice(0, -'.jsonl'.length), 'subagents')
    await mkdir(own, { recursive: true })
    const input = { description: 'look', prompt: 'Look around' }
    await appendFile(top, row('assistant', [{ type: 'tool_use', id: 'toolu_9', name: 'Agent', input }]))
    await report({ prompt: 'look', session_id: id })
    const { page, faults } = await t.browser.signedIn(t.hub)
    // Without intervals nothing is read unless the hub reports it.
    await page.addInitScript('window.setInterval = () => 0')
    await page.goto(`${t.hub.url}/s/cc-shop/conversation`)
    const call = page.locator('.entry.call', { hasText: 'look' })
    await call.getByRole('button', { name: /Agent/ }).click()
    const subagent = call.getByRole('region', { name: 'Sub-agent' })
    await subagent.getByText('Nothing from the sub-agent yet').waitFor()
    await appendFile(join(own, 'agent-a1.meta.json'), JSON.stringify({ toolUseId: 'toolu_9' }))
    const side = (type: 'user' | 'assistant', content: unknown): string =>
      `${JSON.stringify({ type, isSidechain: true, timestamp: AT, message: { content } })}\n`
    await appendFile(
      join(own, 'agent-a1.jsonl'),
      side('user', 'Look around') + side('assistant', 'I see **two** files'),
    )
    await subagent.locator('.entry.answer strong', { hasText: 'two' }).waitFor()
    await appendFile(join(own, 'agent-a1.jsonl'), side('assistant', 'Nothing else'))
    await subagent.locator('.entry.answer', { hasText: 'Nothing else' }).waitFor()
    await resize(page, 390, 844)
    await isAsWideAs(page, 390)
    expect(faults()).to.deep.equal([])
  })

  it('opens a file at the line that an answer or a call names, and shows hostile text as text', async () => {
    const id = '44444444-2222-4333-8444-555555555555'
    const top = await transcript(id)
    await writeFile(
      join(t.place.home, 'cart.ts'),
      Array.from({ length: 300 }, (_, at) => `line ${String(at + 1)}`).join('\n'),
    )
    const hostile =
      '\u001b[31mred\u001b[0m \u202egnp.exe <img src=x onerror="window.hit = 1"><script>window.hit = 1</script>'
    const input = { file_path: join(t.place.home, 'cart.ts'), offset: 200 }
    await appendFile(
      top,
      row('user', hostile) +
        row('assistant', [
          { type: 'text', text: `See \`cart.ts:120\` and \`npm test\`. ${hostile} [x](javascript:window.hit=1)` },
        ]) +
        row('assistant', [{ type: 'tool_use', id: 'toolu_7', name: 'Read', input }]) +
        row('user', [{ type: 'tool_result', tool_use_id: 'toolu_7', content: hostile }]),
    )
    await report({ prompt: 'look', session_id: id })
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop/conversation')
    const panel = page.getByRole('complementary', { name: 'Conversation' })
    await panel.locator('.entry.prompt', { hasText: '⟨U+001B⟩[31mred⟨U+001B⟩[0m ⟨U+202E⟩gnp.exe <img' }).waitFor()
    const call = panel.locator('.entry.call', { hasText: 'Read' })
    await call.getByRole('button', { name: /Read/ }).click()
    await call.locator('.entry-output', { hasText: '⟨U+202E⟩gnp.exe <img src=x' }).waitFor()
    const answer = panel.locator('.entry.answer')
    expect(await answer.getByRole('link', { name: 'npm test' }).count()).to.equal(0)
    expect(await answer.innerText()).to.contain('⟨U+001B⟩[0m ⟨U+202E⟩gnp.exe <img')
    await answer.getByRole('link', { name: 'cart.ts:120' }).click()
    await page.getByText('line 120', { exact: true }).waitFor()
    expect(new URL(page.url()).search).to.contain('120')
    await page.goBack()
    await call.getByRole('button', { name: /Read/ }).click()
    await call.getByRole('link', { name: /cart\.ts/ }).click()
    await page.getByText('line 200', { exact: true }).waitFor()
    expect(await page.evaluate('window.hit')).to.equal(undefined)
    expect(faults()).to.deep.equal([])
  })

  it('says that the newest conversation of the folder may be of another session', async () => {
    await write(row('assistant', 'Of which session?'))
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop/conversation')
    await page.getByText('may belong to another session').waitFor()
  })
})
