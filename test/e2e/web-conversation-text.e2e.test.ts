import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eventually } from '../support/eventually.js'
import { withHub } from '../support/with-hub.js'

const ID = '11111111-2222-4333-8444-555555555555'
const ROWS = 3_000
/** True when the match is marked in an output, at a place that nothing covers. */
const IS_IN_SIGHT = `(() => {
  const [range] = [...(CSS.highlights.get('found-now') ?? [])]
  if (range?.toString() !== 'needle') return false
  const box = range.getBoundingClientRect()
  const at = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2)
  return at?.closest('.entry-output') === range.startContainer.parentElement.closest('.entry-output')
})()`

describe('all of the text of a conversation', function () {
  this.timeout(90_000)
  let transcript: string
  const row = (at: number, type: string, content: unknown): string =>
    `${JSON.stringify({ type, cwd: t.place.home, timestamp: new Date(Date.UTC(2026, 10, 1) + at * 1_000).toISOString(), message: { content } })}\n`
  const call = (id: string, input: object) => [{ type: 'tool_use', id, name: 'Bash', input }]
  const result = (id: string, content: string, is_error: boolean) => [
    { type: 'tool_result', tool_use_id: id, content, is_error },
  ]
  const t = withHub({
    ready: async ({ hub, place }) => {
      const folder = join(place.home, '.claude', 'projects', place.home.replaceAll(/[^A-Za-z0-9]/g, '-'))
      await mkdir(folder, { recursive: true })
      transcript = join(folder, `${ID}.jsonl`)
      const lines = `${'\u001b[31mgröße\u202e 🦊\n'.repeat(200_000)}error: the last line of 5 MB`
      const filler = Array.from({ length: ROWS }, (_, at) =>
        row(at + 10, 'assistant', `filler ${String(at)} ${'x'.repeat(200)}`),
      )
      const rows = [
        row(0, 'user', 'an early needle'),
        ...filler,
        row(9_000, 'assistant', call('long', { command: 'long' })),
        row(9_001, 'user', result('long', `first ${'y'.repeat(400_000)} needle ${'z '.repeat(10_000)}`, false)),
        row(9_002, 'assistant', call('broken', { command: `echo ${'a'.repeat(30_000)} ends` })),
        row(9_003, 'user', result('broken', lines, true)),
      ]
      await writeFile(transcript, rows.join(''))
      await hub.call('POST', '/api/sessions', { name: 'shop', directory: place.home, command: 'cat' })
      const from = { 'X-Penates-Session': 'cc-shop' }
      await hub.call('POST', '/api/hooks/UserPromptSubmit', { session_id: ID, prompt: 'go on' }, from)
    },
  })

  it('shows the end of a failed call first, and the rest by a button, with the whole input', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop/conversation')
    const failed = page.locator('.entry.call.failed')
    await failed.locator('.entry-fold').click()
    await failed.getByText('error: the last line of 5 MB').waitFor()
    await failed.getByText(/^Part of the text: 3[.]\d MB to/).waitFor()
    await failed.getByText(/a{100} ends/).waitFor()
    const output = failed.locator('.entry-output').last()
    const before = (await output.textContent())?.length ?? 0
    await failed.getByRole('button', { name: 'Show earlier text' }).click()
    await eventually(async () => {
      expect((await output.textContent())?.length).to.be.above(1.5 * before)
    })
    expect(await output.textContent()).to.not.match(/[\u001b\u202e]/)
    expect(faults()).to.deep.equal([])
  })

  it('finds words late in a text that is cut and far before what was read, by keys and on a phone', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop/conversation')
    await page.locator('.conversation-scroller').click()
    await page.keyboard.press('Control+f')
    await page.keyboard.type('NEEDLE')
    const status = page.locator('.find-bar [role=status]')
    await status.getByText('2 of 2', { exact: true }).waitFor()
    await eventually(async () => {
      expect(await page.evaluate(IS_IN_SIGHT)).to.equal(true)
    })
    await page.keyboard.press('Enter')
    await status.getByText('1 of 2', { exact: true }).waitFor()
    await page.locator('.entry.marked', { hasText: 'an early needle' }).waitFor()
    await page.keyboard.press('Shift+Enter')
    await status.getByText('2 of 2', { exact: true }).waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('nowhere to be found')
    await status.getByText('No match').waitFor()
    await page.keyboard.press('Escape')
    await status.waitFor({ state: 'detached' })
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByRole('textbox', { name: 'Find in this conversation' }).fill('early needle')
    await status.getByText('1 of 1', { exact: true }).waitFor()
    await page.locator('.entry.marked', { hasText: 'an early needle' }).waitFor()
    expect(faults()).to.deep.equal([])
  })
})
