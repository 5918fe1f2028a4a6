import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { SHELL_SNIPPETS } from '../../domain/terminal/command-marks.js'
import { eventually } from '../support/eventually.js'
import { paneText, terminalShows } from '../support/terminal-page.js'
import { withHub } from '../support/with-hub.js'

describe('commands of a shell in the browser', function () {
  this.timeout(60_000)
  const t = withHub({
    isShared: true,
    ready: async ({ hub, place }) => {
      const rc = join(place.home, 'marks.rc')
      await writeFile(rc, `PS1='$ '\n${SHELL_SNIPPETS[0]?.lines ?? ''}\n`)
      const marked = `exec bash --noprofile --rcfile '${rc}' -i`
      await hub.call('POST', '/api/sessions', { name: 'marked', directory: place.home, command: marked })
      const plain = 'exec bash --noprofile --norc -i'
      await hub.call('POST', '/api/sessions', { name: 'plain', directory: place.home, command: plain })
    },
  })

  const clipboard = (page: Page): Promise<unknown> => page.evaluate('navigator.clipboard.readText()')
  const history = (page: Page) => page.locator('.history:not(.opening) .xterm-rows')
  const menu = async (page: Page): Promise<void> => {
    await page.locator('.terminal-area').click({ button: 'right', position: { x: 200, y: 100 } })
    await page.getByRole('menuitem', { name: 'Commands …' }).click()
    await page.getByRole('menuitem', { name: 'Previous prompt' }).waitFor()
  }

  it('are gone to by key and menu, and the last output is copied, without a mode of the shared pane', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-marked')
    const other = await t.browser.signedIn(t.hub, '/s/cc-marked')
    await terminalShows(page, '$ ')
    const commands = {
      'seq -f one-%g 1 90': 'one-90',
      'seq -f two-%g 1 90': 'two-90',
      'printf "%s\\n" last output': 'output',
    }
    for (const [command, last] of Object.entries(commands)) {
      await page.keyboard.type(`${command}\n`)
      await terminalShows(page, `${last}\n$`)
    }
    for (const one of [page, other.page]) await terminalShows(one, 'last\noutput')
    const live = await paneText(other.page)
    await page.keyboard.press('Control+Shift+Y')
    await page.getByText('2 lines of output copied').waitFor()
    expect(await clipboard(page)).to.equal('last\noutput')
    await page.keyboard.press('Alt+PageUp')
    await page.keyboard.press('Alt+PageUp')
    await eventually(async () => {
      expect((await history(page).innerText()).trimStart().split('\n')[0]).to.equal('$ seq -f two-%g 1 90')
    })
    expect(await page.locator('.shown-prompt').count()).to.equal(1)
    await page.keyboard.press('Alt+PageUp')
    await eventually(async () => {
      expect((await history(page).innerText()).trimStart().split('\n')[0]).to.equal('$ seq -f one-%g 1 90')
    })
    expect(await t.place.tmux.run('list-panes', '-a', '-F', '#{pane_in_mode}')).to.equal('0\n0\n')
    expect(await paneText(other.page)).to.equal(live)
    await menu(page)
    await page.getByRole('menuitem', { name: 'Next prompt' }).click()
    await eventually(async () => {
      expect((await history(page).innerText()).trimStart().split('\n')[0]).to.equal('$ seq -f two-%g 1 90')
    })
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Alt+PageDown')
    await page.locator('.history').waitFor({ state: 'detached' })
    await menu(page)
    await page.getByRole('menuitem', { name: 'Copy last output' }).click()
    await page.keyboard.type('echo typed-$((1+1))\n')
    await terminalShows(page, 'typed-2')
    expect([faults(), other.faults()]).to.deep.equal([[], []])
  })

  it('are disabled without marks, with the lines that turn them on', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-plain', { width: 390, height: 780, touch: true })
    await terminalShows(page, 'bash-')
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Commands …' }).click()
    for (const name of ['Previous prompt', 'Next prompt', 'Copy last output']) {
      expect(await page.getByRole('menuitem', { name }).isDisabled()).to.equal(true)
    }
    await page.getByRole('menuitem', { name: 'Make the shell report prompts' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Copy the lines for bash' }).click()
    await eventually(async () => void expect(await clipboard(page)).to.equal(SHELL_SNIPPETS[0]?.lines))
    await dialog.getByRole('button', { name: 'Close' }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.locator('.xterm-helper-textarea').focus()
    await page.keyboard.press('Alt+PageUp')
    await page.getByText('The shell does not report its prompts.').waitFor()
    await page.locator('.history').waitFor({ state: 'detached' })
    expect(faults()).to.deep.equal([])
  })
})
