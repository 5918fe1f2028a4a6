import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { eventually } from '../support/eventually.js'
import { withHub } from '../support/with-hub.js'

/** Takes bracketed pastes like an agent, and keeps its input with visible control characters. */
const AGENT = `#!/bin/sh
printenv PENATES_TOKEN > token.txt
printf '\\033[?2004h'
exec cat -v > typed.txt
`

describe('a reply in the browser', function () {
  this.timeout(90_000)
  const t = withHub({
    ready: async ({ hub, place }) => {
      await mkdir(join(place.home, 'bin'))
      const command = join(place.home, 'bin', 'claude')
      await writeFile(command, AGENT)
      await chmod(command, 0o755)
      await hub.call('POST', '/api/sessions', { name: 'shop', directory: place.home, command })
    },
  })

  const read = (name: string): Promise<string> => readFile(join(t.place.home, name), 'utf8')
  const report = async (event: string, body: object = {}): Promise<void> => {
    const token = (await read('token.txt')).trim()
    await t.hub.call('POST', `/api/hooks/${event}`, body, {
      Authorization: `Bearer ${token}`,
      'X-Penates-Session': 'cc-shop',
    })
  }
  const typed = (text: string): Promise<void> =>
    eventually(async () => {
      expect(await read('typed.txt')).to.contain(`^[[200~${text}^[[201~\n`)
    })

  it('is pasted with Enter and confirmed, from a tile and from the list, and kept where it may not have arrived', async () => {
    await eventually(() => report('Stop'))
    const { page, faults } = await t.browser.signedIn(t.hub)
    const tile = page.locator('.tile', { hasText: 'shop' })
    const field = tile.getByRole('textbox', { name: 'Reply to shop' })
    await field.fill('run the tests')
    await page.reload()
    await field.press('Enter')
    await typed('run the tests')
    await report('UserPromptSubmit')
    await page.locator('.toast', { hasText: 'Delivered to shop' }).waitFor()
    expect(await field.inputValue()).to.equal('')

    await field.fill('and the linter')
    await field.press('Enter')
    await typed('and the linter')
    await page.locator('.toast', { hasText: 'shop takes it after this turn' }).waitFor()

    await page.setViewportSize({ width: 390, height: 844 })
    await report('Stop')
    await page.goto(`${t.hub.url}/needs`)
    const need = page.locator('.need.of-finished')
    await need.getByRole('textbox').press('ArrowUp')
    await need.getByRole('textbox').press('ArrowUp')
    expect(await need.getByRole('textbox').inputValue()).to.equal('run the tests')
    expect(await page.evaluate(`document.querySelector('.needs').scrollWidth`)).to.equal(390)
    await need.getByRole('button', { name: 'Send' }).click()
    await need.getByText('Typed, but the agent has not started.').waitFor()
    expect(await need.getByRole('textbox').inputValue()).to.equal('run the tests')

    const folder = join(t.place.home, '.claude', 'projects', t.place.home.replaceAll(/[^A-Za-z0-9]/g, '-'))
    await mkdir(folder, { recursive: true })
    const said = {
      type: 'assistant',
      timestamp: '2026-11-27T12:00:00.000Z',
      message: { content: 'Two tests fail:\n- cart' },
    }
    await writeFile(join(folder, 'one.jsonl'), `${JSON.stringify(said)}\n`)
    await page.goto(`${t.hub.url}/s/cc-shop/conversation`)
    const panel = page.getByRole('complementary', { name: 'Conversation' })
    const reply = panel.getByRole('textbox', { name: 'Reply to shop' })
    await reply.fill('Why?')
    await panel.locator('.entry.answer').getByRole('button', { name: 'Quote in the reply' }).click()
    await page.keyboard.type('Mend the first one.')
    expect(await reply.inputValue()).to.equal('Why?\n\n> Two tests fail:\n> - cart\n\nMend the first one.')
    await reply.press('Enter')
    await typed('Why?\n\n> Two tests fail:\n> - cart\n\nMend the first one.')
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(390)
    expect(faults()).to.deep.equal([])
  })
})
