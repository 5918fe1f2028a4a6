import { appendFile, mkdir, readFile, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eventually } from '../support/eventually.js'
import { axeViolations, resize, sidewaysOf } from '../support/page-checks.js'
import { withHub } from '../support/with-hub.js'

const NO_TOKENS = { input_tokens: 0, output_tokens: 0, cache_creation_input_tokens: 0, cache_read_input_tokens: 0 }

describe('usage in the browser', function () {
  this.timeout(60_000)
  let folder: string
  let transcript: string

  const line = (id: string, model: string, tokens: Partial<typeof NO_TOKENS>): string =>
    `${JSON.stringify({
      type: 'assistant',
      sessionId: 'agent-1',
      cwd: folder,
      timestamp: new Date().toISOString(),
      requestId: `req-${id}`,
      message: {
        id,
        model,
        role: 'assistant',
        content: [],
        stop_reason: 'end_turn',
        usage: { ...NO_TOKENS, ...tokens },
      },
    })}\n`

  const t = withHub({
    prepare: async (place) => {
      folder = join(await realpath(place.home), 'code', 'notes')
      const logs = join(place.home, '.claude', 'projects', 'notes')
      await Promise.all([mkdir(folder, { recursive: true }), mkdir(logs, { recursive: true })])
      transcript = join(logs, 'agent-1.jsonl')
      const written = [
        line('m1', 'claude-opus-4-8', { output_tokens: 1 }),
        line('m1', 'claude-opus-4-8', { output_tokens: 1_000_000 }),
        line('m2', 'mystery-1', { output_tokens: 5_000 }),
      ]
      await writeFile(transcript, written.join(''))
    },
    ready: async ({ hub }) => {
      await hub.call('POST', '/api/projects', { displayName: 'Notes', path: folder })
    },
  })

  it('shows what today cost, by model and project, goes on by itself, and is taken along', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub)
    const scripts: string[] = []
    page.on('request', (request) => scripts.push(request.url()))
    await page.getByRole('link', { name: 'Usage' }).first().click()
    const today = page.locator('.usage-totals > div').first()
    await today.getByText('$25.00').waitFor()
    await page.locator('.usage-plot canvas').waitFor()
    expect(scripts.some((url) => url.includes('/plot-'))).to.equal(true)

    const parts = page.getByRole('region', { name: 'Breakdown' })
    const rowTexts = await parts.locator('tbody tr').allInnerTexts()
    expect(rowTexts.map((text) => text.split(/\s+/).join(' '))).to.deep.equal([
      'claude-opus-4-8 $25.00 1M 1M 0',
      'mystery-1 no price 5K 5K 0',
    ])

    await appendFile(transcript, line('m3', 'claude-opus-4-8', { output_tokens: 1_000_000 }))
    await today.getByText('$50.00').waitFor()

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV' }).click(),
    ])
    const rows = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
    expect(rows.slice(1).map((row) => row.split(',').slice(2, 7).join(','))).to.deep.equal([
      'claude-code,claude,claude-opus-4-8,0,2000000',
      'claude-code,other,mystery-1,0,5000',
    ])

    const calendar = page.getByRole('region', { name: 'Calendar' })
    await calendar.getByText(/^Peak: .*\$50\.00, 2M tokens$/).waitFor()
    await calendar.locator('.heat-legend').getByText('2M tokens').waitFor()
    await page.getByRole('combobox', { name: 'Model' }).selectOption('mystery-1')
    await today.getByText('5K tokens').waitFor()
    await calendar
      .getByText(/5K tokens$/)
      .last()
      .waitFor()
    await page.getByRole('combobox', { name: 'Model' }).selectOption('')
    await page.getByRole('combobox', { name: 'Project' }).selectOption('Notes')
    await today.getByText('$50.00').waitFor()
    expect(new URL(page.url()).search).to.equal('?project=notes')
    await page.reload()
    await today.getByText('$50.00').waitFor()
    await parts.getByText('Days', { exact: true }).click()
    await parts.locator('tbody').getByRole('button').first().click()
    const hours = page.getByRole('region', { name: /, by hour$/ })
    await hours.getByText('$50.00').first().waitFor()
    expect(await axeViolations(page)).to.deep.equal([])
    await hours.getByRole('button', { name: 'Close' }).click()
    await hours.waitFor({ state: 'detached' })
    await calendar.locator('.heat-cell[data-key]').last().click()
    await hours.getByText('$50.00').first().waitFor()
    for (const width of [390, 320]) {
      await resize(page, width, 844)
      await hours.waitFor()
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).to.equal(true)
      for (const table of ['Models', 'Projects', 'Sessions', 'Days']) {
        await parts.getByText(table, { exact: true }).first().click()
        await parts.getByRole('table', { name: table }).waitFor()
        expect(await sidewaysOf(page, '.usage-table'), `${table} at ${String(width)} px`).to.deep.equal([])
      }
    }
    await resize(page, 1280, 800)

    await parts.getByText('Projects', { exact: true }).click()
    await parts.getByRole('link', { name: 'Notes' }).click()
    await eventually(() => {
      expect(new URL(page.url()).pathname).to.equal('/p/notes')
    })
    expect(faults()).to.deep.equal([])
  })
})
